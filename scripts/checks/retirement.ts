import { loadAll } from 'js-yaml';
import { keepsAnnotation, stageLabel } from '../../constructs/argocd/names.ts';
import type { Retirement } from '../../constructs/model/environment.ts';
import { type Finding, type Place, problem, warning, where, within } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { sorted } from '../../constructs/plan/objects.ts';
import { isReleased, letGo, released } from './released.ts';

/** What may go from one cluster, and where that is said. */
export interface Retirements {
  readonly cluster: string;
  readonly components: Said;
  /** By factory, its stages. */
  readonly stages: ReadonlyMap<string, Said>;
  /** Factories as a whole. */
  readonly factories: Said;
  readonly at: Place;
}

/** Entries of one `retire`, and its place. */
export interface Said {
  readonly entries: Readonly<Record<string, Retirement>>;
  readonly at: Place;
}

/** One cluster's tree as it was and as it will be. */
export interface Trees {
  /** Paths of the last known state. */
  readonly before: ReadonlySet<string>;
  /** Reads a file of the last known state. */
  readonly readBefore: (path: string) => string;
  /** The last commit that changed a folder of the repository. */
  readonly lastChange: (path: string) => string | undefined;
  /** The text that a file will have, if it will be there. */
  readonly after: (path: string) => string | undefined;
}

/** What a retirement changes in the tree: files that stay for one more release. */
export interface Kept {
  readonly path: string;
  readonly from: string;
  readonly documents: readonly KubernetesObject[];
}

export interface Guarded {
  readonly kept: readonly Kept[];
  readonly findings: readonly Finding[];
}

/**
 * Nothing that keeps data vanishes unnoticed. What is orphaned stays in the tree without its finalizer until the cluster has
 * seen it so; only then may it go.
 */
export function guard(said: Retirements, trees: Trees): Guarded {
  const kept: Kept[] = [];
  const findings: Finding[] = [];
  for (const path of [...trees.before].sort()) {
    const component = /^apps\/([^/]+)\.yaml$/.exec(path)?.[1];
    const [, factory, stage] = /^factories\/([^/]+)\/apps\/([^/]+)\.yaml$/.exec(path) ?? [];
    if (component && trees.after(path) === undefined) collect(vanished(said, component, path, trees), kept, findings);
    else if (factory && stage && trees.after(path) === undefined)
      collect(stageRoot(said, factory, stage, path, trees), kept, findings);
    else if (/^factories\/[^/]+\/namespaces\/manifests\.yaml$/.test(path))
      collect(namespacesOf(said, path, trees), kept, findings);
  }
  return { kept, findings: [...findings, ...unfounded(said, trees)] };
}

function collect(result: Guarded, kept: Kept[], findings: Finding[]): void {
  kept.push(...result.kept);
  findings.push(...result.findings);
}

const nothing: Guarded = { kept: [], findings: [] };
const documentsOf = (text: string): readonly KubernetesObject[] =>
  loadAll(text).filter(
    (each): each is KubernetesObject => typeof each === 'object' && each !== null && 'metadata' in each,
  );
const sourceOf = (text: string, fallback: string): string =>
  /^# Written by Millwright from (\S+)\. /.exec(text)?.[1] ?? fallback;

/** An Application of the platform, or a factory's two, that will no longer be written. */
function vanished(said: Retirements, name: string, path: string, trees: Trees): Guarded {
  const factory = name.startsWith('factory-') ? name.slice('factory-'.length) : undefined;
  const { entries, at } = factory ? saidOf(said, factory, trees) : said.components;
  const id = factory ?? name;
  const text = trees.readBefore(path);
  const objects = documentsOf(text);
  const vital = objects.some(isVital);
  const keeps =
    factory !== undefined ||
    vital ||
    objects.some(({ metadata }) => metadata.annotations?.[keepsAnnotation] === 'data');
  if (!keeps) return nothing;
  const how = entries[id];
  if (how === 'destroy')
    return vital ? { kept: [], findings: [indestructible(said.cluster, id, within(at, id))] } : nothing;
  if (how === 'orphan')
    return {
      kept: [
        { path, from: sourceOf(text, at.file), documents: objects.map((object) => released(object, trees.lastChange)) },
      ],
      findings: [],
    };
  if (objects.every(isReleased)) return nothing;
  return {
    kept: [],
    findings: [
      problem('retirement', where(said.cluster, id), losing(factory, vital), {
        at,
        hint: `write retire: { ${quoted(keyOf(said, id, trees))}: 'orphan' } to leave it running without an owner${vital ? '' : ", or 'destroy' to delete it with its data"}`,
      }),
    ],
  };
}

/** The stages that a factory had on the cluster. */
const stagesBefore = (factory: string, { before }: Trees): readonly string[] =>
  [...before].flatMap((path) => {
    const [, of, stage] = /^factories\/([^/]+)\/apps\/([^/]+)\.yaml$/.exec(path) ?? [];
    return of === factory && stage && stage !== 'projects' ? [stage] : [];
  });

