import { isMap } from '../../../constructs/model/json.ts';
import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { writtenObjects } from '../../agreement/written.ts';

/**
 * A valid object of test/agreement/objects, as its kind or its kind and name; what is changed in it, by path, where `undefined`
 * removes; and what is wrong with it then.
 */
export type Row = readonly [object: string, changes: Readonly<Record<string, unknown>>, ...says: string[]];

const valid = new Map<string, KubernetesObject>();
for (const object of writtenObjects()) {
  const named = `${object.kind} ${object.metadata.name.replace('agreement-', '')}`;
  for (const id of [object.kind, named]) if (!valid.has(id)) valid.set(id, object);
  // The richest pod that there is.
  const template = isMap(object['spec']) ? object['spec']['template'] : undefined;
  if (object.kind === 'Deployment' && isMap(template))
    valid.set('Pod shop', { apiVersion: 'v1', kind: 'Pod', metadata: object.metadata, spec: template['spec'] });
}

/** A copy of a valid object with some changes. */
export function changed(id: string, changes: Row[1]): KubernetesObject {
  const found = valid.get(id);
  if (!found) throw new Error(`There is no ${id} in test/agreement/objects.`);
  const copy = structuredClone(found);
  for (const [path, value] of Object.entries(changes)) change(copy, path, value);
  return copy;
}

type Holder = Record<string, unknown>;

function change(object: object, path: string, value: unknown): void {
  const keys = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  const last = keys.pop() ?? '';
  let holder = object as Holder;
  for (const key of keys) {
    holder[key] ??= {};
    holder = holder[key] as Holder;
  }
  if (value !== undefined) holder[last] = value;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
}
