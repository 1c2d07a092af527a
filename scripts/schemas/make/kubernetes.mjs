// @ts-check
/** @import { KubernetesKinds } from '../read.ts' */
/** @import { Json } from './compact.mjs' */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { byText, isRecord } from './compact.mjs';
import { linked } from './linked.mjs';

/**
 * What one Kubernetes minor has: its kinds by `apiVersion/Kind`, and the schema of every object's metadata.
 * @typedef {{ namespaced: boolean, schema: Json }} Kind
 * @typedef {{ kinds: Map<string, Kind>, objectMeta: Json }} Minor
 */

/** The packages of Kubernetes' own kinds. A server's swagger has those of its custom resources, too, under names of their group. */
const own = /^io\.k8s\.(api|apiextensions-apiserver\.pkg\.apis|kube-aggregator\.pkg\.apis)\./;
const objectMetaName = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** @param {string} a @param {string} b */
export const byMinor = (a, b) => Number(a.split('.')[1]) - Number(b.split('.')[1]);

/**
 * One file → what that Kubernetes minor has. The file is an upstream `swagger.json`, what `kubectl get --raw /openapi/v2` prints, or
 * `{kubernetes: '1.35', namespaced: {'apps/v1/Deployment': true, …}, definitions: {…}}`. A branch's file does not say its version:
 * name it after the minor, `1.36.json`.
 * @param {string} file
 * @returns {[minor: string, has: Minor]}
 * @throws {Error} naming the file, if it says neither its version nor any kind, or lacks a definition
 */
export function minorOf(file) {
  /** @type {unknown} */
  const document = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecord(document)) throw new Error(`${file}: not a JSON object`);
  const { kubernetes, namespaced, info, paths, definitions } = document;
  const said = isRecord(info) ? `${info.version} ${basename(file)}` : String(kubernetes);
  const minor = /\bv?(1\.\d+)/.exec(said)?.[1];
  const kinds = isRecord(paths)
    ? kindsOf(paths)
    : new Map(Object.entries(isRecord(namespaced) ? namespaced : {}).map(([key, is]) => [key, is === true]));
  if (!minor || kinds.size === 0 || !isRecord(definitions))
    throw new Error(`${file}: neither {kubernetes, namespaced, definitions} nor a swagger.json that says its version`);
  try {
    return [minor, withSchemas(kinds, definitions)];
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * @param {Map<string, boolean>} kinds is each namespaced?
 * @param {Json} definitions
 * @returns {Minor} without the kinds that are not Kubernetes' own
 */
function withSchemas(kinds, definitions) {
  const schemaOf = linked(definitions);
  const named = new Map(
    Object.entries(definitions).flatMap(([name, definition]) => idsOf(definition).map((id) => [id, name])),
  );
  const having = [...kinds].flatMap(([key, namespaced]) => {
    const name = named.get(key);
    if (!name) throw new Error(`no definition of ${key}`);
    return own.test(name) ? [pair(key, { namespaced, schema: schemaOf(name) })] : [];
  });
  return { kinds: new Map(having), objectMeta: schemaOf(objectMetaName) };
}

/** @param {string} key @param {Kind} kind @returns {[string, Kind]} */
const pair = (key, kind) => [key, kind];

/** `apiVersion/Kind` of the kinds that a definition defines. @param {unknown} definition @returns {string[]} */
function idsOf(definition) {
  const ids = isRecord(definition) ? definition['x-kubernetes-group-version-kind'] : undefined;
  return Array.isArray(ids) ? ids.filter(isRecord).map(keyOf) : [];
}

/** @param {Json} id a group, version and kind */
const keyOf = ({ group, version, kind }) => [group, version, kind].filter((part) => part !== '').join('/');

/**
 * The kinds that can be written (created or replaced), from a swagger's paths.
 * @param {Record<string, unknown>} paths
 * @returns {Map<string, boolean>} is each namespaced?
 */
function kindsOf(paths) {
  /** @type {Map<string, boolean>} */
  const kinds = new Map();
  for (const [path, operations] of Object.entries(paths)) {
    if (!isRecord(operations)) continue;
    for (const operation of [operations.post, operations.put]) {
      if (!isRecord(operation) || !['post', 'put'].includes(String(operation['x-kubernetes-action']))) continue;
      const id = operation['x-kubernetes-group-version-kind'];
      if (!isRecord(id)) continue;
      kinds.set(keyOf(id), path.includes('/namespaces/{namespace}/'));
    }
  }
  return kinds;
}

/**
 * What each minor has → each kind once, with the first and last minor that have it.
 * @param {Map<string, Minor>} minors
 * @returns {KubernetesKinds}
 * @throws {Error} if a kind was away for a minor or changed its scope: `since` and `until` could not say that
 */
export function merged(minors) {
  const names = [...minors.keys()].sort(byMinor);
  const keys = new Set([...minors.values()].flatMap(({ kinds }) => [...kinds.keys()]));
  const kinds = [...keys].sort(byText).map((key) => {
    const having = names.filter((name) => minors.get(name)?.kinds.has(key));
    const [since, until] = [having[0], having.at(-1)];
    const gap = names
      .slice(names.indexOf(`${since}`), names.indexOf(`${until}`) + 1)
      .find((name) => !having.includes(name));
    const namespaced = new Set(having.map((name) => minors.get(name)?.kinds.get(key)?.namespaced === true));
    if (gap || namespaced.size !== 1)
      throw new Error(`${key} ${gap ? `is missing in Kubernetes ${gap} only` : 'changes its scope'}`);
    const slash = key.lastIndexOf('/');
    return {
      ...{ apiVersion: key.slice(0, slash), kind: key.slice(slash + 1), namespaced: namespaced.has(true) },
      ...(since === names[0] ? {} : { since }),
      ...(until === names.at(-1) ? {} : { until }),
    };
  });
  return { minors: names, kinds };
}

/**
 * Which kinds a minor has, by `merged`'s answer.
 * @param {KubernetesKinds} data
 * @param {string} minor
 */
export const kindsIn = ({ kinds }, minor) =>
  kinds.filter(({ since = minor, until = minor }) => byMinor(since, minor) <= 0 && byMinor(minor, until) <= 0);
