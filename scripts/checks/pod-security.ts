import type { PodSecurity } from '../../constructs/model/capability.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { entry } from './entry.ts';
import type { Around, Fault, ObjectCheck } from './object.ts';
import { hasPod, podOf } from './pod.ts';
import { judgedPod, type Versions } from './pod-security/control.ts';
import { controlsOf } from './pod-security/controls.ts';
import { enforced, enforceLabel, labelFaults } from './pod-security/level.ts';
import { mapAt, textAt } from './read.ts';

/**
 * Pods are what their namespace allows, by the API server's own rules: it refuses them only when they are made, which leaves a
 * Deployment without pods and without an error. And a namespace says what it allows.
 */
export const podSecurity: ObjectCheck = {
  name: 'pod-security',
  alone: false,
  asks: (kind, { kubernetes }) =>
    kind === 'Namespace' || hasPod(kind) ? entry(asked, kubernetes, () => ({})) : undefined,
  faults: (object, around) =>
    object.kind === 'Namespace' && object.apiVersion === 'v1' ? ofNamespace(object) : ofPod(object, around),
};

function ofNamespace(namespace: KubernetesObject): readonly Fault[] {
  const labels = mapAt(namespace.metadata, 'labels');
  if (labels[enforceLabel] !== undefined) return labelFaults(labels);
  return [
    {
      path: ['metadata', 'labels', enforceLabel],
      message: 'is missing: pods of this namespace may do anything on their nodes',
      hint: "write the weakest level that its pods need, such as 'restricted'",
      // Namespaces that others wrote may be older than Pod Security.
      severity: labels['app.kubernetes.io/managed-by'] === 'millwright' ? 'error' : 'warning',
    },
    ...labelFaults(labels),
  ];
}

/** What is said of a workload that stands in the trees of several clusters, and for which namespace. */
interface Remembered {
  readonly level: PodSecurity;
  readonly policy: number;
  readonly server: number;
  readonly faults: readonly Fault[];
}
const known = new WeakMap<KubernetesObject, Remembered>();

const none: readonly Fault[] = [];

const asked = new Map<string, object>();

function ofPod(object: KubernetesObject, around: Around): readonly Fault[] {
  if (!hasPod(object.kind)) return none;
  const name = textAt(object.metadata, 'namespace') ?? 'default';
  const namespace = around.namespace(name);
  if (namespace === undefined) return none;
  const server = Number(around.kubernetes.split('.')[1]);
  const { level, policy } = enforced(mapAt(namespace.metadata, 'labels'), server);
  const remembered = known.get(object);
  if (remembered?.level === level && remembered.policy === policy && remembered.server === server)
    return remembered.faults;
  const faults = judge(object, name, level, { policy, server });
  if (Object.isFrozen(object)) known.set(object, { level, policy, server, faults });
  return faults;
}

function judge(object: KubernetesObject, namespace: string, level: PodSecurity, versions: Versions): readonly Fault[] {
  const pod = podOf(object);
  const controls = controlsOf(level, versions.policy);
  if (pod === undefined || controls.length === 0) return none;
  const judged = judgedPod(pod);
  return controls.flatMap((control) =>
    control.violations(judged, versions).map(({ path, says, hint }) => ({
      path,
      message: `${says}; the namespace ${namespace} enforces Pod Security ${level} (${control.id})`,
      hint,
    })),
  );
}
