// @ts-check
/** @import { Scope } from '../read.ts' */
/** @import { Json } from './compact.mjs' */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { loadAll } from 'js-yaml';
import { grouped, isRecord } from './compact.mjs';

/**
 * One version of a kind, as a list of definitions has it. `served` is absent where it is served.
 * @typedef {{ group: string, version: string, kind: string, plural: string, scope: Scope, storage?: boolean, deprecated?: boolean,
 *   served?: boolean, schema?: unknown }} Entry
 *
 * One kind with whole schemas, by version.
 * @typedef {{ storage: boolean, deprecated: boolean, served?: false, schema: Json }} WholeVersion
 * @typedef {{ group: string, kind: string, plural: string, scope: Scope, component: string,
 *   versions: Map<string, WholeVersion> }} Whole
 */

/** What a version without a schema means to an API server. @type {Json} */
const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/**
 * One file → its kinds. The file is a list of `{group, version, kind, plural, scope, storage, deprecated, schema}` in JSON, or YAML or
 * JSON documents among which are CustomResourceDefinitions (a release file; `kubectl get crd -o yaml`).
 * @param {string} file
 * @param {string} [component] who installs them; the file's name without extension unless given
 * @returns {Whole[]}
 * @throws {Error} naming the file, if an entry is damaged, or a kind has not exactly one storage version
 */
export function definitionsOf(file, component = basename(file, extname(file))) {
  const kinds = grouped(entriesOf(file), ({ group, kind }) => `${group}/${kind}`);
  return [...kinds.values()].map((entries) => whole(file, component, entries));
}

/** @param {string} file @returns {Entry[]} */
function entriesOf(file) {
  const text = readFileSync(file, 'utf8');
  const documents = extname(file) === '.json' ? [JSON.parse(text)] : loadAll(text);
  return documents.flatMap((document) =>
    Array.isArray(document) ? document.map((entry) => checked(file, entry)) : found(file, document),
  );
}

/** @param {string} file @param {unknown} document @returns {Entry[]} */
function found(file, document) {
  if (!isRecord(document)) return [];
  if (Array.isArray(document.items)) return document.items.flatMap((item) => found(file, item));
  if (document.kind !== 'CustomResourceDefinition') return [];
  const { apiVersion, spec } = document;
  if (apiVersion !== 'apiextensions.k8s.io/v1')
    throw new Error(`${file}: a definition in ${apiVersion}; only v1 is read`);
  if (!isRecord(spec) || !isRecord(spec.names) || !Array.isArray(spec.versions))
    throw new Error(`${file}: a definition without names or versions`);
  const { group, scope, names } = spec;
  return spec.versions.filter(isRecord).map(({ name, schema, storage, deprecated, served }) => {
    const openApi = isRecord(schema) ? schema.openAPIV3Schema : undefined;
    const { kind, plural } = names;
    return checked(file, { group, version: name, kind, plural, scope, storage, deprecated, served, schema: openApi });
  });
}

/** @param {string} file @param {unknown} entry @returns {Entry} */
function checked(file, entry) {
  if (isEntry(entry)) return entry;
  throw new Error(
    `${file}: not an entry {group, version, kind, plural, scope, …}: ${JSON.stringify(entry).slice(0, 120)}`,
  );
}

/** @param {unknown} entry @returns {entry is Entry} */
function isEntry(entry) {
  if (!isRecord(entry) || !['Namespaced', 'Cluster'].includes(String(entry.scope))) return false;
  const names = [entry.group, entry.version, entry.kind, entry.plural];
  // They become names of files.
  return names.every((name) => typeof name === 'string' && /^[A-Za-z0-9][\w.-]*$/.test(name));
}

/**
 * @param {string} file @param {string} component
 * @param {Entry[]} entries all versions of one kind
 * @returns {Whole}
 */
function whole(file, component, entries) {
  const { group, kind, plural, scope } = entries.reduce((first) => first);
  /** @type {Whole['versions']} */
  const versions = new Map();
  for (const entry of entries) {
    if (versions.has(entry.version)) throw new Error(`${file}: ${group}/${kind} has ${entry.version} twice`);
    if (entry.plural !== plural || entry.scope !== scope)
      throw new Error(`${file}: the versions of ${group}/${kind} differ in plural or scope`);
    versions.set(entry.version, {
      ...{ storage: entry.storage === true, deprecated: entry.deprecated === true },
      ...(entry.served === false ? { served: false } : {}),
      schema: isRecord(entry.schema) ? entry.schema : anything,
    });
  }
  const stored = [...versions.values()].filter(({ storage }) => storage).length;
  if (stored !== 1) throw new Error(`${file}: ${group}/${kind} has ${stored} storage versions, not one`);
  return { group, kind, plural, scope, component, versions };
}
