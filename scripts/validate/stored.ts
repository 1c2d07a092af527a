import { isMap } from '../../constructs/model/json.ts';
import { kindOf, LIST, MAP, NULL } from './kinds.ts';
import type { Nodes } from './ready.ts';

/**
 * A custom resource as the server judges it: with defaults filled in, also for a null where none is allowed (apiextensions-apiserver,
 * pkg/apiserver/schema/defaulting). Parts that stay as they are are not copied.
 *
 * @param before another value for the same node; a part that is the same in memory need not be copied again
 * @param made what came of it
 */
export function stored(nodes: Nodes, index: number, value: unknown, before?: unknown, made?: unknown): unknown {
  if (value === before && before !== undefined) return made;
  if (!nodes.hasDefaults(index)) return value;
  const kind = kindOf(value);
  if (kind === LIST) return storedList(nodes, index, value as readonly unknown[], listOf(before), listOf(made));
  return kind === MAP ? storedMap(nodes, index, value as Fields, mapOf(before), mapOf(made)) : value;
}

type Fields = Readonly<Record<string, unknown>>;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const mapOf = (value: unknown): Fields => (isMap(value) ? value : {});

function storedList(
  nodes: Nodes,
  index: number,
  list: readonly unknown[],
  before: readonly unknown[],
  made: readonly unknown[],
): unknown {
  const { items } = nodes.at(index).node;
  if (items === undefined) return list;
  let copy: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const kept = stored(nodes, items, list[at], before[at], made[at]);
    if (kept !== list[at]) {
      copy ??= [...list];
      copy[at] = kept;
    }
  }
  return copy ?? list;
}

function storedMap(nodes: Nodes, index: number, map: Fields, before: Fields, made: Fields): unknown {
  const { properties, others, defaults } = nodes.at(index);
  let copy: Record<string, unknown> | undefined;
  for (const name in map) {
    const child = properties?.get(name) ?? others;
    if (typeof child !== 'number') continue;
    const field = map[name];
    const kept = stored(nodes, child, field, before[name], made[name]);
    if (kept === field) continue;
    copy ??= { ...map };
    copy[name] = kept;
  }
  for (const [name, value] of defaults) {
    const field = map[name];
    const child = properties?.get(name);
    if (child === undefined || !(field === undefined || (field === null && (nodes.at(child).kinds & NULL) === 0)))
      continue;
    copy ??= { ...map };
    // A default may itself lack what has a default.
    copy[name] = before[name] === field && made[name] !== undefined ? made[name] : stored(nodes, child, value);
  }
  return copy ?? map;
}
