import * as v from 'valibot';
import { option } from '../../../model/option.ts';

/** A name server that takes signed updates (RFC 2136, TSIG). */
export interface UpdateServer {
  /** Its address with an optional port, such as `192.0.2.53:53`. */
  readonly nameserver: string;
  /** The name of the TSIG key. */
  readonly keyName: string;
  readonly algorithm?: 'HMACSHA256' | 'HMACSHA512';
}

const updateServer = v.strictObject({
  nameserver: v.pipe(v.string(), v.regex(/^[0-9A-Fa-f.:[\]]+$/, 'must be an IP address with an optional port')),
  keyName: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  algorithm: v.optional(v.picklist(['HMACSHA256', 'HMACSHA512'])),
});

/** Options that say who signs. */
export const issuerOptions = {
  issuer: option
    .choice(
      "Who signs for the ClusterIssuer `platform`: a CA of the cluster's own, one from the secret store, ACME or Vault; ACME where acmeEmail is given and the cluster's own otherwise",
      ['selfSigned', 'ca', 'acme', 'vault'],
    )
    .optional(),
  acmeEmail: option.email('ACME account').optional(),
  acmeServer: option.url('ACME directory').default('https://acme-v02.api.letsencrypt.org/directory'),
  acmeChallenge: option
    .choice('How ACME sees that the domain is ours; http01 cannot prove a wildcard', [
      'http01',
      'route53',
      'cloudflare',
      'rfc2136',
    ])
    .default((cluster) => (cluster.cloud?.provider === 'aws' ? 'route53' : 'http01')),
  roleArn: option
    .string('IAM role of the controller, for route53', { pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/ })
    .optional(),
  rfc2136: option
    .of<UpdateServer>(
      'Name server that takes updates, for rfc2136',
      '{ nameserver, keyName, algorithm? }',
      updateServer,
    )
    .optional(),
  vaultPath: option.string('Signing endpoint of the PKI engine, such as pki/sign/platform, for vault').optional(),
  vaultRole: option.string('Role of the Kubernetes login, for vault').default('cert-manager'),
} as const;
