import { isMap } from '../../constructs/model/json.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Difference } from '../../constructs/plan/difference.ts';
import { ruleFaults } from '../cel/rules.ts';
import type { Fault, Known } from '../checks/object.ts';
import { type Definition, objectMeta } from '../schemas/read.ts';

import { judge, type Walk } from './judge.ts';
import { isFault, type KindSchema, kindsOf, span } from './kind.ts';
import { type NativeFaults, nativeFaultsOf } from './native/index.ts';
import { type Nodes, nodesOf, type Ready } from './ready.ts';
import { stored } from './stored.ts';

/** Judges objects as an API server of one Kubernetes minor would, before it asks anybody else. */
export interface Validator {
  /**
   * What the server would refuse, and what it would drop; empty for an object that is fine.
   *
   * @param known an object that is; parts of it that are the same in memory are not judged again
   */
  faults(object: unknown, known?: Known): readonly Fault[];
}

const made = new Map<string, Validator>();
const madeWith = new WeakMap<readonly Definition[], Map<string, Validator>>();

/**
 * @param root Millwright's own folder, where the schemas lie
 * @param minor such as `1.36`
 * @param brought definitions of custom resources that come with the objects
 */
export function validatorFor(root: string, minor: string, brought: readonly Definition[] = []): Validator {
  const validators = brought.length === 0 ? made : (madeWith.get(brought) ?? new Map<string, Validator>());
  if (validators !== made) madeWith.set(brought, validators);
  const id = `${minor} ${root}`;
  const found = validators.get(id) ?? validator(root, minor, brought);
  validators.set(id, found);
  return found;
}

function validator(root: string, minor: string, brought: readonly Definition[]): Validator {
  const kinds = kindsOf(root, minor, brought);
  const meta = objectMeta(root);
  const metadata = { nodes: nodesOf(meta.nodes, true), index: meta.minors[minor] ?? 0 };
  const prepared = new Map<KindSchema, Prepared>();
  return {
    faults: (object, known) => {
      if (!isIdentified(object)) return [unidentified(object)];
      const schema = kinds(object.apiVersion, object.kind);
      if (isFault(schema)) return [schema];
      const ready = prepared.get(schema) ?? prepare(schema, metadata, minor, object);
      prepared.set(schema, ready);
      const isAlike = known?.fine.apiVersion === object.apiVersion && known.fine.kind === object.kind;
      const alike = isAlike ? known : undefined;
      const structure = structural(ready, object, alike);
      const rest = ready.native(object, alike?.fine);
      if (structure.length === 0) return rest;
      // A hand-written rule about a field whose shape is wrong would say the same once more.
      return [...structure, ...rest.filter(({ path }) => !structure.some((other) => startsWith(path, other.path)))];
    },
  };
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Whether an object says what it is; of its name nothing is known yet. */
const isIdentified = (object: unknown): object is KubernetesObject =>
  isMap(object) && isText(object['apiVersion']) && isText(object['kind']) && isMap(object['metadata']);

function unidentified(object: unknown): Fault {
  if (!isMap(object))
    return {
      path: [],
      message: 'is not a Kubernetes object',
      hint: 'write a map with apiVersion, kind and metadata',
    };
  const name = ['apiVersion', 'kind'].find((each) => !isText(object[each])) ?? 'metadata';
  const wanted = name === 'metadata' ? 'must be a map' : 'must be a string';
  return {
    path: [name],
    message: object[name] === undefined ? 'is required' : wanted,
    hint: name === 'metadata' ? 'name the object' : `say what ${name} it has`,
  };
}

const startsWith = (path: Fault['path'], start: Fault['path']): boolean => start.every((key, at) => path[at] === key);

/** What judging all objects of one kind takes. */
interface Prepared {
  readonly schema: KindSchema;
  readonly root: Ready;
  readonly walk: Walk;
  readonly native: NativeFaults;
  /** Objects with their defaults, by the objects. */
  readonly stored: WeakMap<KubernetesObject, unknown>;
}

function prepare(
  schema: KindSchema,
  metadata: Walk['metadata'],
  minor: string,
  { apiVersion, kind }: KubernetesObject,
): Prepared {
  const { nodes, index } = schema;
  const rules: Walk['rules'] = (of, value) => ruleFaults(nodes.nodes, of.index, value).map(broken);
  const elsewhere: Walk['elsewhere'] = (path) => inOthers(schema, path, minor);
  const walk: Walk = { nodes, metadata, path: [], partial: false, rules, elsewhere };
  const native = nativeFaultsOf(apiVersion, kind, minor);
  return { schema, root: rootOf(nodes, index), walk, native, stored: new WeakMap() };
}

function structural(
  { schema: { nodes, index }, root, walk, stored: known }: Prepared,
  object: KubernetesObject,
  alike: Known | undefined,
): readonly Fault[] {
  const { fine, difference } = alike ?? {};
  if (nodes.native) return judged(root, object, walk, fine, difference);
  const wholeFine = fine === undefined ? undefined : known.get(fine);
  const whole = stored(nodes, index, object, wholeFine && fine, wholeFine);
  known.set(object, whole);
  // Defaults follow from which keys there are, so they differ no more than the objects do.
  return judged(root, whole, walk, wholeFine, wholeFine === undefined ? undefined : difference);
}

function judged(
  root: Ready,
  value: unknown,
  walk: Walk,
  fine: unknown,
  difference: Difference | undefined,
): readonly Fault[] {
  if (judge(root, value, walk, fine, difference)) return [];
  const faults: Fault[] = [];
  judge(root, value, { ...walk, path: [], faults });
  return faults;
}

/** The longest rule that a person would read. */
const LEGIBLE = 200;

/** A rule that does not hold, in the words of whoever wrote the definition. */
function broken({ path, message, rule }: ReturnType<typeof ruleFaults>[number]): Fault {
  const text = rule.replaceAll(/\s+/g, ' ').trim();
  return {
    path,
    message: `breaks a rule of its definition: ${message.replace(/\.$/, '')}`,
    hint: text.length > LEGIBLE ? 'see what its documentation says of these fields' : `make this true: ${text}`,
  };
}

/** The root of a custom resource is an object like any other, whatever its definition says of it. */
function rootOf(nodes: Nodes, index: number): Ready {
  const ready = nodes.at(index);
  return nodes.native ? ready : { ...ready, embedded: true };
}

/** Where else a field is known that this version does not have. */
function inOthers(
  { nodes, others }: KindSchema,
  path: Fault['path'],
  minor: string,
): { message: string; hint: string } | undefined {
  const having = others.filter(({ index }) => reaches(nodes, index, path));
  const [first] = having;
  if (first === undefined) return undefined;
  if (!nodes.native)
    return { message: `is not in this version; ${having.map(({ name }) => name).join(', ')} has it`, hint: first.hint };
  const minors = having.map(({ name }) => name.replace('Kubernetes ', ''));
  return { message: `Kubernetes ${minor} does not have this field; ${span(minors, minor)}`, hint: first.hint };
}

function reaches(nodes: Nodes, index: number, path: Fault['path']): boolean {
  let at: number | undefined = index;
  for (const key of path) {
    if (at === undefined) return false;
    const { node, properties, others }: Ready = nodes.at(at);
    at =
      typeof key === 'number'
        ? node.items
        : (properties?.get(key) ?? (typeof others === 'number' ? others : undefined));
  }
  return at !== undefined;
}
