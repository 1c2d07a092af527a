import { didYouMean, nearest } from '../../constructs/model/suggest.ts';
import { refuse, type Walk } from './judge.ts';
import type { Nodes, Ready } from './ready.ts';

/** A list in a sentence, cut where nobody would read on. */
export const listText = (texts: readonly string[]): string =>
  texts.length > 16 ? `${texts.slice(0, 16).join(', ')} and ${texts.length - 16} more` : texts.join(', ');

/** Refuses a field that the schema does not have. */
export function unknown({ properties }: Ready, name: string, walk: Walk): false {
  if (walk.faults === undefined) return false;
  const path = [...walk.path, name];
  const other = walk.elsewhere(path);
  if (other !== undefined) return refuse(walk, other.message, other.hint, name);
  const names = [...(properties?.keys() ?? [])];
  const near = nearest(name, names);
  return refuse(
    walk,
    `unknown field${didYouMean(name, names)}`,
    near === undefined ? 'remove it, or correct its name' : `write ${near}`,
    name,
  );
}

/** Refuses that a required field is missing. */
export const missing = (name: string, walk: Walk): false =>
  walk.faults === undefined ? false : refuse(walk, 'is required', 'add it', name);

/** What a branch of `anyOf`, `oneOf` or `not` asks for, in few words. */
export function branchText(nodes: Nodes, index: number): string {
  const { node } = nodes.at(index);
  const fields = Object.entries(node.properties ?? {}).map(([name, at]) => {
    const { enum: allowed, required } = nodes.at(at).node;
    if (allowed) return `${name} ${allowed.map((value) => JSON.stringify(value)).join(' or ')}`;
    return required ? `${name} with ${required.join(', ')}` : name;
  });
  const parts = [
    ...(node.required ? [`${node.required.join(' and ')} given`] : []),
    ...fields,
    ...(node.type ? [`of type ${node.type}`] : []),
    ...(node.format ? [`a valid ${node.format}`] : []),
    ...(node.pattern ? [`matching ${node.pattern}`] : []),
    ...(node.enum ? [node.enum.map((value) => JSON.stringify(value)).join(' or ')] : []),
    ...(node.minimum === undefined ? [] : [`at least ${node.minimum}`]),
    ...(node.maximum === undefined ? [] : [`at most ${node.maximum}`]),
    ...(node.maxLength === undefined ? [] : [`at most ${node.maxLength} characters`]),
    ...(node.minLength === undefined ? [] : [`at least ${node.minLength} characters`]),
    ...(node.not === undefined ? [] : [`not (${branchText(nodes, node.not)})`]),
    ...(node.allOf ?? []).map((at) => branchText(nodes, at)),
    ...(node.anyOf ? [`(${node.anyOf.map((at) => branchText(nodes, at)).join(' or ')})`] : []),
    ...(node.oneOf ? [`(exactly one of ${node.oneOf.map((at) => branchText(nodes, at)).join(', ')})`] : []),
  ];
  return parts.length === 0 ? 'anything' : parts.join(', ');
}
