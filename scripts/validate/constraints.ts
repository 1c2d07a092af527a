import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../constructs/model/json.ts';
import { nearest } from '../../constructs/model/suggest.ts';
import { formatFault } from './formats.ts';
import { judge, refuse, type Walk } from './judge.ts';
import { FRACTION, INTEGER, LIST, MAP, STRING } from './kinds.ts';
import { patternOf } from './pattern.ts';
import type { Ready } from './ready.ts';
import { branchText, listText } from './words.ts';

/** What a node says of a value of the right kind, besides its fields: ranges, lengths, patterns, sets. */
export function constrained({ node }: Ready, value: unknown, kind: number, walk: Walk): boolean {
  let fine = true;
  const no = (message: string, hint?: string): void => {
    fine = refuse(walk, message, hint);
  };
  const allowed = node.enum;
  if (allowed !== undefined && !isOneOf(value, allowed)) no(...notOneOf(value, allowed));
  if (kind === STRING) {
    const text = value as string;
    if (node.minLength !== undefined && lengthOf(text) < node.minLength)
      no(
        node.minLength === 1
          ? 'must not be empty'
          : `must have at least ${node.minLength} characters, and has ${lengthOf(text)}`,
      );
    if (node.maxLength !== undefined && text.length > node.maxLength && lengthOf(text) > node.maxLength)
      no(`must have at most ${node.maxLength} characters, and has ${lengthOf(text)}`);
    if (node.pattern !== undefined && !patternOf(node.pattern)(text))
      no(`${quoted(text)} does not match ${node.pattern}`);
    if (node.format !== undefined) {
      const fault = formatFault(node.format, text, walk.nodes.native);
      if (fault) no(`${quoted(text)} ${fault}`);
    }
  } else if (kind === INTEGER || kind === FRACTION) {
    number(node, Number(value), no);
    // Kubernetes' own IntOrString has an int32 (apimachinery, pkg/util/intstr), a custom resource's any integer of JSON.
    if (node['x-kubernetes-int-or-string'])
      number({ type: 'integer', format: walk.nodes.native ? 'int32' : 'int64' }, Number(value), no);
  } else if (kind === LIST) list(node, value as readonly unknown[], walk, no);
  else if (kind === MAP) {
    const { minProperties, maxProperties } = node;
    if (minProperties !== undefined || maxProperties !== undefined) {
      const size = Object.keys(value as object).length;
      if (minProperties !== undefined && size < minProperties)
        no(`must have at least ${minProperties} fields, and has ${size}`);
      if (maxProperties !== undefined && size > maxProperties)
        no(`must have at most ${maxProperties} fields, and has ${size}`);
    }
  }
  return fine;
}

type Say = (message: string, hint?: string) => void;

const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Characters as Go counts them, in code points. */
function lengthOf(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code < 0xdc00) pairs++;
  }
  return text.length - pairs;
}

