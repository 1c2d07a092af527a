import { type ApplicationSpec, application } from '../argocd/application.ts';
import { platformProject, resourceWaves } from '../argocd/names.ts';
import { lockedDefault, platform, rootsProject } from '../argocd/project.ts';
import { anchor, root } from '../argocd/root.ts';
import { type FactoryPlan, factoryApplications } from '../factories/fba/factory.ts';
import type { KubernetesObject, Values } from '../model/manifest.ts';
import { peopleConfig } from './access.ts';
import type { ClusterPlan, PlannedComponent, PlannedSet } from './cluster.ts';
import type { Difference } from './difference.ts';
import { frozen, lastEqual, lastMade } from './last.ts';
import { marked, sorted } from './objects.ts';

/** A file of the tree before it is printed. */
export interface TreeFile {
  /** From the cluster's folder, such as `apps/cert-manager.yaml`. */
  readonly path: string;
  /** The user's file that it comes from; its first line says so. */
  readonly from: string;
  readonly documents: readonly (KubernetesObject | Values)[];
  /**
   * Who applies it: Argo CD through this Application; `hand` for what is applied once or by other tools. Checks of objects
   * look at what Argo CD applies.
   */
  readonly by: { readonly application: string } | 'hand';
  /** What the cluster that was planned before had in its place (`recurring.ts`). */
  readonly before?: Before;
}

/** A file of another cluster. What both have in common is the same in memory. */
export interface Before {
  readonly documents: TreeFile['documents'];
  /** For each document of ours, the one of the same name. */
  readonly twins: readonly (KubernetesObject | Values | undefined)[];
  /** For each document of ours, how it differs from that; nothing where the two are not alike. */
  readonly differences: readonly (Difference | undefined)[];
}

/** The files of one cluster, but for its README. */
export function treeOf(plan: ClusterPlan): readonly TreeFile[] {
  return [
    ...bootstrapFiles(plan),
    anchorFile(plan),
    ...appFiles(plan),
    ...platformFiles(plan),
    ...plan.factories.flatMap(factoryFiles),
    ...handFiles(plan),
  ];
}

const file = (path: string, from: string, documents: TreeFile['documents'], by: TreeFile['by']): TreeFile => ({
  path,
  from,
  documents,
  by,
});

/** What the first installation takes: values of what must run before Argo CD does, and the anchor with its project. */
function bootstrapFiles(plan: ClusterPlan): TreeFile[] {
  const values = plan.components.flatMap(({ id, bootstrapValues }) =>
    bootstrapValues ? [file(`bootstrap/${id}.values.yaml`, plan.file, [bootstrapValues], 'hand')] : [],
  );
  const { repository } = plan.trunk;
  const roots = lastDocuments('roots', [repository], () => [rootsProject(repository)]);
  return [...values, file('bootstrap/anchor.yaml', plan.file, [...roots, anchor(plan.trunk)], 'hand')];
}

const anchorFile = (plan: ClusterPlan): TreeFile =>
  file('anchor/root.yaml', plan.file, [root(plan.trunk)], { application: 'anchor' });

const sameSources = lastEqual<readonly string[]>();

function appFiles(plan: ClusterPlan): TreeFile[] {
  const by = { application: 'root' };
  const sources = sameSources([
    plan.trunk.repository,
    ...plan.components.flatMap(({ candidate: { source } }) => (source.kind === 'own' ? [] : [source.repository])),
  ]);
  const { repository } = plan.trunk;
  const projects = lastDocuments('projects', [repository, sources], () =>
    sorted([lockedDefault(), platform(sources), rootsProject(repository)]),
  );
  return [
    file('apps/projects.yaml', plan.file, projects, by),
    ...plan.sets.map((set) => file(`apps/${set.name}.yaml`, plan.file, [setApplication(plan, set)], by)),
    ...plan.components.map((component) =>
      file(`apps/${component.id}.yaml`, plan.file, [componentApplication(plan, component)], by),
    ),
    ...plan.factories.map(({ name, file: from }) =>
      file(`apps/factory-${name}.yaml`, from, factoryApplications(name, plan.trunk, plan.factoryWave), by),
    ),
  ];
}

