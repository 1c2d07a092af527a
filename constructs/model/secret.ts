import type { Url } from './option.ts';

/** A Secret that will exist in the namespace of whoever asked for it. It never holds a value here. */
export interface SecretReference {
  readonly name: string;
  readonly keys: readonly string[];
  /** Who the value belongs to in the store: a component's id, or `shared` for what an environment offers. */
  readonly owner: string;
}

/** What a workload asks of its secret. */
export interface SecretRequest<Key extends string = string> {
  /** The keys that the Secret must hold. */
  readonly keys: readonly Key[];
  /**
   * Keys whose value is no secret, such as a user name, or a template of External Secrets over the other keys
   * (`{{ .password | bcrypt }}`); written beside the others.
   */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Labels that the Secret must carry for its reader to see it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The Secret's type, `Opaque` unless given. */
  readonly type?: string;
}

/** Where an environment keeps what must not stand in git. */
export type SecretStore =
  | {
      readonly kind: 'vault';
      readonly server: Url;
      readonly mount: string;
      readonly auth: string;
      readonly role: string;
    }
  | { readonly kind: 'local'; readonly namespace: string }
  | { readonly kind: 'sops' };

/**
 * HashiCorp Vault or OpenBao through External Secrets, with the Kubernetes login of each cluster.
 *
 * @param settings.server the address of Vault
 * @param settings.mount the KV version 2 engine, `secret` unless given
 * @param settings.auth the mount of the Kubernetes login, `kubernetes` unless given
 * @param settings.role the role that External Secrets logs in with, `external-secrets` unless given
 */
export const vault = (settings: { server: Url; mount?: string; auth?: string; role?: string }): SecretStore => ({
  kind: 'vault',
  server: settings.server,
  mount: settings.mount ?? 'secret',
  auth: settings.auth ?? 'kubernetes',
  role: settings.role ?? 'external-secrets',
});

/**
 * Secrets that somebody fills by hand into one namespace of the cluster itself, read through External Secrets.
 * For kind and other clusters that nobody minds losing.
 */
export const local = (settings: { namespace?: string } = {}): SecretStore => ({
  kind: 'local',
  namespace: settings.namespace ?? 'local-secrets',
});

/** SOPS: encrypted SopsSecret files under `environments/secrets/`, opened on the cluster by the SOPS secrets operator. */
export const sops = (): SecretStore => ({ kind: 'sops' });

/** Declares a secret that an environment's own offer refers to, by the name and keys it has in the store. */
export const secret = (name: string, request: { keys: readonly string[] }): SecretReference => ({
  name,
  keys: request.keys,
  owner: 'shared',
});
