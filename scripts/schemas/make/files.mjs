// @ts-check
/** @import { CustomResource, Definition, KubernetesKinds } from '../read.ts' */
/** @import { Json } from './compact.mjs' */
/** @import { Whole } from './definitions.mjs' */
/** @import { Minor } from './kubernetes.mjs' */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { byText, compact, expanded, grouped } from './compact.mjs';
import { json, lines, withNodes } from './json.mjs';
import { merged } from './kubernetes.mjs';
import { kubernetesFiles, partsOf, presentKubernetes } from './kubernetes-files.mjs';
import { sumOf } from './sum.mjs';

/** @param {string} root */
const places = (root) => ({
  definitions: join(root, 'scripts/schemas/crds'),
  index: join(root, 'scripts/schemas/crds/index.json'),
  kubernetes: join(root, 'scripts/schemas/kubernetes'),
  schemas: join(root, 'scripts/schemas'),
  clusterScoped: join(root, 'constructs/model/cluster-scoped.ts'),
});

/** `group/Kind`, or `Kind` in the core group. @param {{ group: string, kind: string }} of */
export const idOf = ({ group, kind }) => (group === '' ? kind : `${group}/${kind}`);

/**
 * The custom resources that an earlier run left in `root`.
 * @param {string} root
 * @returns {Whole[]}
 */
export function presentDefinitions(root) {
  const { definitions, index } = places(root);
  if (!existsSync(index)) return [];
  /** @type {CustomResource[]} */
  const entries = json(index);
  return entries.map(({ group, kind, plural, scope, component }) => {
    /** @type {Omit<Definition, 'nodes'> & { shared: number, nodes: Json[] }} */
    const { versions, shared, nodes } = json(join(definitions, group, `${kind}.json`));
    const all = [...(shared > 0 ? json(join(definitions, group, '_shared.json')) : []), ...nodes];
    const whole = Object.entries(versions).map(([name, version]) => ({
      name,
      ...version,
      schema: expanded(all, version.schema),
    }));
    return {
      group,
      kind,
      plural,
      scope,
      component,
      versions: new Map(whole.map(({ name, ...version }) => [name, version])),
    };
  });
}

/** The Kubernetes minors that an earlier run left in `root`. @param {string} root @returns {Map<string, Minor>} */
export const presentMinors = (root) => presentKubernetes(places(root).kubernetes);

/**
 * @param {string} root
 * @param {Whole[]} definitions sorted by group and kind
 * @param {Map<string, Minor>} minors
 * @returns {{ customResources: number, kubernetes: number }} how many bytes the schemas of each are
 */
export function writeAll(root, definitions, minors) {
  const to = places(root);
  const files = [...grouped(definitions, ({ group }) => group).values()].flatMap(filesOfGroup);
  const ofKubernetes = kubernetesFiles(minors);
  rmSync(to.definitions, { recursive: true, force: true });
  rmSync(to.kubernetes, { recursive: true, force: true });
  for (const [name, text] of files) write(join(to.definitions, name), text);
  for (const [name, text] of ofKubernetes) write(join(to.kubernetes, name), text);
  write(to.index, `${lines(definitions.map(indexed))}\n`);
  write(join(to.schemas, 'sum.txt'), sumOf(to.schemas));
  write(to.clusterScoped, clusterScoped(definitions, merged(minors)));
  return { customResources: bytesOf(files), kubernetes: bytesOf(ofKubernetes) };
}

/** @param {[name: string, text: string][]} files */
const bytesOf = (files) => files.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);

/** @param {Whole} whole @returns {CustomResource} */
const indexed = ({ group, kind, plural, scope, versions, component }) => ({
  group,
  kind,
  plural,
  scope,
  versions: [...versions.keys()].sort(byText),
  component,
});

/**
 * @param {Whole[]} definitions all those of one group
 * @returns {[name: string, text: string][]}
 */
function filesOfGroup(definitions) {
  const sorted = definitions.map((whole) => ({
    ...whole,
    versions: [...whole.versions].sort(([a], [b]) => byText(a, b)),
  }));
  const { shared, kinds } = compact(sorted.map(({ versions }) => versions.map(([, { schema }]) => schema)));
  const files = sorted.map(({ group, kind, plural, scope, versions }, at) => {
    const { roots = [], nodes = [] } = kinds[at] ?? {};
    const stored = versions.map(([name, version], index) => [name, { ...version, schema: roots[index] }]);
    const head = { group, kind, plural, scope, versions: Object.fromEntries(stored), shared: shared.length };
    return pair(`${group}/${kind}.json`, withNodes(head, nodes));
  });
  const [group] = definitions.map((whole) => whole.group);
  return shared.length > 0 ? [pair(`${group}/_shared.json`, `${lines(shared)}\n`), ...files] : files;
}

/** @param {string} name @param {string} text @returns {[string, string]} */
const pair = (name, text) => [name, text];

/**
 * @param {Whole[]} definitions @param {KubernetesKinds} kubernetes
 * @returns {string} the text of constructs/model/cluster-scoped.ts
 */
function clusterScoped(definitions, { minors, kinds }) {
  const builtIn = kinds
    .filter((kind) => !kind.namespaced)
    .map(({ apiVersion, kind }) => idOf({ group: partsOf(apiVersion).group, kind }));
  const ids = [...builtIn, ...definitions.filter(({ scope }) => scope === 'Cluster').map(idOf)];
  const core = [...new Set(ids)].filter((id) => !id.includes('/'));
  const others = [...new Set(ids)].filter((id) => id.includes('/'));
  return [
    '// Generated by scripts/schemas/make.mjs; change its input, not this file.',
    '',
    '/**',
    ' * The kinds that live outside namespaces, as `group/Kind` (`Kind` in the core group): the custom resources of the catalogue and',
    ` * Kubernetes' own, ${minors[0]} to ${minors.at(-1)}. A kind that is not here lives in a namespace, or is unknown.`,
    ' */',
    'export const clusterScoped: ReadonlySet<string> = new Set([',
    ...[...core.sort(byText), ...others.sort(byText)].map((id) => `  '${id}',`),
    ']);\n',
  ].join('\n');
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
