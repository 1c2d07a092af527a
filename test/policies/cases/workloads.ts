import type { KubernetesObject } from '../../../constructs/model/manifest.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A container that no policy minds, but for its differences. */
export const container = (differences: Fields = {}): Fields => ({
  name: 'main',
  image: 'registry.example.org/shop/main:1.0.0',
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
  },
  ...differences,
});

/** A container whose `securityContext` is just this. */
export const secured = (securityContext: Fields, more: Fields = {}): Fields => container({ securityContext, ...more });

/** A second container, which runs before or beside the first. */
export const sidecar = (differences: Fields = {}): Fields => container({ name: 'sidecar', ...differences });

/** What `kubectl debug` adds. It may not say what it needs. */
export const debug = (differences: Fields = {}): Fields => {
  const { resources: _, ...rest } = container({ name: 'debug', ...differences });
  return rest;
};

/** The spec of a pod that no policy minds, but for its differences. */
export const podSpec = (differences: Fields = {}): Fields => ({
  automountServiceAccountToken: false,
  containers: [container()],
  ...differences,
});

export const labels = { 'app.kubernetes.io/name': 'main' } as const;
const match = { run: 'main' } as const;

/** A Pod with its own labels, where they are what a case is about. */
export const pod = (spec: Fields = podSpec(), metadata: Fields = { labels }): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'main', ...metadata },
  spec,
});

/** A Pod of some containers. */
export const podOf = (...containers: readonly Fields[]): KubernetesObject => pod(podSpec({ containers }));

/** The kinds that make Pods, each from the spec of one. */
export const workloads = {
  CronJob: (spec: Fields = podSpec(), more: Fields = labels) => ({
    ...named('batch/v1', 'CronJob'),
    spec: { schedule: '0 4 * * *', jobTemplate: { spec: { template: once(spec, more) } } },
  }),
  DaemonSet: (spec: Fields = podSpec(), more: Fields = labels) => ({
    ...named('apps/v1', 'DaemonSet'),
    spec: { selector: { matchLabels: match }, template: template(spec, more) },
  }),
  Deployment: (spec: Fields = podSpec(), more: Fields = labels) => ({
    ...named('apps/v1', 'Deployment'),
    spec: { selector: { matchLabels: match }, template: template(spec, more) },
  }),
  Job: (spec: Fields = podSpec(), more: Fields = labels) => ({
    ...named('batch/v1', 'Job'),
    spec: { template: once(spec, more) },
  }),
  ReplicaSet: (spec: Fields = podSpec(), more: Fields = labels) => ({
    ...named('apps/v1', 'ReplicaSet'),
    spec: { selector: { matchLabels: match }, template: template(spec, more) },
  }),
  ReplicationController: (spec: Fields = podSpec(), more: Fields = labels) => ({
    ...named('v1', 'ReplicationController'),
    spec: { selector: match, template: template(spec, more) },
  }),
  StatefulSet: (spec: Fields = podSpec(), more: Fields = labels) => ({
    ...named('apps/v1', 'StatefulSet'),
    spec: { selector: { matchLabels: match }, serviceName: 'main', template: template(spec, more) },
  }),
} as const satisfies Record<string, (spec?: Fields, labels?: Fields) => KubernetesObject>;

const named = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: 'main' } });
const template = (spec: Fields, more: Fields) => ({ metadata: { labels: { ...match, ...more } }, spec });
const once = (spec: Fields, more: Fields) => ({
  metadata: { labels: more },
  spec: { restartPolicy: 'Never', ...spec },
});
