// @ts-check
// The fleet that the benchmark measures: C clusters × 60 components and 10 teams × 4 stages.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentText, ownComponents } from './components.mjs';
import { shapeFile } from './shapes.mjs';

/** @typedef {{ environment: string, name: string }} Cluster */

/** How many environments there are at most: 1 cluster is 1 environment, 10 are 10 of 1, 50 are 10 of 5. */
const ENVIRONMENTS = 10;

/** Components of Millwright's that run together on one cluster, by capability, with the options that they need. */
const ours = {
  networking: ['cilium'],
  ingress: ['gateway-api', 'traefik'],
  dns: ['external-dns'],
  certificates: ['cert-manager'],
  monitoring: ['prometheus-operator-crds', 'kube-prometheus-stack', 'thanos'],
  metrics: ['metrics-server', 'kube-state-metrics'],
  logging: ['loki', 'opensearch', 'fluent-bit'],
  tracing: ['jaeger'],
  storage: ['longhorn', 'snapshot-controller'],
  backup: ['velero'],
  secrets: ['external-secrets'],
  policy: ['kyverno'],
  authentication: ['dex', 'gangplank'],
  'security-audits': ['falco'],
  'image-scanning': ['trivy-operator'],
  dashboards: ['headlamp'],
  gitops: ['argo-cd'],
  registry: ['harbor'],
};

/** How many components a cluster runs. */
export const COMPONENTS = 60;
export const TEAMS = 10;
const STAGES = ['dev', 'test', 'stage', 'prod'];

/**
 * @param {number} count
 * @returns {Cluster[]} in the order of the tree
 */
export function clustersOf(count) {
  const perEnvironment = Math.ceil(count / ENVIRONMENTS);
  return Array.from({ length: count }, (_, index) => ({
    environment: `zone-${pad(Math.floor(index / perEnvironment) + 1)}`,
    name: `cell-${pad((index % perEnvironment) + 1)}`,
  }));
}

/** @param {number} number */
const pad = (number) => String(number).padStart(2, '0');

/**
 * The components of the fleet's own that fill a cluster up to 60.
 *
 * @returns {import('./components.mjs').Own[]}
 */
function own() {
  const missing = COMPONENTS - Object.values(ours).flat().length;
  if (missing > ownComponents.length) throw new Error(`${missing - ownComponents.length} components are missing`);
  return ownComponents.slice(0, missing);
}

/** What every environment runs; a folder of its own, because it is no definition. */
function platformText() {
  /** @type {Map<string, string[]>} */
  const answers = new Map(Object.entries(ours).map(([capability, ids]) => [capability, [...ids]]));
  for (const { capability, id } of own()) answers.set(capability, [...(answers.get(capability) ?? []), id]);
  const lines = [...answers].map(
    ([capability, ids]) =>
      `  '${capability}': { ${ids.map((id) => `'${id}': ${settings[id] ?? '{}'}`).join(', ')} },\n`,
  );
  return `import { secret } from 'millwright';

/** Sixty components, the same on every cluster. */
export const platform = {
${lines.join('')}};

/** What comes from outside of the clusters. */
export const offers = {
  objectStore: {
    bucket: 'acme-platform',
    region: 'eu-central-1',
    endpoint: 'https://s3.example.org',
    secret: secret('object-store', { keys: ['access-key', 'secret-key'] }),
  },
  postgresql: {
    host: 'postgresql.example.org',
    port: 5432,
    database: 'registry',
    secret: secret('registry-postgresql', { keys: ['username', 'password'] }),
  },
  redis: { host: 'redis.example.org', port: 6379 },
};
`;
}

/** @type {Readonly<Record<string, string>>} Options of ours, where the defaults are not enough. */
const settings = {
  'external-dns': "{ provider: 'cloudflare' }",
  'kube-prometheus-stack': "{ retention: '10d', storage: '50Gi' }",
};

/**
 * An environment with its clusters. Each differs from the others in its name, its domain and one address, so that one
 * cluster can be edited alone.
 *
 * @param {string} environment
 * @param {readonly { name: string, contact: string }[]} clusters
 */
function environmentText(environment, clusters) {
  const lines = clusters.map(
    ({ name, contact }) => `    '${name}': {
      runs: kubeadm('1.35'),
      api: 'https://api.${name}.${environment}.example.org:6443',
      platform: { certificates: { ...platform.certificates, 'cert-manager': { acmeEmail: '${contact}', acmeChallenge: 'cloudflare' } } },
    },\n`,
  );
  return `import { environment, kubeadm, vault } from 'millwright';
import { offers, platform } from './shared/platform.ts';

export default environment({
  profile: 'ENT',
  plans: { stateful: true, dynamic: true },
  domain: '${environment}.example.org',
  secrets: vault({ server: 'https://vault.example.org' }),
  offers,
  platform,
  clusters: {
${lines.join('')}  },
});
`;
}

