import { reservedNames } from '../../constructs/argocd/names.ts';
import type { CatalogueEntry } from '../../constructs/model/component.ts';
import { type Finding, problem } from '../../constructs/model/finding.ts';
import type { Fleet, OwnComponent } from '../../constructs/model/fleet.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import type { Directory } from '../../constructs/plan/catalogue.ts';
import { components } from '../../constructs/platform/catalogue.ts';

type Id = keyof typeof components;
const isId = (id: string): id is Id => id in components;

/** Our components and the fleet's own, by name only. */
export function directoryOf(own: readonly OwnComponent[]): Directory {
  const capabilities = new Map<string, OwnComponent['capability']>(own.map(({ id, capability }) => [id, capability]));
  for (const [id, { capability }] of Object.entries(components)) capabilities.set(id, capability);
  return {
    capabilityOf: (id) => capabilities.get(id),
    ids: (capability) =>
      [...capabilities].filter(([, home]) => capability === undefined || home === capability).map(([id]) => id),
  };
}

/** Names that a factory's Applications have on a cluster. */
const namesOf = ({ name, value }: Fleet['factories'][number]): readonly string[] => [
  name,
  `${name}-namespaces`,
  ...Object.keys(value.stages).flatMap((stage) => [
    `${name}-${stage}`,
    ...Object.keys(value.apps ?? {}).map((app) => `${name}-${stage}-${app}`),
  ]),
];

/** A factory may not be called as a component or as an Application that every cluster has. */
export function factoryFindings(fleet: Fleet): Finding[] {
  const own = new Set(fleet.components.map(({ id }) => id));
  return fleet.factories.flatMap((factory) =>
    namesOf(factory)
      .filter((name) => isId(name) || own.has(name))
      .map((name) =>
        problem('definition', factory.file, `its Application "${name}" would have the name of another`, {
          at: { file: factory.file, path: [] },
          hint: own.has(name) ? 'rename the component or the factory' : 'give the factory another name',
        }),
      ),
  );
}

/** A component of the fleet's own may not take a name that is taken. */
export function ownFindings(fleet: Fleet): Finding[] {
  return fleet.components.flatMap(({ id, file }) => {
    const at = { file, path: [] };
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(id) || id.length > 40 || id.startsWith('factory-'))
      return [
        problem('definition', file, `"${id}" cannot be a name`, {
          at,
          hint: 'name the file with lower-case letters, digits and dashes, at most 40, not beginning with factory-',
        }),
      ];
    const other = fleet.components.find((each) => each.id === id && each.file < file);
    if (other)
      return [
        problem('definition', file, `"${id}" is declared in ${other.file} too`, {
          at,
          hint: 'give one of them another name: a component is known by it, whatever its capability',
        }),
      ];
    if (isId(id))
      return [
        problem('definition', file, `"${id}" is a component of Millwright's`, {
          at,
          hint: 'give yours another name, or change ours through its options, values and patches',
        }),
      ];
    if (reservedNames.some((name) => name === id) || id.startsWith('factory-'))
      return [
        problem('definition', file, `"${id}" is an Application that every cluster has`, {
          at,
          hint: 'give it another name',
        }),
      ];
    return [];
  });
}

/** Versions of components that there are not. */
export function versionFindings(fleet: Fleet, directory: Directory): Finding[] {
  const { file, value } = fleet.versions.platform;
  return Object.keys(value)
    .filter((id) => directory.capabilityOf(id) === undefined)
    .map((id) =>
      problem('version', 'versions platform', `there is no component "${id}"${didYouMean(id, directory.ids())}`, {
        at: { file, path: [id] },
        hint: 'correct the name, or take the line away',
      }),
    );
}

const loaded = new Map<string, CatalogueEntry>();

/** A component by id, loaded when it is first asked for. */
export async function loadComponent(id: string, own: readonly OwnComponent[]): Promise<CatalogueEntry | undefined> {
  const mine = own.findLast((component) => component.id === id);
  if (mine) return { id, capability: mine.capability, component: mine.component, file: mine.file };
  if (!isId(id)) return undefined;
  const known = loaded.get(id);
  if (known) return known;
  const { capability, load } = components[id];
  const entry = {
    id,
    capability,
    component: (await load()).default,
    file: `constructs/platform/${capability}/${id}.ts`,
  };
  loaded.set(id, entry);
  return entry;
}

/** Every component of ours. */
export const loadAllComponents = async (): Promise<readonly CatalogueEntry[]> => {
  const entries = await Promise.all(Object.keys(components).map((id) => loadComponent(id, [])));
  return entries.filter((entry) => entry !== undefined);
};
