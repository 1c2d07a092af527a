// @ts-check
/** @import { KubernetesDefinition, KubernetesKinds, ObjectMeta } from '../read.ts' */
/** @import { Json } from './compact.mjs' */
/** @import { Minor } from './kubernetes.mjs' */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { byText, grouped } from './compact.mjs';
import { json, lines, withNodes } from './json.mjs';
import { kindsIn, merged } from './kubernetes.mjs';
import { minimal, unlinked } from './linked.mjs';

/** @param {string} apiVersion `apps/v1`, `v1` @returns {{ group: string, version: string }} */
export function partsOf(apiVersion) {
  const [first = '', second] = apiVersion.split('/');
  return second ? { group: first, version: second } : { group: '', version: first };
}

/** @param {string} group @param {string} kind */
const fileOf = (group, kind) => `${group || 'core'}/${kind}.json`;

/**
 * What an earlier run left, by minor.
 * @param {string} folder `scripts/schemas/kubernetes`
 * @returns {Map<string, Minor>}
 */
export function presentKubernetes(folder) {
  if (!existsSync(join(folder, 'kinds.json'))) return new Map();
  /** @type {KubernetesKinds} */
  const present = json(join(folder, 'kinds.json'));
  /** @type {ObjectMeta} */
  const objectMeta = json(join(folder, 'ObjectMeta.json'));
  const metaAt = unlinked(objectMeta.nodes);
  const schemaOf = presentSchemas(folder);
  return new Map(
    present.minors.map((minor) => {
      const kinds = kindsIn(present, minor).map(({ apiVersion, kind, namespaced }) => ({
        key: `${apiVersion}/${kind}`,
        ...{ namespaced, schema: schemaOf(apiVersion, kind, minor) },
      }));
      return [
        minor,
        {
          kinds: new Map(kinds.map(({ key, ...kind }) => [key, kind])),
          objectMeta: metaAt(Number(objectMeta.minors[minor])),
        },
      ];
    }),
  );
}

/** @param {string} folder @returns {(apiVersion: string, kind: string, minor: string) => Json} */
function presentSchemas(folder) {
  /** @type {Map<string, { versions: KubernetesDefinition['versions'], schemaAt: (index: number) => Json }>} */
  const read = new Map();
  /** @param {string} file */
  const reading = (file) => {
    /** @type {KubernetesDefinition} */
    const { versions, nodes } = json(join(folder, file));
    const whole = { versions, schemaAt: unlinked(nodes) };
    read.set(file, whole);
    return whole;
  };
  return (apiVersion, kind, minor) => {
    const { group, version } = partsOf(apiVersion);
    const file = fileOf(group, kind);
    const { versions, schemaAt } = read.get(file) ?? reading(file);
    return schemaAt(Number(versions[version]?.[minor]));
  };
}

/**
 * @param {Map<string, Minor>} minors
 * @returns {[file: string, text: string][]} the files of `scripts/schemas/kubernetes`
 */
export function kubernetesFiles(minors) {
  const { minors: names, kinds } = merged(minors);
  const entries = kinds.flatMap(({ apiVersion, kind }) =>
    names.flatMap((minor) => {
      const { namespaced, schema } = minors.get(minor)?.kinds.get(`${apiVersion}/${kind}`) ?? {};
      return schema ? [{ ...partsOf(apiVersion), kind, minor, namespaced, schema }] : [];
    }),
  );
  const files = [...grouped(entries, ({ group, kind }) => fileOf(group, kind))];
  return [
    pair('kinds.json', `{"minors":${JSON.stringify(names)},"kinds":${lines(kinds)}}\n`),
    pair('ObjectMeta.json', objectMetaFile(names, minors)),
    ...files.map(([file, all]) => pair(file, kindFile(all))),
  ];
}

/**
 * @param {{ group: string, kind: string, namespaced?: boolean, version: string, minor: string, schema: Json }[]} entries one kind, in
 *   every version and minor
 * @returns {string} the text of its file
 */
function kindFile(entries) {
  const { roots, nodes } = minimal(entries.map(({ schema }) => schema));
  const placed = entries.map((entry, at) => ({ ...entry, root: roots[at] }));
  const versions = [...grouped(placed, ({ version }) => version)].sort(([a], [b]) => byText(a, b));
  const indices = versions.map(([version, all]) => [
    version,
    Object.fromEntries(all.map(({ minor, root }) => [minor, root])),
  ]);
  const { group, kind, namespaced } = entries.reduce((first) => first);
  return withNodes({ group, kind, namespaced, versions: Object.fromEntries(indices) }, nodes);
}

/** @param {string[]} names @param {Map<string, Minor>} minors @returns {string} the text of the file */
function objectMetaFile(names, minors) {
  const { roots, nodes } = minimal(names.map((name) => minors.get(name)?.objectMeta ?? {}));
  return withNodes({ minors: Object.fromEntries(names.map((name, at) => [name, roots[at]])) }, nodes);
}

/** @param {string} file @param {string} text @returns {[string, string]} */
const pair = (file, text) => [file, text];
