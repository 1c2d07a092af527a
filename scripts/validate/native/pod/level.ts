import { milliOf } from '../quantity.ts';
import { type Fields, isEmpty, listOf, mapOf, type Rule, say, shown, textOf, type Walk, within } from '../rule.ts';
import { isHugePages, resourceName, resources } from './resources.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: validatePodResources.

/** Names of what a pod as a whole can ask for. */
const podResourceName: Rule = (value, walk) => {
  const name = textOf(value);
  resourceName(name, walk);
  if (name !== 'cpu' && name !== 'memory' && !isHugePages(name))
    say(walk, `${shown(name)} is nothing that a pod as a whole can ask for`, 'ask for it in a container');
};

type Amounts = ReadonlyMap<string, bigint>;

function amountsOf(list: unknown): Map<string, bigint> {
  const found = new Map<string, bigint>();
  const map = mapOf(list);
  for (const name in map) found.set(name, milliOf(map[name]) ?? 0n);
  return found;
}

const add = (to: Map<string, bigint>, amounts: Amounts): void => {
  for (const [name, amount] of amounts) to.set(name, (to.get(name) ?? 0n) + amount);
};

/** What the containers of a pod take together, at most: sidecars run beside all that start after them. */
function together(spec: Fields, list: 'limits' | 'requests'): Amounts {
  const of = (container: unknown) => amountsOf(mapOf(mapOf(container)['resources'])[list]);
  const sum = new Map<string, bigint>();
  for (const container of listOf(spec['containers'])) add(sum, of(container));
  const sidecars = new Map<string, bigint>();
  const starting = new Map<string, bigint>();
  for (const container of listOf(spec['initContainers'])) {
    const own = of(container);
    const always = mapOf(container)['restartPolicy'] === 'Always';
    if (always) add(sum, own);
    if (always) add(sidecars, own);
    const now = new Map(always ? sidecars : own);
    if (!always) add(now, sidecars);
    for (const [name, amount] of now) if (amount > (starting.get(name) ?? 0n)) starting.set(name, amount);
  }
  for (const [name, amount] of starting) if (amount > (sum.get(name) ?? 0n)) sum.set(name, amount);
  return sum;
}

function enough(spec: Fields, own: Fields, walk: Walk): void {
  for (const list of ['requests', 'limits'] as const) {
    const sum = together(spec, list);
    for (const [name, amount] of amountsOf(own[list]))
      if ((list === 'requests' || isHugePages(name)) && (sum.get(name) ?? 0n) > amount)
        say(walk, 'is less than the containers ask for together', 'raise it', list, name);
  }
}

function belowLimits(spec: Fields, own: Fields, walk: Walk): void {
  const limits = amountsOf(own['limits']);
  listOf(spec['containers']).forEach((container, at) => {
    for (const [name, amount] of amountsOf(mapOf(mapOf(container)['resources'])['limits']))
      if (amount > (limits.get(name) ?? amount))
        say(walk, 'is more than the limit of the pod', 'lower it', 'containers', at, 'resources', 'limits', name);
  });
}

const own = resources(podResourceName, new Set());

/** What a pod asks for as a whole, and its containers' share of it. */
export function podResources(spec: Fields, walk: Walk): void {
  const found = mapOf(spec['resources']);
  within(walk, 'resources', found, own);
  within(walk, 'resources', found, () => {
    if (!isEmpty(found['claims'])) say(walk, 'is for containers only', 'remove it', 'claims');
    enough(spec, found, walk);
  });
  belowLimits(spec, found, walk);
}
