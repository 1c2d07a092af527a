/** The names and addresses that Argo CD, the tree and the commands agree on. */

/** The namespace of Argo CD, and of every Application. */
export const argoNamespace = 'argocd';

/** The cluster that an Argo CD runs in. */
export const inCluster = 'https://kubernetes.default.svc';

/** The project of anchor, root and the factories' roots. */
export const rootProject = 'millwright';

/** The project of everything that the platform team runs. */
export const platformProject = 'platform';

/** Applications that every cluster has; no component may be called so. */
export const reservedNames = [
  'anchor',
  'root',
  'projects',
  'namespaces',
  'policies',
  'namespace-packs',
  'factories',
] as const;

/** Says that an Application keeps data, so that a later synth does not let it vanish unnoticed. */
export const keepsAnnotation = 'millwright.dev/keeps';

/** Says that an Application has been let go of on purpose. */
export const retiredAnnotation = 'millwright.dev/retired';

/** The label of a namespace that belongs to a factory, and of its stage. */
export const factoryLabel = 'millwright.dev/factory';
export const stageLabel = 'millwright.dev/stage';

/** The label of a namespace that somebody other than the platform team works in. The policies look at these. */
export const tenantLabel = 'millwright.dev/tenant';

/** The host names that a namespace may serve, separated by commas. */
export const hostsAnnotation = 'millwright.dev/hosts';

/** Says `permitted` on a namespace whose Services may have load balancers. */
export const loadBalancersAnnotation = 'millwright.dev/load-balancers';

/** Resource waves inside one Application; the chart is at 0. */
export const resourceWaves = { namespace: -3, guards: -2, before: -1, after: 1 } as const;
