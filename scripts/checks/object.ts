import {
  type CheckName,
  type Finding,
  problem,
  type Severity,
  warning,
  where,
} from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import type { BoundPolicy } from '../../constructs/policies/bound.ts';
import type { Definition } from '../schemas/read.ts';
import { type Check, nameOf } from './check.ts';
import { textAt } from './read.ts';

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
export interface ObjectCheck {
  readonly name: CheckName;
  /** Whether the verdict follows from the object and the Kubernetes minor alone. Objects that clusters share are then judged once. */
  readonly alone: boolean;
  /**
   * @param fine an object of which this check has found nothing wrong; what the two have in common, the same in memory and at the
   *   same place, need not be looked at again
   */
  faults(object: KubernetesObject, around: Around, fine?: KubernetesObject): readonly Fault[];
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
export function overTree(check: ObjectCheck): Check {
  const fineFor = fineFiles(check);
  return {
    name: check.name,
    run({ plan, files, around }) {
      const fine = fineFor(around);
      const findings: Finding[] = [];
      for (const file of files) {
        if (file.by === 'hand' || isFine(fine.get(file.documents), around)) continue;
        const { application } = file.by;
        const found = inFile(check, file, around, fine);
        for (const { object, faults } of found)
          for (const fault of faults) {
            const at = { file: file.from, path: [] };
            const place = where(plan.facts.id, application, nameOf(object), pathText(fault.path));
            findings.push(findingOf(check.name, fault, place, at));
          }
        if (found.length === 0) fine.set(file.documents, check.alone ? nothing : namespacesOf(file, around));
      }
      return findings;
    },
  };
}

/** The objects of a file that something is wrong with. */
function inFile(
  check: ObjectCheck,
  { documents, before }: TreeFile,
  around: Around,
  fine: FineFiles,
): readonly { readonly object: KubernetesObject; readonly faults: readonly Fault[] }[] {
  const twins = check.alone && before && fine.has(before.documents) ? before.twins : none;
  const found = [];
  for (let at = 0; at < documents.length; at++) {
    // What Argo CD applies is a Kubernetes object; only files applied by hand hold anything else.
    const object = documents[at] as KubernetesObject;
    const twin = twins[at] as KubernetesObject | undefined;
    if (object === twin) continue;
    const faults = check.faults(object, around, twin);
    if (faults.length > 0) found.push({ object, faults });
  }
  return found;
}

const none: readonly undefined[] = [];

/** The documents of files in which a check has found nothing wrong, each with what that counted on. */
type FineFiles = WeakMap<TreeFile['documents'], Namespaces>;

/** Namespaces by name, as they were. */
type Namespaces = ReadonlyMap<string, KubernetesObject | undefined>;
const nothing: Namespaces = new Map();

/** What was fine is so as long as nothing has changed of what the check knows besides the object. */
function fineFiles({ alone }: ObjectCheck): (around: Around) => FineFiles {
  const known = new Map<string, { readonly around: Around; readonly fine: FineFiles }>();
  return (around) => {
    const found = known.get(around.kubernetes);
    const isSame =
      found?.around.definitions === around.definitions && (alone || found?.around.policies === around.policies);
    if (found && isSame) return found.fine;
    const fine: FineFiles = new WeakMap();
    known.set(around.kubernetes, { around, fine });
    return fine;
  };
}

function isFine(namespaces: Namespaces | undefined, around: Around): boolean {
  if (namespaces === undefined) return false;
  for (const [name, namespace] of namespaces) if (around.namespace(name) !== namespace) return false;
  return true;
}

/** The namespaces that objects of a file are in. */
function namespacesOf({ documents }: TreeFile, around: Around): Namespaces {
  const found = new Map<string, KubernetesObject | undefined>();
  for (const { metadata } of documents as readonly KubernetesObject[]) {
    const name = textAt(metadata, 'namespace') ?? 'default';
    if (!found.has(name)) found.set(name, around.namespace(name));
  }
  return found;
}

/** A fault as a finding, at a place that the caller knows. */
export const findingOf = (
  check: CheckName,
  { message, hint, severity = 'error' }: Fault,
  place: string,
  at?: Finding['at'],
): Finding => (severity === 'error' ? problem : warning)(check, place, message, { at, hint });
