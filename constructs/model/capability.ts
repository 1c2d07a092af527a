/**
 * The vocabulary of a platform: what it must be able to do, for which size of organisation, and when in a rollout.
 * Every list here is data that the types are made from, so that a misspelt name does not compile.
 */

/** What a platform must be able to do. Also the folder names of `constructs/platform/`, in the order a README lists them. */
export const capabilities = [
  'cluster-lifecycle',
  'autoscaling',
  'networking',
  'ingress',
  'mesh',
  'dns',
  'certificates',
  'monitoring',
  'metrics',
  'logging',
  'tracing',
  'storage',
  'backup',
  'secrets',
  'policy',
  'authentication',
  'non-root-containers',
  'security-audits',
  'image-scanning',
  'dashboards',
  'gitops',
  'registry',
  'ci',
  'image-builds',
  'databases',
] as const;
export type Capability = (typeof capabilities)[number];

/** The size of the organisation: small, medium, large. */
export const profileNames = ['SUP', 'MBU', 'ENT'] as const;
export type ProfileName = (typeof profileNames)[number];

/** How much a profile asks for a capability. Recommended ones are taken unless an environment answers otherwise. */
export type Level = 'mandatory' | 'recommended' | 'optional';

/** The layers of a rollout, first to last. A component's wave is its stratum times 100 plus its level inside it. */
export const strata = [
  'definitions',
  'networking',
  'foundations',
  'guards',
  'traffic',
  'observability',
  'services',
  'factories',
  'dashboards',
] as const;
export type Stratum = (typeof strata)[number];

/** The stratum that a capability's components belong to unless a component names another. */
export const stratumOf: Readonly<Record<Capability, Stratum>> = {
  networking: 'networking',
  storage: 'foundations',
  secrets: 'foundations',
  certificates: 'foundations',
  policy: 'guards',
  authentication: 'guards',
  'security-audits': 'guards',
  'non-root-containers': 'guards',
  ingress: 'traffic',
  dns: 'traffic',
  mesh: 'traffic',
  metrics: 'observability',
  monitoring: 'observability',
  logging: 'observability',
  tracing: 'observability',
  backup: 'observability',
  gitops: 'services',
  autoscaling: 'services',
  'cluster-lifecycle': 'services',
  registry: 'services',
  databases: 'services',
  ci: 'services',
  'image-builds': 'services',
  'image-scanning': 'services',
  dashboards: 'dashboards',
};

/** Pod Security Standards, weakest first. */
export const podSecurityLevels = ['privileged', 'baseline', 'restricted'] as const;
export type PodSecurity = (typeof podSecurityLevels)[number];

/** The Kubernetes minor versions that Millwright knows the API of. */
export const kubernetesVersions = ['1.32', '1.33', '1.34', '1.35', '1.36'] as const;
export type KubernetesVersion = (typeof kubernetesVersions)[number];
