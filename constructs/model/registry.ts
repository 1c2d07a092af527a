/**
 * What may stand under each capability of an environment, and the names that a fleet has given. Both are filled by
 * generated files through declaration merging: `constructs/platform/registry.ts` adds our components,
 * `environments/registry.ts` your own components, clusters and factories.
 */

import type { Answerable } from './answer.ts';

export interface Autoscaling extends Answerable {}
export interface Networking extends Answerable {}
export interface Ingress extends Answerable {}
export interface Mesh extends Answerable {}
export interface Dns extends Answerable {}
export interface Certificates extends Answerable {}
export interface Monitoring extends Answerable {}
export interface Metrics extends Answerable {}
export interface Logging extends Answerable {}
export interface Tracing extends Answerable {}
export interface Storage extends Answerable {}
export interface Backup extends Answerable {}
export interface Secrets extends Answerable {}
export interface Policy extends Answerable {}
export interface Authentication extends Answerable {}
export interface NonRootContainers extends Answerable {}
export interface SecurityAudits extends Answerable {}
export interface ImageScanning extends Answerable {}
export interface Dashboards extends Answerable {}
export interface Gitops extends Answerable {}
export interface Registry extends Answerable {}
export interface Ci extends Answerable {}
export interface ImageBuilds extends Answerable {}
export interface Databases extends Answerable {}
export interface ClusterLifecycle extends Answerable {}

/** The components that may answer each capability. */
export interface Components {
  'cluster-lifecycle': ClusterLifecycle;
  autoscaling: Autoscaling;
  networking: Networking;
  ingress: Ingress;
  mesh: Mesh;
  dns: Dns;
  certificates: Certificates;
  monitoring: Monitoring;
  metrics: Metrics;
  logging: Logging;
  tracing: Tracing;
  storage: Storage;
  backup: Backup;
  secrets: Secrets;
  policy: Policy;
  authentication: Authentication;
  'non-root-containers': NonRootContainers;
  'security-audits': SecurityAudits;
  'image-scanning': ImageScanning;
  dashboards: Dashboards;
  gitops: Gitops;
  registry: Registry;
  ci: Ci;
  'image-builds': ImageBuilds;
  databases: Databases;
}

/** The clusters of the fleet, `<environment>/<cluster>`. */
export interface Clusters {}
/** The factories of the fleet. */
export interface Factories {}

/** The name of a cluster; any until `environments/registry.ts` has been generated. */
export type ClusterName = keyof Clusters extends never ? `${string}/${string}` : keyof Clusters & string;
