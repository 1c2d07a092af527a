import type { ArgoVersion } from '../../constructs/argocd/versions.ts';
import { component, elsewhere, helm, kind, Manifest, option, own } from '../../constructs/index.ts';
import type { Platform } from '../../constructs/model/answer.ts';
import { capabilities } from '../../constructs/model/capability.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import { type Sample, sampleFleet } from '../plan/sample.ts';
import { shop } from '../plan/teams.ts';

const charts = 'https://charts.example.org';
const restricted = { podSecurity: 'restricted' } as const;

/** A chart with definitions and an object of ours beside it: two sources, and a namespace of its own. */
const press = component({
  summary: 'Prints',
  source: helm(charts, 'press', '1.2.3'),
  namespace: restricted,
  defines: ['press.example.org'],
  options: { copies: option.integer('Copies').default((cluster) => (cluster.ha ? 2 : 1)) },
  values: ({ options, serves }) => ({
    copies: options.copies,
    tolerations: [],
    monitored: serves('monitoring.coreos.com/ServiceMonitor'),
  }),
  objects: (chart) =>
    void new Manifest(chart, 'page', {
      apiVersion: 'press.example.org/v1',
      kind: 'Page',
      metadata: { name: 'first' },
      spec: {},
    }),
});

/** A chart alone, in a namespace of the system, without which there is no cluster. */
const wires = component({
  summary: 'Connects',
  source: helm('registry.example.org/charts', 'wires', '4.5.6'),
  namespace: { name: 'kube-system', podSecurity: 'privileged' },
  vital: true,
  bootstrap: true,
  values: () => ({ ipam: {} }),
  ignoreDifferences: [{ kind: 'Secret', name: 'wires', jsonPointers: ['/data'] }],
});

/** Objects of ours alone, which hold data. */
const shelf = component({
  summary: 'Keeps',
  source: own('0.1.0'),
  namespace: restricted,
  keeps: 'data',
  needs: ['objectStore'],
  objects: (chart, { needs }) =>
    void new Manifest(chart, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'shelf' },
      data: { bucket: needs.objectStore.bucket },
    }),
});

/** What the charts take, as far as the components ask for it. */
const shape = (chart: string, version: string, defaults: object) => ({
  ...{ chart, version, templates: true, subcharts: [], keys: {}, defaults, schemas: [] },
});

const shapes = {
  'press-1.2.3.json': shape('press', '1.2.3', { copies: 1, tolerations: [], monitored: true }),
  'wires-4.5.6.json': shape('wires', '4.5.6', { ipam: {} }),
};

const page = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'pages.press.example.org' },
  spec: {
    group: 'press.example.org',
    scope: 'Namespaced',
    names: { kind: 'Page', listKind: 'PageList', plural: 'pages', singular: 'page' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } },
      },
    ],
  },
};

const platform: Platform = {
  ...Object.fromEntries(capabilities.map((capability) => [capability, elsewhere('the test')])),
  // The fleet's own, under capabilities that nothing else answers.
  ...({ networking: { wires: {} }, ci: { press: {} }, databases: { shelf: {} } } as Platform),
};

/** A fleet small enough to read: three components, one team with two stages. */
export const smallFleet = (argocd: ArgoVersion = '3.4', sample: Sample = {}): Fleet =>
  sampleFleet({
    environment: { profile: 'SUP' },
    cluster: {
      runs: kind('1.35'),
      argocd,
      platform,
      offers: { objectStore: { bucket: 'shelf', region: 'eu-central-1' } },
    },
    components: [
      { id: 'press', capability: 'ci', file: 'environments/components/ci/press.ts', component: press },
      { id: 'wires', capability: 'networking', file: 'environments/components/networking/wires.ts', component: wires },
      { id: 'shelf', capability: 'databases', file: 'environments/components/databases/shelf.ts', component: shelf },
    ],
    factories: {
      shop: { ...shop, apps: { cache: shop.apps?.['cache'] as never, mail: shop.apps?.['mail'] as never } },
    },
    follows: { follows: 'refs/tags/platform-7' },
    charts: shapes,
    definitions: { 'press.json': page },
    stages: { 'shop.prod': { follows: 'refs/tags/shop.prod-3' } },
    ...sample,
  });
