import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import { groupOf } from '../../constructs/model/manifest.ts';
import { type Check, nameOf, type Placed } from './check.ts';
import { entry } from './entry.ts';

/**
 * One owner an object: two Applications that write the same object undo each other for ever. Namespaces to groups to kinds to names,
 * because joined keys cost more than all the rest of this check.
 */
export const owner: Check = {
  name: 'owner',
  run({ plan, objects }) {
    const namespaces = new Map<string, Map<string, Map<string, Map<string, Placed>>>>();
    const findings: Finding[] = [];
    for (const placed of objects) {
      const { apiVersion, kind, metadata } = placed.object;
      const groups = entry(namespaces, metadata.namespace ?? '', newMap<Map<string, Map<string, Placed>>>);
      const kinds = entry(groups, groupOf(apiVersion), newMap<Map<string, Placed>>);
      const names = entry(kinds, kind, newMap<Placed>);
      const first = names.get(metadata.name);
      if (first === undefined) names.set(metadata.name, placed);
      else findings.push(twice(plan.facts.id, first, placed));
    }
    return findings;
  },
};

const newMap = <V>(): Map<string, V> => new Map();

const twice = (cluster: string, first: Placed, second: Placed): Finding =>
  problem(
    'owner',
    where(cluster, second.application),
    `writes ${nameOf(second.object)}, which ${first.application === second.application ? first.file.path : first.application} writes too`,
    {
      at: { file: second.file.from, path: [] },
      hint: 'an object has one owner: rename one of them, or let one component write it',
    },
  );
