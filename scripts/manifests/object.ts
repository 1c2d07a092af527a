/** From the value of a document to the objects in it. */
import { isMap } from '../../constructs/model/json.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Fault } from '../checks/object.ts';
import type { Fields, Path } from '../checks/read.ts';
import { programOf } from './program.ts';

/** An object in a document, and where: nowhere further, or an item of a list. */
export interface Found {
  readonly object: KubernetesObject;
  readonly prefix: Path;
}

/** Something in a document that cannot be judged as an object. */
export interface Rejected {
  readonly prefix: Path;
  readonly fault: Fault;
  /** Whether it looks as if it were never meant for an API server: values of a chart, a file of another program. */
  readonly foreign: boolean;
}

export const isRejected = (each: Found | Rejected): each is Rejected => 'fault' in each;

/** The objects of a document; a list (`v1/List`, `DeploymentList`) stands for its items. */
export function* objectsIn(value: unknown, prefix: Path = []): Generator<Found | Rejected> {
  if (!isMap(value)) yield rejected(prefix, [], 'is not a map', 'write a map with apiVersion, kind and metadata', true);
  else {
    const items = itemsOf(value);
    if (items === undefined) yield objectOf(value, prefix);
    else
      for (const [index, item] of items.entries()) yield* objectsIn(withKind(value, item), [...prefix, 'items', index]);
  }
}

/** What a list holds; nothing where it is none. One without items is what `kubectl get` says of nothing. */
function itemsOf({ kind, items }: Fields): readonly unknown[] | undefined {
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  if (Array.isArray(items)) return items;
  return kind === 'List' && (items ?? null) === null ? [] : undefined;
}

/** An API server leaves the kind of items out where the list's tells it (apimachinery, unstructured/helpers.go, v0.36). */
function withKind({ apiVersion, kind }: Fields, item: unknown): unknown {
  if (!isText(kind) || kind === 'List' || !isMap(item) || isText(item['kind'])) return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}

function objectOf(value: Fields, prefix: Path): Found | Rejected {
  const { apiVersion, kind, metadata } = value;
  const foreign = metadata === undefined;
  if (!isText(apiVersion) && !isText(kind))
    return rejected(prefix, [], 'has no apiVersion and no kind', 'write both, or leave the document out', foreign);
  if (!isText(apiVersion)) return rejected(prefix, ['apiVersion'], wanted(apiVersion), 'say which version', foreign);
  if (!isText(kind)) return rejected(prefix, ['kind'], wanted(kind), 'say which kind of object it is', foreign);
  const program = programOf(apiVersion, kind);
  if (program)
    return rejected(prefix, [], `is a file of ${program.name}, not an object of an API server`, program.hint, true);
  // The one assertion: whatever else is wrong with the object, it has what a check may rely on.
  return isMap(metadata)
    ? { object: value as KubernetesObject, prefix }
    : rejected(
        prefix,
        ['metadata'],
        metadata === undefined ? 'is required' : 'must be a map',
        'name the object',
        false,
      );
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const wanted = (value: unknown): string => (value === undefined ? 'is required' : 'must be a string');

const rejected = (prefix: Path, path: Path, message: string, hint: string, foreign: boolean): Rejected => ({
  prefix,
  fault: { path, message, hint },
  foreign,
});
