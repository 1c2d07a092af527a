// @ts-check
/** @import { KubernetesKind, KubernetesKinds } from '../read.ts' */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { byText, isRecord } from './compact.mjs';

/** What one Kubernetes minor has: `apiVersion/Kind` → is it namespaced. @typedef {Map<string, boolean>} Minor */

/** @param {string} a @param {string} b */
const byMinor = (a, b) => Number(a.split('.')[1]) - Number(b.split('.')[1]);

/**
 * One file → what that Kubernetes minor has. The file is `{kubernetes: '1.35', namespaced: {'apps/v1/Deployment': true, …}}` or an
 * upstream `swagger.json` (`kubectl get --raw /openapi/v2` of a cluster without custom resources). A branch's file does not say
 * its version: name it after the minor, `1.36.json`.
 * @param {string} file
 * @returns {[minor: string, kinds: Minor]}
 * @throws {Error} naming the file, if it says neither its version nor any kind
 */
export function minorOf(file) {
  /** @type {unknown} */
  const document = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecord(document)) throw new Error(`${file}: not a JSON object`);
  const { kubernetes, namespaced, info, paths } = document;
  const said = isRecord(info) ? `${info.version} ${basename(file)}` : String(kubernetes);
  const minor = /\bv?(1\.\d+)/.exec(said)?.[1];
  const kinds = isRecord(paths)
    ? kindsOf(paths)
    : new Map(Object.entries(isRecord(namespaced) ? namespaced : {}).map(([key, is]) => [key, is === true]));
  if (!minor || kinds.size === 0)
    throw new Error(`${file}: neither {kubernetes, namespaced} nor a swagger.json that says its version`);
  return [minor, kinds];
}

/**
 * The kinds that can be written (created or replaced), from a swagger's paths.
 * @param {Record<string, unknown>} paths
 * @returns {Minor}
 */
function kindsOf(paths) {
  /** @type {Minor} */
  const kinds = new Map();
  for (const [path, operations] of Object.entries(paths)) {
    if (!isRecord(operations)) continue;
    for (const operation of [operations.post, operations.put]) {
      if (!isRecord(operation) || !['post', 'put'].includes(String(operation['x-kubernetes-action']))) continue;
      const id = operation['x-kubernetes-group-version-kind'];
      if (!isRecord(id)) continue;
      const key = [id.group, id.version, id.kind].filter((part) => part !== '').join('/');
      kinds.set(key, path.includes('/namespaces/{namespace}/'));
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
  const keys = new Set([...minors.values()].flatMap((kinds) => [...kinds.keys()]));
  const kinds = [...keys].sort(byText).map((key) => {
    const having = names.filter((name) => minors.get(name)?.has(key));
    const [since, until] = [having[0], having.at(-1)];
    const gap = names
      .slice(names.indexOf(`${since}`), names.indexOf(`${until}`) + 1)
      .find((name) => !having.includes(name));
    const namespaced = new Set(having.map((name) => minors.get(name)?.get(key) === true));
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
 * The inverse of `merged`, so that a minor can be added to what is there.
 * @param {KubernetesKinds} data
 * @returns {Map<string, Minor>}
 */
export function unmerged({ minors, kinds }) {
  /** @param {string} minor @param {KubernetesKind} kind */
  const has = (minor, { since = minor, until = minor }) => byMinor(since, minor) <= 0 && byMinor(minor, until) <= 0;
  return new Map(
    minors.map((minor) => {
      const having = kinds.filter((kind) => has(minor, kind));
      return [minor, new Map(having.map(({ apiVersion, kind, namespaced }) => [`${apiVersion}/${kind}`, namespaced]))];
    }),
  );
}
