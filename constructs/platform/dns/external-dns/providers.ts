import * as v from 'valibot';
import type { Context } from '../../../model/component.ts';
import type { Json } from '../../../model/json.ts';
import { option, shapes } from '../../../model/option.ts';
import type { SecretReference } from '../../../model/secret.ts';

/** A name server that takes signed updates (RFC 2136, TSIG). */
export interface UpdateServer {
  readonly host: string;
  /** 53 unless given. */
  readonly port?: number;
  /** The name of the TSIG key. */
  readonly keyName: string;
  /** `hmac-sha256` unless given. */
  readonly algorithm?: 'hmac-sha256' | 'hmac-sha512';
}

const updateServer = v.strictObject({
  host: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535))),
  keyName: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  algorithm: v.optional(v.picklist(['hmac-sha256', 'hmac-sha512'])),
});

/** Options that say which zones, and who hosts them. */
export const providerOptions = {
  provider: option
    .choice('Who hosts the zones; Route 53 on EKS unless given', ['aws', 'azure', 'cloudflare', 'google', 'rfc2136'])
    .optional(),
  domainFilters: option
    .list("Zones that it may change; the cluster's domain unless given", shapes.host)
    .default((cluster) => [cluster.domain]),
  roleArn: option
    .string('IAM role that may change the zones, on EKS', { pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/ })
    .optional(),
  googleProject: option.string('Project of the zones, for google').optional(),
  rfc2136: option
    .of<UpdateServer>(
      'Name server that takes updates, for rfc2136',
      '{ host, port?, keyName, algorithm? }',
      updateServer,
    )
    .optional(),
} as const;

type Around = Pick<Context<typeof providerOptions>, 'options' | 'cluster' | 'secret' | 'refuse'>;

/** What a provider adds to the chart's values. */
export interface Provided {
  readonly env?: readonly Json[];
  readonly args?: Readonly<Record<string, Json>>;
  /** A Secret mounted as files. */
  readonly files?: { readonly secret: string; readonly at: string };
  readonly identity?: Readonly<Record<string, string>>;
}

const fromSecret = (name: string, { name: secret }: SecretReference, key: string): Json => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});

/**
 * Settings and credentials of each provider. Source: external-dns v0.21.0, docs/tutorials and docs/flags.md; every flag
 * may also come from the environment, with `EXTERNAL_DNS_` in front.
 */
export const providers = {
  aws: ({ options, cluster, secret }: Around): Provided => {
    const region = { name: 'AWS_DEFAULT_REGION', value: cluster.cloud?.region ?? 'us-east-1' };
    const role = options.roleArn;
    if (cluster.cloud) return { env: [region], ...(role && { identity: { 'eks.amazonaws.com/role-arn': role } }) };
    const keys = secret('route53', { keys: ['access-key-id', 'secret-access-key'] });
    return {
      env: [
        region,
        fromSecret('AWS_ACCESS_KEY_ID', keys, 'access-key-id'),
        fromSecret('AWS_SECRET_ACCESS_KEY', keys, 'secret-access-key'),
      ],
    };
  },
  azure: ({ secret }: Around): Provided => ({
    args: { 'azure-config-file': '/etc/azure/azure.json' },
    files: { secret: secret('azure', { keys: ['azure.json'] }).name, at: '/etc/azure' },
  }),
  cloudflare: ({ secret }: Around): Provided => ({
    env: [fromSecret('CF_API_TOKEN', secret('cloudflare', { keys: ['api-token'] }), 'api-token')],
  }),
  google: ({ options, secret, refuse }: Around): Provided => ({
    env: [{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/etc/google/credentials.json' }],
    args: {
      'google-project':
        options.googleProject ?? refuse('needs to know the project of the zones', { option: 'googleProject' }),
    },
    files: { secret: secret('google', { keys: ['credentials.json'] }).name, at: '/etc/google' },
  }),
  rfc2136: ({ options, secret, refuse }: Around): Provided => {
    const server = options.rfc2136 ?? refuse('needs to know the name server', { option: 'rfc2136' });
    return {
      env: [
        fromSecret('EXTERNAL_DNS_RFC2136_TSIG_SECRET', secret('rfc2136', { keys: ['tsig-secret'] }), 'tsig-secret'),
      ],
      args: {
        'rfc2136-host': server.host,
        'rfc2136-port': server.port ?? 53,
        'rfc2136-zone': options.domainFilters,
        'rfc2136-tsig-keyname': server.keyName,
        'rfc2136-tsig-secret-alg': server.algorithm ?? 'hmac-sha256',
        // Without a zone transfer it sees no records, so it would never delete one, and say nothing.
        'rfc2136-tsig-axfr': true,
      },
    };
  },
} as const;
