import { application } from '../../argocd/application.ts';
import { argoNamespace, platformProject, rootProject } from '../../argocd/names.ts';
import type { Trunk } from '../../argocd/root.ts';
import type { Finding, Place } from '../../model/finding.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import { lastMade } from '../../plan/last.ts';
import { type BuildWeb, type StageApplication, stageApplications } from './applications.ts';
import { type Surroundings, stageNamespace } from './namespaces.ts';
import { stageName, stageProjects } from './projects.ts';
import type { Stage } from './stage.ts';

/** A factory on one cluster: everything that the tree holds of it. */
export interface FactoryPlan {
  readonly name: string;
  readonly file: string;
  /** Platform's part: namespaces, quotas, policies, roles, stores. */
  readonly namespaces: readonly KubernetesObject[];
  /** Read from the main branch: the projects and one root a stage. */
  readonly projects: readonly KubernetesObject[];
  readonly stages: readonly {
    readonly stage: Stage;
    readonly root: KubernetesObject;
    readonly applications: readonly StageApplication[];
  }[];
  readonly findings: readonly Finding[];
}

export interface FactoryInput {
  readonly name: string;
  readonly file: string;
  readonly stages: readonly { readonly stage: Stage; readonly versionsFile: string }[];
  readonly trunk: Trunk;
  readonly around: Surroundings;
  readonly buildWeb: BuildWeb;
}

/** A factory's folder in a cluster's tree. */
export const factoryPath = (trunk: Pick<Trunk, 'path'>, factory: string): string =>
  `${trunk.path}/factories/${factory}`;

const lastJoined = lastMade<readonly KubernetesObject[]>();
const joined = (name: string, lists: readonly (readonly KubernetesObject[])[]): readonly KubernetesObject[] =>
  lastJoined(name, lists, () => lists.flat());

/** Plans the stages that a factory has on one cluster. */
export function planFactory(input: FactoryInput): FactoryPlan {
  const { trunk } = input;
  const base = factoryPath(trunk, input.name);
  const at: Place = { file: input.file, path: [] };
  const findings: Finding[] = [];
  const stages = input.stages.map(({ stage, versionsFile }) => {
    const path = `${base}/${stage.name}`;
    const built = stageApplications({
      stage,
      repository: trunk.repository,
      path,
      buildWeb: input.buildWeb,
      at,
      versionsAt: { file: versionsFile, path: [] },
    });
    findings.push(...built.findings);
    return { stage, root: stageRoot(stage, trunk, path), applications: built.applications };
  });
  return {
    name: input.name,
    file: input.file,
    namespaces: joined(
      `${input.name} namespaces`,
      input.stages.map(({ stage }) => stageNamespace(stage, input.around)),
    ),
    projects: joined(
      `${input.name} projects`,
      input.stages.map(({ stage }) => stageProjects(stage, trunk.repository)),
    ),
    stages,
    findings,
  };
}

/** The root of a stage. It names the stage's revision, and may make nothing but Applications. */
const stageRoot = (stage: Stage, trunk: Trunk, path: string): KubernetesObject =>
  application(
    {
      name: stageName(stage),
      project: rootProject,
      namespace: argoNamespace,
      labels: { 'app.kubernetes.io/part-of': stage.factory },
      directory: { repository: trunk.repository, path: `${path}/apps`, revision: stage.follows },
    },
    trunk.argocd,
  );

/** The two Applications that bring a factory to a cluster: its namespaces, then its roots from the main branch. */
export function factoryApplications(factory: string, trunk: Trunk, wave: number): readonly KubernetesObject[] {
  const base = factoryPath(trunk, factory);
  const labels = { 'app.kubernetes.io/part-of': factory };
  return [
    application(
      {
        name: `${factory}-namespaces`,
        project: platformProject,
        namespace: argoNamespace,
        wave,
        gates: true,
        labels,
        directory: { repository: trunk.repository, path: `${base}/namespaces`, revision: trunk.follows },
      },
      trunk.argocd,
    ),
    application(
      {
        name: factory,
        project: rootProject,
        namespace: argoNamespace,
        wave: wave + 1,
        gates: false,
        labels,
        directory: { repository: trunk.repository, path: `${base}/apps`, revision: trunk.main },
      },
      trunk.argocd,
    ),
  ];
}
