import * as v from 'valibot';
import { shapes, type Url } from '../../model/option.ts';

/** Where Dex lets people log in. Credentials are never here: Dex reads them from the Secret `dex-connector`. */
export type Connector =
  | {
      readonly kind: 'oidc';
      readonly issuer: Url;
      readonly name?: string | undefined;
      readonly scopes?: readonly string[] | undefined;
      readonly groupsClaim?: string | undefined;
      readonly trustEmail?: boolean | undefined;
    }
  | {
      readonly kind: 'github';
      readonly org: string;
      readonly teams?: readonly string[] | undefined;
      readonly host?: string | undefined;
    }
  | {
      readonly kind: 'ldap';
      readonly host: string;
      readonly baseDn: string;
      readonly groupBaseDn?: string | undefined;
      readonly login?: string | undefined;
      readonly filter?: string | undefined;
    };

type Without<K extends Connector['kind']> = Omit<Extract<Connector, { kind: K }>, 'kind'>;

/**
 * Another OpenID Connect issuer: Keycloak, Entra ID, Okta, Google. The store holds `client-id` and `client-secret`.
 *
 * @param settings.issuer its address, as its discovery document names it
 * @param settings.name what the login button says, the issuer's host unless given
 * @param settings.scopes asked for beside `openid`; `profile` and `email` unless given. Okta needs `groups` among them
 * @param settings.groupsClaim the claim that lists groups, `groups` unless given
 * @param settings.trustEmail take addresses that the issuer does not call verified; Entra ID never does
 */
export const oidc = (settings: Without<'oidc'>): Connector => ({ kind: 'oidc', ...settings });

/**
 * Members of a GitHub organisation; their groups read `org:team`. The store holds `client-id` and `client-secret`.
 *
 * @param settings.org the organisation
 * @param settings.teams who may log in, all members unless given
 * @param settings.host a GitHub Enterprise server, github.com unless given
 */
export const github = (settings: Without<'github'>): Connector => ({ kind: 'github', ...settings });

/**
 * LDAP over TLS, Active Directory included. The store holds `bind-dn` and `bind-password`.
 *
 * @param settings.host such as `ldap.example.org:636`
 * @param settings.baseDn where users are searched
 * @param settings.groupBaseDn where groups are searched, `baseDn` unless given
 * @param settings.login the attribute that people type, `uid` unless given; `sAMAccountName` for Active Directory
 * @param settings.filter which entries are people, `(objectClass=person)` unless given
 */
export const ldap = (settings: Without<'ldap'>): Connector => ({ kind: 'ldap', ...settings });

// Dex expands `$NAME` in every string of a connector.
const text = v.pipe(v.string(), v.nonEmpty('must not be empty'), v.regex(/^[^$]*$/, 'must not contain $'));
const server = v.pipe(v.string(), v.regex(/^[a-z0-9.-]+(:\d{1,5})?$/, 'must be a host such as ldap.example.org:636'));

/** What the option `connector` of Dex accepts. */
export const connectorShape = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('oidc'),
      issuer: shapes.url,
      name: v.optional(text),
      scopes: v.optional(v.array(text)),
      groupsClaim: v.optional(text),
      trustEmail: v.optional(v.boolean()),
    }),
    v.strictObject({
      kind: v.literal('github'),
      org: text,
      teams: v.optional(v.array(text)),
      host: v.optional(shapes.host),
    }),
    v.strictObject({
      kind: v.literal('ldap'),
      host: server,
      baseDn: text,
      groupBaseDn: v.optional(text),
      login: v.optional(text),
      filter: v.optional(text),
    }),
  ],
  'must be oidc({ issuer: … }), github({ org: … }) or ldap({ host: …, baseDn: … })',
);