/** Who is written to about a cluster's certificates. @param {number} edition */
export const contactOf = (edition) => `certificates-${pad(edition)}@example.org`;

/**
 * Writes an environment's file again with another address for its first cluster.
 *
 * @param {string} folder
 * @param {readonly Cluster[]} clusters
 * @param {number} edition any number; another one is another file
 */
export function editFirstCluster(folder, clusters, edition) {
  const environment = clusters[0]?.environment ?? '';
  const own = clusters.filter((cluster) => cluster.environment === environment);
  const contacts = own.map(({ name }, index) => ({ name, contact: contactOf(index === 0 ? edition : 0) }));
  write(folder, `${environment}.ts`, environmentText(environment, contacts));
}

/**
 * Every stage of a team runs on every cluster. Two teams have a web service, six a chart or a directory, two are new.
 *
 * @param {number} team
 */
function factoryText(team) {
  const name = `team-${pad(team)}`;
  return `import { fba } from 'millwright';
import { clusters } from '../shared/clusters.ts';

export default fba({
  groups: { developers: '${name}' },
  quota: { cpu: ${team + 2}, memory: '${(team + 2) * 2}Gi' },
  stages: {
${STAGES.map((stage) => `    ${stage}: { on: clusters, promote: '${stage === 'prod' ? 'review' : 'automatic'}' },\n`).join('')}  },
  apps: {${appText(team, name)}},
});
`;
}

/** @param {number} team @param {string} name */
function appText(team, name) {
  if (team <= WEB_TEAMS)
    return ` shop: { kind: 'web', port: 8080, host: '${name}', env: { LOG_FORMAT: 'json', REGION: 'eu' }, stages: { prod: { replicas: 3 } } } `;
  if (team > LAST_WITH_APPS) return '';
  return team % 2 === 0
    ? ` cache: { kind: 'helm', repository: 'https://charts.example.org', chart: 'cache', version: '1.4.${team}', values: { replicas: 2, persistence: { enabled: false }, metrics: { enabled: true } } } `
    : ` mail: { kind: 'kustomize', repository: 'https://git.example.org/${name}/mail.git', path: 'deploy', revision: 'refs/tags/v2.${team}.0' } `;
}
const WEB_TEAMS = 2;
const LAST_WITH_APPS = 8;

/** @param {number} team @param {number} stage */
const digest = (team, stage) =>
  String((team * 10 + stage) * 1234567)
    .padStart(64, 'a')
    .slice(0, 64);

/**
 * Writes the fleet.
 *
 * @param {string} folder which is made if need be
 * @param {readonly Cluster[]} clusters
 */
export function writeFleet(folder, clusters) {
  write(folder, 'fleet.ts', fleetText);
  write(folder, 'shared/platform.ts', platformText());
  const names = clusters.map(({ environment, name }) => `  '${environment}/${name}',\n`);
  write(folder, 'shared/clusters.ts', `export const clusters = [\n${names.join('')}] as const;\n`);
  for (const environment of new Set(clusters.map((cluster) => cluster.environment))) {
    const own = clusters.filter((cluster) => cluster.environment === environment);
    const contacts = own.map(({ name }) => ({ name, contact: contactOf(0) }));
    write(folder, `${environment}.ts`, environmentText(environment, contacts));
  }
  for (const each of own()) {
    write(folder, `components/${each.capability}/${each.id}.ts`, componentText(each));
    const [name, text] = shapeFile(each);
    write(folder, `charts/${name}`, text);
  }
  for (let team = 1; team <= TEAMS; team++) {
    const name = `team-${pad(team)}`;
    write(folder, `factories/${name}.ts`, factoryText(team));
    for (const [index, stage] of team <= WEB_TEAMS ? STAGES.entries() : [])
      write(
        folder,
        `versions/${name}.${stage}.yaml`,
        `images:\n  shop: registry.example.org/${name}/shop@sha256:${digest(team, index)}\n`,
      );
  }
}

const fleetText = `import { fbe } from 'millwright';

export default fbe({
  organisation: 'Acme',
  repository: 'https://git.example.org/acme/platform.git',
  groups: { platform: 'platform-team' },
  registries: { acme: { host: 'registry.example.org' } },
});
`;

/** @param {string} folder @param {string} path @param {string} text */
function write(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, count] = process.argv.slice(2);
  if (!folder || !Number(count)) throw new Error('usage: node test/bench/fleet.mjs FOLDER CLUSTERS');
  writeFleet(folder, clustersOf(Number(count)));
}