const directory = (plan: ClusterPlan, folder: string) => ({
  repository: plan.trunk.repository,
  path: `${plan.trunk.path}/${folder}`,
  revision: plan.trunk.follows,
});

const setApplication = (plan: ClusterPlan, set: PlannedSet): KubernetesObject =>
  application(
    {
      name: set.name,
      project: platformProject,
      namespace: 'default',
      wave: set.wave,
      gates: set.gates,
      finalizer: set.name !== 'namespaces',
      labels: { 'app.kubernetes.io/part-of': 'platform' },
      directory: directory(plan, `platform/${set.name}`),
    },
    plan.trunk.argocd,
  );

function componentApplication(
  plan: ClusterPlan,
  { id, candidate, values, manifests, wave, gates, ignoreDifferences }: PlannedComponent,
): KubernetesObject {
  const { source, entry } = candidate;
  const { keeps, vital, syncOptions = [] } = entry.component;
  const spec: ApplicationSpec = {
    name: id,
    project: platformProject,
    namespace: candidate.namespace,
    wave,
    gates,
    keeps,
    protects: vital && 'everything',
    ignoreDifferences,
    syncOptions,
    labels: { 'app.kubernetes.io/part-of': 'platform' },
    ...(source.kind !== 'own' && { chart: { source, values } }),
    ...(manifests.length > 0 && { directory: directory(plan, `platform/${id}`) }),
  };
  return application(spec, plan.trunk.argocd);
}

function platformFiles(plan: ClusterPlan): TreeFile[] {
  const manifests = (name: string, objects: readonly KubernetesObject[]) =>
    objects.length > 0 ? [file(`platform/${name}/manifests.yaml`, plan.file, objects, { application: name })] : [];
  return [
    ...plan.sets.flatMap(({ name, objects }) => manifests(name, objects)),
    ...plan.components.flatMap(({ id, manifests: objects }) => manifests(id, objects)),
  ];
}

const lastDocuments = lastMade<readonly KubernetesObject[]>(frozen);

function factoryFiles(factory: FactoryPlan): TreeFile[] {
  const base = `factories/${factory.name}`;
  const from = factory.file;
  const ofTeam = (object: KubernetesObject) =>
    marked(object, { partOf: factory.name, wave: object.kind === 'Namespace' ? resourceWaves.namespace : 0 });
  const namespaces = lastDocuments(`${base} namespaces`, [factory.name, factory.namespaces], () =>
    sorted(factory.namespaces.map(ofTeam)),
  );
  const projects = lastDocuments(`${base} projects`, [factory.projects], () => sorted(factory.projects));
  return [
    file(`${base}/namespaces/manifests.yaml`, from, namespaces, { application: `${factory.name}-namespaces` }),
    file(`${base}/apps/projects.yaml`, from, projects, { application: factory.name }),
    ...factory.stages.flatMap(({ stage, root: stageRoot, applications }) => {
      const name = stageRoot.metadata.name;
      return [
        // Git keeps no empty folder, and a root whose path is not there never becomes healthy.
        ...(applications.length > 0
          ? [file(`${base}/apps/${stage.name}.yaml`, from, [stageRoot], { application: factory.name })]
          : []),
        ...applications.map((app) =>
          file(`${base}/${stage.name}/apps/${app.name}.yaml`, from, [app.application], { application: name }),
        ),
        ...applications
          .filter(({ manifests }) => manifests.length > 0)
          .map((app) =>
            file(`${base}/${stage.name}/${app.name}/manifests.yaml`, from, sorted(app.manifests.map(ofTeam)), {
              application: app.application.metadata.name,
            }),
          ),
      ];
    }),
  ];
}

function handFiles(plan: ClusterPlan): TreeFile[] {
  const around = {
    issuer: plan.issuer,
    network: plan.components.some(({ capability }) => capability === 'networking'),
    kubeProxyReplaced: plan.components.some(({ replacesKubeProxy }) => replacesKubeProxy),
  };
  const provision = plan.distribution.provision(plan.facts, around).map(({ name, documents }) =>
    // What another tool reads is JSON like everything else here.
    file(`provision/${name}`, plan.file, documents as readonly Values[], 'hand'),
  );
  const config = peopleConfig(plan);
  return config ? [...provision, file('access/kubeconfig.yaml', plan.file, [config], 'hand')] : provision;
}
