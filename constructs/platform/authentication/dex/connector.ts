import type { Json } from '../../../model/json.ts';
import type { Connector } from '../connectors.ts';

interface Values {
  readonly [key: string]: Json;
}

/** A connector in Dex's own form, and the keys that the Secret `dex-connector` must hold for it. */
export interface DexConnector {
  readonly keys: readonly string[];
  readonly values: Values;
}

/** The environment variable in which Dex finds a key of that Secret. */
export const variableOf = (key: string): string => `CONNECTOR_${key.toUpperCase().replaceAll('-', '_')}`;

// Dex fills in `$NAME` in a connector from its environment, so that no credential stands in the values.
const filled = (key: string): string => `$${variableOf(key)}`;
const client = { clientID: filled('client-id'), clientSecret: filled('client-secret') };

/**
 * Fields: dex v2.45.1, connector/{oidc,github,ldap} and cmd/dex/config.go.
 *
 * @param issuer the address of Dex itself, which people come back to
 */
export function dexConnector(connector: Connector, issuer: string): DexConnector {
  const { name, config } = described(connector, `${issuer}/callback`);
  return {
    keys: connector.kind === 'ldap' ? ['bind-dn', 'bind-password'] : ['client-id', 'client-secret'],
    values: { type: connector.kind, id: connector.kind, name, config },
  };
}

function described(connector: Connector, redirectURI: string): { name: string; config: Values } {
  if (connector.kind === 'ldap') return { name: 'LDAP', config: ldap(connector) };
  if (connector.kind === 'github') {
    const { org, teams, host } = connector;
    const orgs = [{ name: org, ...(teams && { teams }) }];
    const config = { ...client, redirectURI, orgs, teamNameField: 'slug', ...(host && { hostName: host }) };
    return { name: 'GitHub', config };
  }
  const {
    issuer,
    name = new URL(issuer).host,
    scopes = ['profile', 'email'],
    groupsClaim = 'groups',
    trustEmail = false,
  } = connector;
  return {
    name,
    config: {
      issuer,
      ...client,
      redirectURI,
      scopes,
      claimMapping: { groups: groupsClaim },
      // Dex drops the issuer's groups without it.
      insecureEnableGroups: true,
      // Some issuers put little into the token itself.
      getUserInfo: true,
      insecureSkipEmailVerified: trustEmail,
    },
  };
}

const ldap = ({
  host,
  baseDn,
  groupBaseDn = baseDn,
  login = 'uid',
  filter = '(objectClass=person)',
}: Extract<Connector, { kind: 'ldap' }>): Values => ({
  host,
  bindDN: filled('bind-dn'),
  bindPW: filled('bind-password'),
  userSearch: { baseDN: baseDn, filter, username: login, idAttr: login, emailAttr: 'mail', nameAttr: 'cn' },
  groupSearch: {
    baseDN: groupBaseDn,
    filter: '(|(objectClass=groupOfNames)(objectClass=group))',
    userMatchers: [{ userAttr: 'DN', groupAttr: 'member' }],
    nameAttr: 'cn',
  },
});
