import {
  type CheckName,
  type Finding,
  problem,
  type Severity,
  warning,
  where,
} from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Difference } from '../../constructs/plan/difference.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import type { BoundPolicy } from '../../constructs/policies/bound.ts';
import type { Definition } from '../schemas/read.ts';
import { type Check, type Checked, nameOf, type Placed } from './check.ts';
import { textAt } from './read.ts';
import { roundOf } from './round.ts';

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
  /** Definitions of custom resources that came with the objects; they win over those of the catalogue. */
  readonly definitions?: readonly Definition[];
  /** What is asked of tenants on the cluster that the objects are for; left out where there is no cluster. */
  readonly policies?: readonly BoundPolicy[];
}

/** A check that looks at one object after the other: of our tree, of manifests that others wrote, of what Helm rendered. */
export type ObjectCheck = CheckAlone | CheckAmong;

interface Judges {
  readonly name: CheckName;
  /** @param known what need not be looked at again */
  faults(object: KubernetesObject, around: Around, known?: Known): readonly Fault[];
}

/** Its verdict follows from the object and the Kubernetes minor alone, so that objects that clusters share are judged once. */
interface CheckAlone extends Judges {
  readonly alone: true;
}

/** Its verdict depends on the object's namespace, too, and on what it asks. */
interface CheckAmong extends Judges {
  readonly alone: false;
  /**
   * What it asks of objects of a kind, besides what it sees of their namespace.
   *
   * @returns the same in memory where it is the same; nothing where nothing can be wrong
   */
  asks(kind: string, around: Around): object | undefined;
}

/**
 * An object of the same kind of which a check has found nothing wrong. What it has in common with the one to be judged is the same in
 * memory.
 */
export interface Known {
  readonly fine: KubernetesObject;
  /** How the one to be judged differs from it, where the two are alike. */
  readonly difference: Difference | undefined;
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

/**
 * A check of objects, over a cluster's tree. What the cluster before had in the same place is not judged again: four of five
 * objects, and most of each other one.
 */
export const overTree = (check: ObjectCheck): Check => ({
  name: check.name,
  run: check.alone ? (checked) => ofNew(check, checked) : among(check),
});

function ofNew(check: CheckAlone, checked: Checked): readonly Finding[] {
  const { files, fine, flawed } = roundOf(checked);
  const findings: Finding[] = [];
  for (const file of files) {
    const { documents, before } = file;
    const known = before && fine.has(before.documents) ? before : undefined;
    for (let at = 0; at < documents.length; at++) {
      // What Argo CD applies is a Kubernetes object; only files applied by hand hold anything else.
      const object = documents[at] as KubernetesObject;
      const twin = known?.twins[at] as KubernetesObject | undefined;
      if (object === twin) continue;
      const faults = check.faults(object, checked.around, twin && { fine: twin, difference: known?.differences[at] });
      if (faults.length === 0) continue;
      flawed.add(file);
      say(check, checked, file, object, faults, findings);
    }
  }
  return findings;
}

function say(
  { name }: Judges,
  { plan }: Checked,
  { by, from }: TreeFile,
  object: KubernetesObject,
  faults: readonly Fault[],
  findings: Finding[],
): void {
  const application = by === 'hand' ? undefined : by.application;
  for (const fault of faults)
    findings.push(
      findingOf(name, fault, where(plan.facts.id, application, nameOf(object), pathText(fault.path)), {
        file: from,
        path: [],
      }),
    );
}

/** A check that looks at the namespaces of objects, too: what was fine is so as long as that is the same, and what is asked. */
function among(check: CheckAmong): Check['run'] {
  const fine = new WeakMap<KubernetesObject, Beside>();
  return (checked) => {
    const { around, objects } = checked;
    const { permitted, refused } = roundOf(checked);
    const asked = new Map<string, object | undefined>();
    const findings: Finding[] = [];
    for (let at = 0; at < objects.length; at++) {
      const { object, file } = objects[at] as Placed;
      const { kind, metadata } = object;
      if (permitted.has(file)) continue;
      if (!asked.has(kind)) asked.set(kind, check.asks(kind, around));
      const what = asked.get(kind);
      if (what === undefined) continue;
      const namespace = around.namespace(textAt(metadata, 'namespace') ?? 'default');
      const known = fine.get(object);
      if (known !== undefined && known.namespace === namespace && known.asked === what) continue;
      const faults = check.faults(object, around);
      if (faults.length === 0) fine.set(object, { namespace, asked: what });
      else {
        refused.add(file);
        say(check, checked, file, object, faults, findings);
      }
    }
    return findings;
  };
}

/** What the verdict on an object that is fine depends on besides the object. */
interface Beside {
  readonly namespace: KubernetesObject | undefined;
  readonly asked: object;
}

/** A fault as a finding, at a place that the caller knows. */
export const findingOf = (
  check: CheckName,
  { message, hint, severity = 'error' }: Fault,
  place: string,
  at?: Finding['at'],
): Finding => (severity === 'error' ? problem : warning)(check, place, message, { at, hint });