function isOneOf(value: unknown, allowed: readonly unknown[]): boolean {
  for (const each of allowed) if (each === value || (isObject(each) && isDeepStrictEqual(each, value))) return true;
  return false;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

function notOneOf(value: unknown, allowed: readonly unknown[]): [message: string, hint?: string] {
  const texts = allowed.filter((each) => typeof each === 'string');
  const near = typeof value === 'string' ? nearest(value, texts) : undefined;
  return [
    `${JSON.stringify(value)} is not one of ${listText(allowed.map((each) => JSON.stringify(each)))}`,
    near === undefined ? undefined : `write ${JSON.stringify(near)}`,
  ];
}

/** The range of a Go integer, by the format that stands for it: from, and below. The largest int64 has no double of its own. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31],
  int64: [-(2 ** 63), 2 ** 63],
};

function number(
  { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, type }: Ready['node'],
  value: number,
  no: Say,
): void {
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum))
    no(`must be ${exclusiveMinimum ? 'more than' : 'at least'} ${minimum}, and is ${value}`);
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum))
    no(`must be ${exclusiveMaximum ? 'less than' : 'at most'} ${maximum}, and is ${value}`);
  if (multipleOf !== undefined && value % multipleOf !== 0) no(`must be a multiple of ${multipleOf}, and is ${value}`);
  const range = type === 'integer' ? (ranges[format ?? 'int64'] ?? ranges['int64']) : undefined;
  if (range !== undefined && (value < range[0] || value >= range[1]))
    no(`does not fit into ${format ?? 'int64'}, and is ${value}`);
}

function list(node: Ready['node'], value: readonly unknown[], walk: Walk, no: Say): void {
  const { minItems, maxItems, uniqueItems } = node;
  if (minItems !== undefined && value.length < minItems)
    no(minItems === 1 ? 'must not be empty' : `must have at least ${minItems} entries, and has ${value.length}`);
  if (maxItems !== undefined && value.length > maxItems)
    no(`must have at most ${maxItems} entries, and has ${value.length}`);
  const kind = node['x-kubernetes-list-type'];
  if (kind === 'map') duplicateKeys(node, value, walk, no);
  else if (kind === 'set' || uniqueItems) duplicates(value, no);
}

function duplicates(list: readonly unknown[], no: Say): void {
  if (list.length < 2) return;
  const seen = new Set<unknown>();
  for (const item of list) {
    const key = isObject(item) ? JSON.stringify(item) : item;
    if (seen.has(key)) no(`has ${JSON.stringify(item)} twice`, 'take one of them out');
    seen.add(key);
  }
}

function duplicateKeys(node: Ready['node'], list: readonly unknown[], walk: Walk, no: Say): void {
  const keys = node['x-kubernetes-list-map-keys'] ?? [];
  if (list.length < 2 || keys.length === 0) return;
  const fallback = defaultsOf(node, walk);
  const seen = new Set<unknown>();
  for (const item of list) {
    if (!isMap(item)) continue;
    const values = keys.map((key) => item[key] ?? fallback(key));
    const id = values.length === 1 ? values[0] : JSON.stringify(values);
    if (seen.has(id))
      no(
        `has two entries with ${keys.map((key, at) => `${key} ${JSON.stringify(values[at])}`).join(', ')}`,
        `take one of them out, or give it another ${keys.join(' or ')}`,
      );
    seen.add(id);
  }
}

/** What a key is where an entry leaves it out. */
function defaultsOf(node: Ready['node'], { nodes }: Walk): (key: string) => unknown {
  // The only key with a default of Kubernetes' own kinds (core/v1, ContainerPort and ServicePort).
  if (nodes.native) return (key) => (key === 'protocol' ? 'TCP' : '');
  const entry = node.items === undefined ? undefined : nodes.at(node.items).node;
  return (key) => {
    const at = entry?.properties?.[key];
    return at === undefined ? undefined : nodes.at(at).node.default;
  };
}

/** `allOf`, `anyOf`, `oneOf`, `not`. */
export function combined({ node }: Ready, value: unknown, walk: Walk): boolean {
  const { allOf, anyOf, oneOf, not } = node;
  if (!(allOf || anyOf || oneOf) && not === undefined) return true;
  const { nodes } = walk;
  const quiet: Walk = { ...withoutFaults(walk), path: [], partial: true };
  const fits = (index: number): boolean => judge(nodes.at(index), value, quiet);
  let fine = true;
  for (const index of allOf ?? []) if (!judge(nodes.at(index), value, { ...walk, partial: true })) fine = false;
  if (anyOf && anyOf.length > 0 && !anyOf.some(fits)) fine = noneOf(anyOf, value, walk);
  if (oneOf && oneOf.length > 0) {
    const count = oneOf.filter(fits).length;
    if (count === 0) fine = noneOf(oneOf, value, walk);
    if (count > 1)
      fine = refuse(
        walk,
        `only one may hold of: ${listText(oneOf.filter(fits).map((index) => branchText(nodes, index)))}`,
      );
  }
  if (not !== undefined && fits(not)) fine = refuse(walk, `must not be: ${branchText(nodes, not)}`);
  return fine;
}

const withoutFaults = ({ faults, ...walk }: Walk): Walk => walk;

/** Where one branch alone could have been meant, its own faults say more than the choice. */
function noneOf(branches: readonly number[], value: unknown, walk: Walk): false {
  const { nodes } = walk;
  if (walk.faults === undefined) return false;
  const told = branches.map((index) => {
    const faults: Walk['faults'] = [];
    judge(nodes.at(index), value, { ...walk, faults, partial: true });
    return faults;
  });
  const deep = told.filter((faults) => faults.some(({ path }) => path.length > walk.path.length));
  const [only] = branches.length === 1 ? told : deep.length === 1 ? deep : [];
  if (only && only.length > 0) {
    walk.faults.push(...only);
    return false;
  }
  return refuse(walk, `must be one of: ${listText(branches.map((index) => branchText(nodes, index)))}`);
}
