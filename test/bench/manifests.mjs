// @ts-check
// Manifests that somebody else could have written, for `check --manifests` beside kubeconform: objects of the example fleet's
// tree under ever new names, and for kubeconform the JSON schemas of their kinds, made from our own data.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { grouped, isRecord, withChildren } from '../../scripts/schemas/make/compact.mjs';

/** @typedef {import('../../scripts/schemas/make/compact.mjs').Json} Json */
/** @typedef {{ text: string, group: string, version: string, kind: string }} Model an object of the tree */

/** How kubeconform finds a schema (its `-schema-location`), below a folder. The core group is called `v1` there. */
export const schemaPath = '{{ .Group }}/{{ .ResourceKind }}-{{ .ResourceAPIVersion }}.json';

/** Files that a program other than an API server reads. */
const foreign = /^(?:apiserver\.config\.k8s\.io|audit\.k8s\.io|kind\.x-k8s\.io|kubeadm\.k8s\.io)\//;

/**
 * The objects of a tree, in the order of their files.
 *
 * @param {string} tree
 * @returns {Model[]}
 */
function modelsOf(tree) {
  const paths = readdirSync(tree, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return paths.sort().flatMap((path) =>
    readFileSync(join(tree, path), 'utf8')
      .split(/^---\n/m)
      .flatMap((text) => {
        const [object] = loadAll(text);
        if (!isRecord(object) || !isRecord(object['metadata'])) return [];
        const { apiVersion, kind } = object;
        if (typeof apiVersion !== 'string' || typeof kind !== 'string' || foreign.test(apiVersion)) return [];
        const slash = apiVersion.indexOf('/');
        return [{ text, group: apiVersion.slice(0, Math.max(0, slash)), version: apiVersion.slice(slash + 1), kind }];
      }),
  );
}

/**
 * How often kinds stand among what teams and charts bring along; what is not named here stands there once. A tree of ours has few
 * Deployments, because its charts bring them.
 *
 * @type {Readonly<Record<string, number>>}
 */
const weights = {
  ...{
    Deployment: 12,
    Service: 10,
    ConfigMap: 10,
    Application: 8,
    ExternalSecret: 8,
    ServiceAccount: 6,
    NetworkPolicy: 6,
  },
  ...{ HTTPRoute: 5, Namespace: 4, Role: 4, RoleBinding: 4, PodDisruptionBudget: 3, Certificate: 3, CronJob: 3 },
};

/** Of a kind that no tree of ours has in plain text. */
const configMap = {
  ...{ group: '', version: 'v1', kind: 'ConfigMap' },
  text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
  labels:
    app.kubernetes.io/name: web
data:
  LOG_LEVEL: info
  application.yaml: |
    server:
      port: 8080
      shutdown: graceful
    database:
      url: jdbc:postgresql://db.shop.svc:5432/shop
      pool: 20
`,
};

/**
 * One round of objects: of each kind as many as it weighs, and with each round others of them.
 *
 * @param {ReadonlyMap<string, readonly Model[]>} kinds
 * @param {number} round
 * @returns {readonly Model[]}
 */
function roundOf(kinds, round) {
  return [...kinds.values()].flatMap((models) => {
    const weight = weights[models[0]?.kind ?? ''] ?? 1;
    return Array.from({ length: weight }, (_, at) => models[(round * weight + at) % models.length] ?? configMap);
  });
}

/**
 * Writes manifests, the same each time.
 *
 * @param {object} order
 * @param {string} order.tree whose objects are taken, over and over
 * @param {string} order.folder which is made
 * @param {number} order.objects
 * @param {number} order.files
 * @returns {readonly Model[]} one object of each kind
 */
export function writeManifests({ tree, folder, objects, files }) {
  const kinds = grouped([...modelsOf(tree), configMap], ({ group, version, kind }) => `${group}/${version}/${kind}`);
  mkdirSync(folder, { recursive: true });
  /** @type {Model[]} */
  let queue = [];
  for (let file = 0, next = 0, round = 0; file < files; file++) {
    let text = '';
    for (const end = Math.round(((file + 1) * objects) / files); next < end; next++) {
      if (queue.length === 0) queue = [...roundOf(kinds, round++)];
      text += `---\n${renamed(queue.shift()?.text ?? '', next)}`;
    }
    writeFileSync(join(folder, `${String(file).padStart(4, '0')}.yaml`), text);
  }
  return [...kinds.values()].flatMap((models) => models.slice(0, 1));
}

/** @param {string} text of an object @param {number} number that no other has */
const renamed = (text, number) =>
  text.replace(/^( {2}name: ['"]?)([^'"\n]{1,50})[^'"\n]*/m, (_, before, name) => `${before}${name}-${number}`);

/** What is wrong with a broken copy, each a fault that every strict reader of schemas must see. */
export const faults = ['unknown field', 'wrong type', 'missing field'];

/**
 * Writes manifests that no API server would take, a file a fault.
 *
 * @param {string} folder which is made
 */
export function writeBroken(folder) {
  mkdirSync(folder, { recursive: true });
  const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: broken\n';
  const template =
    '  template:\n    metadata:\n      labels:\n        app: broken\n    spec:\n      containers:\n        - name: app\n          image: registry.example.org/app\n';
  const selector = '  selector:\n    matchLabels:\n      app: broken\n';
  const texts = [
    `${head}spec:\n  replica: 2\n${selector}${template}`,
    `${head}spec:\n  replicas: two\n${selector}${template}`,
    `${head}spec:\n${template}`,
  ];
  for (const [index, text] of texts.entries()) writeFileSync(join(folder, `${faults[index]}.yaml`), text);
}

/**
 * Writes a JSON schema a kind, as strict as ours: fields that are not named there are not allowed.
 *
 * @param {object} order
 * @param {string} order.root Millwright's own folder
 * @param {string} order.folder which is made
 * @param {string} order.minor of Kubernetes
 * @param {readonly Model[]} order.kinds
 */
export function writeSchemas({ root, folder, minor, kinds }) {
  const data = join(root, 'scripts/schemas');
  const meta = json(join(data, 'kubernetes/ObjectMeta.json'));
  const metadata = strict(meta.nodes, meta.minors[minor]);
  for (const { group, version, kind } of kinds) {
    const { nodes, at } = definitionOf(data, minor, group, version, kind);
    const schema = strict(nodes, at);
    const properties = { ...(isRecord(schema['properties']) ? schema['properties'] : {}), metadata };
    const own = join(folder, group || 'v1');
    mkdirSync(own, { recursive: true });
    writeFileSync(
      join(own, `${kind.toLowerCase()}-${version}.json`),
      JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema, properties }),
    );
  }
}

/** @param {string} file */
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * @param {string} data
 * @param {string} minor
 * @param {string} group
 * @param {string} version
 * @param {string} kind
 * @returns {{ nodes: Json[], at: number }} the schemas of a kind, and which of them is the object's
 */
function definitionOf(data, minor, group, version, kind) {
  try {
    const { nodes, versions } = json(join(data, 'kubernetes', group || 'core', `${kind}.json`));
    return { nodes, at: versions[version][minor] };
  } catch {
    const { nodes, versions, shared } = json(join(data, 'crds', group, `${kind}.json`));
    const first = shared > 0 ? json(join(data, 'crds', group, '_shared.json')) : [];
    return { nodes: [...first, ...nodes], at: versions[version].schema };
  }
}

/**
 * A schema with all that it holds, in the words of JSON Schema.
 *
 * @param {readonly Json[]} nodes
 * @param {unknown} at
 * @returns {Json}
 */
function strict(nodes, at) {
  const node = nodes[Number(at)] ?? {};
  const { nullable, format, type, ...schema } = withChildren(node, (child) => strict(nodes, child));
  const types = node['x-kubernetes-int-or-string']
    ? ['integer', 'string']
    : format === 'quantity'
      ? ['number', 'string']
      : typeof type === 'string'
        ? [type]
        : [];
  if (nullable === true && types.length > 0) types.push('null');
  return {
    ...schema,
    ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
    ...(closed(node) && { additionalProperties: false }),
  };
}

/** @param {Json} node */
const closed = (node) =>
  node['properties'] !== undefined &&
  node['additionalProperties'] === undefined &&
  node['x-kubernetes-preserve-unknown-fields'] !== true;
