import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import { type Fields, mapAt, type Path } from './read.ts';

/** A pod, or what a workload makes pods from. */
export interface Pod {
  /** Where its `metadata` and `spec` stand in the object. */
  readonly path: Path;
  readonly metadata: Fields;
  readonly spec: Fields;
}

const template: Path = ['spec', 'template'];

/** Where each kind holds its pod, by kind and then by group. Argo Rollouts' Rollout is a Deployment with another way to change. */
const places: ReadonlyMap<string, Readonly<Record<string, Path>>> = new Map(
  Object.entries<Readonly<Record<string, Path>>>({
    CronJob: { batch: ['spec', 'jobTemplate', 'spec', 'template'] },
    DaemonSet: { apps: template },
    Deployment: { apps: template },
    Job: { batch: template },
    Pod: { '': [] },
    PodTemplate: { '': ['template'] },
    ReplicaSet: { apps: template },
    ReplicationController: { '': template },
    Rollout: { 'argoproj.io': template },
    StatefulSet: { apps: template },
  }),
);

/** Whether objects of a kind of that name can have a pod. */
export const hasPod = (kind: string): boolean => places.has(kind);

/** The pod of an object; nothing for kinds that have none, and for an object that leaves it out. */
export function podOf(object: KubernetesObject): Pod | undefined {
  const groups = places.get(object.kind);
  if (groups === undefined) return undefined;
  const path = groups[groupOf(object.apiVersion)];
  if (path === undefined) return undefined;
  let holder: Fields = object;
  for (const key of path) holder = mapAt(holder, String(key));
  return 'spec' in holder ? { path, metadata: mapAt(holder, 'metadata'), spec: mapAt(holder, 'spec') } : undefined;
}
