import { isOn, type Stage } from '../factories/fba/stage.ts';
import type { ClusterFacts } from '../model/cluster.ts';
import type { Facilities } from '../model/facility.ts';
import type { Fba } from '../model/fba.ts';
import type { Fleet, Named } from '../model/fleet.ts';

/** The stages that a factory has on one cluster, in the order of promotion, each with what it runs. */
export function stagesOn(
  fleet: Fleet,
  factory: Named<Fba>,
  cluster: ClusterFacts,
  gateway: Facilities['gateway'] | undefined,
  main: string,
): readonly { readonly stage: Stage; readonly versionsFile: string }[] {
  const all = Object.entries(factory.value.stages);
  return all.flatMap(([name, declaration], index) => {
    if (!isOn(declaration.on, cluster.id)) return [];
    const key = `${factory.name}.${name}`;
    const versions = fleet.versions.stages.get(key);
    const stage: Stage = {
      factory: factory.name,
      name,
      namespace: `${factory.value.prefix ?? factory.name}-${name}`,
      declaration,
      fba: factory.value,
      last: index === all.length - 1,
      versions: versions?.value ?? none,
      follows: versions?.value.follows ?? main,
      cluster,
      gateway,
    };
    return [{ stage, versionsFile: versions?.file ?? `environments/versions/${key}.yaml` }];
  });
}

const none: Stage['versions'] = {};
