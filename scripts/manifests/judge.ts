import { type Finding, type Place, warning } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { entry } from '../checks/entry.ts';
import { objectChecks } from '../checks/index.ts';
import { type Around, type Fault, findingOf, type ObjectCheck } from '../checks/object.ts';
import type { Path } from '../checks/read.ts';
import { Twice } from './twice.ts';

/** An object that is not from our tree, with what names the places in it; asked only where there is something to say. */
export interface Located {
  readonly object: KubernetesObject;
  /** How findings name a path in the object. */
  where(path: Path): string;
  /** Where it stands in somebody's file, if anywhere. */
  at?(path: Path): Place | undefined;
  /** What it is applied with, such as its file: the same object in another may be for another cluster. */
  readonly together?: string;
}

/**
 * Runs the checks of single objects over objects from anywhere. Each is let go before the next one is asked for, so that a stream
 * of them needs no memory but for their names. An object that is there twice is a finding, too; a kind that nothing is known of
 * is said once, with the number of its objects.
 */
export function* checkObjects(
  objects: Iterable<Located>,
  around: Around,
  checks: readonly ObjectCheck[] = objectChecks,
): Generator<Finding> {
  const twice = new Twice();
  const unknown = new Map<string, Unknown>();
  for (const located of objects) {
    yield* twice.again(located);
    for (const check of checks)
      for (const fault of check.faults(located.object, around)) {
        if (isAboutKind(check, fault)) count(unknown, located, fault);
        else yield findingOf(check.name, fault, located.where(fault.path), located.at?.(fault.path));
      }
  }
  yield* twice.elsewhere();
  for (const { first, fault, count: number } of unknown.values())
    yield warning('schema', first.where, `${fault.message} (${number === 1 ? '1 object' : `${number} objects`})`, {
      at: first.at,
      hint: fault.hint,
    });
}

interface Unknown {
  readonly first: { readonly where: string; readonly at: Place | undefined };
  readonly fault: Fault;
  count: number;
}

/** Whether a fault is that nothing is known of the object's kind: the one thing that the schemas only warn of. */
const isAboutKind = ({ name }: ObjectCheck, { severity, path }: Fault): boolean =>
  name === 'schema' && severity === 'warning' && path.length === 1 && path[0] === 'kind';

function count(unknown: Map<string, Unknown>, { object, where, at }: Located, fault: Fault): void {
  const first = (): Unknown => ({ first: { where: where([]), at: at?.(fault.path) }, fault, count: 0 });
  entry(unknown, `${object.apiVersion} ${object.kind}`, first).count++;
}
