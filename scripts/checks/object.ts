import {
  type CheckName,
  type Finding,
  problem,
  type Severity,
  warning,
  where,
} from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type Check, nameOf } from './check.ts';

/** Something wrong in one object. */
export interface Fault {
  /** Keys and indices from the object's root; empty for the object as a whole. */
  readonly path: readonly (string | number)[];
  /** One sentence without a full stop, to be read after the path: `is required`. */
  readonly message: string;
  /** What to do about it, as an imperative. */
  readonly hint?: string;
  /** @default error */
  readonly severity?: Severity;
}

/** What a check of objects may know besides the object. */
export interface Around {
  /** Millwright's own folder, where its data lies. */
  readonly root: string;
  /** The Kubernetes minor that the objects are for, such as `1.36`. */
  readonly kubernetes: string;
  /** The Namespace of that name, where it is among the objects. */
  namespace(name: string): KubernetesObject | undefined;
}

/** A check that looks at one object after the other: of our tree, of manifests that others wrote, of what Helm rendered. */
export interface ObjectCheck {
  readonly name: CheckName;
  /** Whether the verdict follows from the object and the Kubernetes minor alone. Objects that clusters share are then judged once. */
  readonly alone: boolean;
  faults(object: KubernetesObject, around: Around): readonly Fault[];
}

const simple = /^[A-Za-z_$][\w$-]*$/;

/** A path as messages print it: `spec.template.metadata.labels["app.kubernetes.io/name"]`. */
export const pathText = (path: readonly (string | number)[]): string =>
  path
    .map((key, at) =>
      typeof key === 'number'
        ? `[${key}]`
        : simple.test(key)
          ? `${at === 0 ? '' : '.'}${key}`
          : `[${JSON.stringify(key)}]`,
    )
    .join('');

/** A check of objects, over a cluster's tree. */
export function overTree(check: ObjectCheck): Check {
  /** Verdicts on objects that clusters share, by Kubernetes minor; objects of one cluster are gone after it. */
  const known = new Map<string, WeakMap<KubernetesObject, readonly Fault[]>>();
  return {
    name: check.name,
    run({ plan, objects, around }) {
      const remembered = known.get(around.kubernetes) ?? new WeakMap<KubernetesObject, readonly Fault[]>();
      known.set(around.kubernetes, remembered);
      const findings: Finding[] = [];
      for (const { object, application, file } of objects) {
        let faults = check.alone ? remembered.get(object) : undefined;
        if (faults === undefined) {
          faults = check.faults(object, around);
          if (check.alone && Object.isFrozen(object)) remembered.set(object, faults);
        }
        for (const fault of faults)
          findings.push(
            findingOf(check.name, fault, where(plan.facts.id, application, nameOf(object), pathText(fault.path)), {
              file: file.from,
              path: [],
            }),
          );
      }
      return findings;
    },
  };
}

/** A fault as a finding, at a place that the caller knows. */
export const findingOf = (
  check: CheckName,
  { message, hint, severity = 'error' }: Fault,
  place: string,
  at?: Finding['at'],
): Finding => (severity === 'error' ? problem : warning)(check, place, message, { at, hint });
