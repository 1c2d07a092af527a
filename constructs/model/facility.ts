import type { SecretReference } from './secret.ts';

/**
 * What one part of a platform gives to others: an endpoint, and the secret that opens it. A component offers it, a
 * distribution brings it, or an environment offers it from outside.
 */
export interface Facilities {
  /** A bucket behind the S3 API. */
  readonly objectStore: {
    readonly bucket: string;
    readonly region: string;
    /** Left out for AWS S3 itself. */
    readonly endpoint?: string;
    /** Holds `access-key` and `secret-key`; left out where the workload's own identity opens it. */
    readonly secret?: SecretReference;
  };
  /** Elasticsearch's or OpenSearch's API; its secret holds `username` and `password`. */
  readonly searchStore: {
    readonly host: string;
    readonly port: number;
    readonly tls: boolean;
    readonly secret?: SecretReference;
  };
  /** Loki's push API. */
  readonly logStore: { readonly host: string; readonly port: number };
  /** Its secret holds `username` and `password`. */
  readonly postgresql: {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly secret: SecretReference;
  };
  readonly redis: { readonly host: string; readonly port: number; readonly secret?: SecretReference };
  /** An OpenID Connect issuer; each client gets a secret of its own. */
  readonly oidcIssuer: { readonly url: string };
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly from: string;
    readonly secret?: SecretReference;
  };
  /** A Gateway that routes may attach to. */
  readonly gateway: { readonly name: string; readonly namespace: string; readonly section: string };
  /** Signs X.509 certificates, as the `issuerRef` of a cert-manager Certificate names it. */
  readonly certificateIssuer: {
    readonly name: string;
    /** `ClusterIssuer`, or the kind of an external issuer. */
    readonly kind: string;
    /** `cert-manager.io` unless given. */
    readonly group?: string;
    /** Whether it signs for `*.example.org`; ACME's HTTP challenge cannot. */
    readonly wildcards: boolean;
  };
  /** A storage class for volumes of one node at a time. */
  readonly blockStorage: { readonly storageClass: string };
  /** A registry that images may come from: its host, and the path if it is shared with others. */
  readonly imageRegistry: { readonly host: string };
  /** A Prometheus query API over metrics that are kept for longer than a Prometheus does. */
  readonly metricsStore: { readonly url: string };
}
export type FacilityName = keyof Facilities;
export type Offers = { readonly [F in FacilityName]?: Facilities[F] };

/**
 * The facilities, each with whether its user must be rolled out after its provider. A route may exist before its
 * Gateway does and a login page before its issuer answers: neither makes an edge.
 */
export const facilities: Readonly<Record<FacilityName, { readonly ordered: boolean; readonly title: string }>> = {
  objectStore: { ordered: true, title: 'an object store' },
  searchStore: { ordered: true, title: 'a search store' },
  logStore: { ordered: false, title: 'a log store' },
  postgresql: { ordered: true, title: 'a PostgreSQL database' },
  redis: { ordered: true, title: 'a Redis' },
  oidcIssuer: { ordered: true, title: 'an OpenID Connect issuer' },
  smtp: { ordered: false, title: 'a mail server' },
  gateway: { ordered: false, title: 'a Gateway' },
  certificateIssuer: { ordered: true, title: 'an issuer of certificates' },
  blockStorage: { ordered: true, title: 'a storage class' },
  imageRegistry: { ordered: false, title: 'a registry of images' },
  metricsStore: { ordered: false, title: 'long-term storage of metrics' },
};
