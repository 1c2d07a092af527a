import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import { groupOf } from '../../constructs/model/manifest.ts';
import { type Check, nameOf, type Placed } from './check.ts';
import { ofKind } from './kinds.ts';
import { listAt } from './read.ts';

/** One namespace a host name: routes of two namespaces for the same name would take each other's traffic. */
export const host: Check = {
  name: 'owner',
  run({ plan, objects }) {
    const owners = new Map<string, Placed>();
    const findings: Finding[] = [];
    for (const placed of ofKind(objects, 'HTTPRoute')) {
      const { apiVersion, metadata, spec } = placed.object;
      if (groupOf(apiVersion) !== 'gateway.networking.k8s.io') continue;
      for (const name of listAt(spec, 'hostnames')) {
        // What a chart renders may be wrong in any way, and is another check's business.
        if (typeof name !== 'string') continue;
        const first = owners.get(name);
        if (first === undefined) owners.set(name, placed);
        else if (first.object.metadata.namespace !== metadata.namespace)
          findings.push(taken(plan.facts.id, name, first, placed));
      }
    }
    return findings;
  },
};

const taken = (cluster: string, name: string, first: Placed, second: Placed): Finding =>
  problem(
    'owner',
    where(cluster, second.application),
    `${nameOf(second.object)} takes the host ${name}, which belongs to ${first.application}`,
    { at: { file: second.file.from, path: [] }, hint: 'choose another host' },
  );