/** What is said of a factory that leaves a cluster: by its stages where it stays on others, else as a whole. */
function saidOf(said: Retirements, factory: string, trees: Trees): Said {
  const own = said.stages.get(factory);
  if (!own) return said.factories;
  const ways = stagesBefore(factory, trees).map((stage) => own.entries[stage]);
  const how = ways.includes(undefined) ? undefined : ways.includes('orphan') ? 'orphan' : 'destroy';
  return { entries: how ? { [factory]: how } : {}, at: own.at };
}

const keyOf = (said: Retirements, id: string, trees: Trees): string =>
  (said.stages.has(id) ? stagesBefore(id, trees)[0] : undefined) ?? id;

const losing = (factory: string | undefined, vital: boolean): string => {
  if (factory) return 'is a factory whose namespaces would vanish';
  return vital ? 'is what the cluster stands on, and would vanish' : 'keeps data and would vanish';
};

const isVital = ({ metadata }: KubernetesObject): boolean =>
  metadata.annotations?.['argocd.argoproj.io/sync-options']?.includes('Prune=false') ?? false;

const indestructible = (cluster: string, id: string, at: Place): Finding =>
  problem('retirement', where(cluster, id), 'cannot be destroyed by Argo CD: the cluster stands on it', {
    at,
    hint: "write 'orphan', and uninstall it by hand when nothing uses it any more",
  });

const quoted = (name: string): string => (/^[a-z]+$/.test(name) ? name : `'${name}'`);

const stageRetirement = (
  said: Retirements,
  factory: string,
  stage: string,
): { how: Retirement | undefined; at: Place } => {
  const own = said.stages.get(factory);
  return own
    ? { how: own.entries[stage], at: own.at }
    : { how: said.factories.entries[factory], at: said.factories.at };
};

/** The root of a stage; with the whole factory gone, its Application says what is to be said. */
function stageRoot(said: Retirements, factory: string, stage: string, path: string, trees: Trees): Guarded {
  if (stage === 'projects' || !said.stages.has(factory)) return nothing;
  const { how, at } = stageRetirement(said, factory, stage);
  if (how !== 'orphan') return nothing;
  const text = trees.readBefore(path);
  return {
    kept: [
      {
        path,
        from: sourceOf(text, at.file),
        documents: documentsOf(text).map((object) => released(object, trees.lastChange)),
      },
    ],
    findings: [],
  };
}

/** Namespaces of stages that will no longer be written. */
function namespacesOf(said: Retirements, path: string, trees: Trees): Guarded {
  const factory = path.split('/')[1] ?? '';
  const after = trees.after(path);
  if (after === undefined) return nothing;
  const before = trees.readBefore(path);
  if (before === after) return nothing;
  const still = new Set(
    documentsOf(after).flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [metadata.name] : [])),
  );
  const gone = documentsOf(before).filter(
    ({ kind, metadata }) =>
      kind === 'Namespace' && metadata.labels?.[stageLabel] !== undefined && !still.has(metadata.name),
  );
  const orphans: KubernetesObject[] = [];
  const findings: Finding[] = [];
  for (const namespace of gone) {
    const stage = namespace.metadata.labels?.[stageLabel] ?? '';
    const { how, at } = stageRetirement(said, factory, stage);
    if (how === 'orphan') orphans.push(...documentsOf(before).filter(isIn(namespace)).map(letGo));
    else if (how === undefined && !isReleased(namespace))
      findings.push(stageWouldVanish(said.cluster, factory, stage, namespace.metadata.name, at));
  }
  if (orphans.length === 0) return { kept: [], findings };
  const documents = sorted([...documentsOf(after), ...orphans]);
  return { kept: [{ path, from: sourceOf(after, path), documents }], findings };
}

const stageWouldVanish = (cluster: string, factory: string, stage: string, namespace: string, at: Place): Finding =>
  problem(
    'retirement',
    where(cluster, factory, stage),
    `the namespace ${namespace} and everything in it would vanish`,
    {
      at,
      hint: `write retire: { ${quoted(stage)}: 'orphan' } in the factory to leave it as it is, or 'destroy' to delete it`,
    },
  );

/** The namespace itself, and what the platform set in it: its limits hold for as long as it runs. */
const isIn =
  (namespace: KubernetesObject) =>
  ({ kind, metadata }: KubernetesObject): boolean =>
    metadata.namespace === namespace.metadata.name ||
    (kind === 'Namespace' && metadata.name === namespace.metadata.name);

/** Entries that say what is not so: the thing still runs, or nobody knows it. */
function unfounded(said: Retirements, trees: Trees): Finding[] {
  return Object.keys(said.components.entries).flatMap((id) => {
    const path = `apps/${id}.yaml`;
    const at = within(said.components.at, id);
    if (trees.after(path) !== undefined)
      return [
        problem('retirement', where(said.cluster, id), 'is retired and still runs', {
          at,
          hint: 'take it out of `platform`, or take the entry out of `retire`',
        }),
      ];
    if (!trees.before.has(path))
      return [
        warning('retirement', where(said.cluster, id), 'is retired, and nothing is known of it any more', {
          at,
          hint: 'take the entry out of `retire`',
        }),
      ];
    return [];
  });
}
