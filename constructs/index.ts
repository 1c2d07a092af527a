/** What a fleet's files import: `import { environment, kubeadm, vault } from 'millwright'`. */

export type { Chart } from 'cdk8s';
export { type EksAddon, eks } from './distributions/eks.ts';
export { kind } from './distributions/kind.ts';
export { kubeadm } from './distributions/kubeadm.ts';
export { elsewhere, waived } from './model/answer.ts';
export { type Context, component, type Settings } from './model/component.ts';
export { environment } from './model/environment.ts';
export { fba } from './model/fba.ts';
export { fbe } from './model/fbe.ts';
export { Manifest } from './model/manifest.ts';
export { option } from './model/option.ts';
export * from './model/registry.ts';
export { local, secret, sops, vault } from './model/secret.ts';
export { helm, kustomize, manifests, own } from './model/source.ts';
export { github, ldap, oidc } from './platform/authentication/connectors.ts';
export { elasticsearch, loki, opensearch, splunk } from './platform/logging/fluent-bit-outputs.ts';

import './platform/registry.ts';
