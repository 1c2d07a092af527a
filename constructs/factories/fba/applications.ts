import { type ApplicationSpec, application } from '../../argocd/application.ts';
import type { AppDeclaration, HelmDeclaration, KustomizeDeclaration, WebDeclaration } from '../../model/fba.ts';
import { type Finding, type Place, problem, warning, where, within } from '../../model/finding.ts';
import type { KubernetesObject, Values } from '../../model/manifest.ts';
import type { Quantity } from '../../model/option.ts';
import { lastMade } from '../../plan/last.ts';
import { mergeValues } from '../../plan/merge.ts';
import { storedSecret } from '../../plan/secrets.ts';
import type { WebService } from '../../workloads/web.ts';
import { stageStore } from './namespaces.ts';
import { stageName } from './projects.ts';
import { hostOf, type Stage } from './stage.ts';

/** Builds a web service's objects; handed in, because cdk8s-plus is loaded only where there is one. */
export type BuildWeb = (service: WebService) => readonly KubernetesObject[];

/** An application of a stage: its Application, and what of it lies in the tree. */
export interface StageApplication {
  readonly name: string;
  readonly application: KubernetesObject;
  readonly manifests: readonly KubernetesObject[];
}

export interface ApplicationsInput {
  readonly stage: Stage;
  readonly repository: string;
  /** The stage's folder from the repository's root. */
  readonly path: string;
  readonly buildWeb: BuildWeb;
  /** The factory's file, and the stage's version file. */
  readonly at: Place;
  readonly versionsAt: Place;
}

export interface StageApplications {
  readonly applications: readonly StageApplication[];
  readonly findings: readonly Finding[];
}

/** Every application of a stage. A web service without an image yet is left out, with a warning. */
export function stageApplications(input: ApplicationsInput): StageApplications {
  const applications: StageApplication[] = [];
  const findings: Finding[] = [];
  for (const [name, app] of Object.entries(input.stage.fba.apps ?? {})) {
    const result = build(input, name, app);
    if ('check' in result) findings.push(result);
    else applications.push(result);
    if (app.kind === 'web' && app.host && !input.stage.gateway) findings.push(unrouted(input, name));
  }
  return { applications, findings };
}

const unrouted = (input: ApplicationsInput, name: string): Finding =>
  warning(
    'reference',
    placeOf(input, name),
    `has a host, and ${input.stage.cluster.id} has no Gateway that could serve it`,
    {
      at: within(input.at, 'apps', name, 'host'),
      hint: 'run a component of ingress on that cluster, or write offers: { gateway: … }',
    },
  );

function build(input: ApplicationsInput, name: string, app: AppDeclaration): StageApplication | Finding {
  if (app.kind === 'web') return webApplication(input, name, app);
  // Nothing of these names the cluster.
  const { factory, fba, versions, cluster, name: stage } = input.stage;
  return lastApplication(`${factory} ${stage} ${name}`, [fba, app, versions, cluster.argocd], () =>
    app.kind === 'helm' ? helmApplication(input, name, app) : kustomizeApplication(input, name, app),
  );
}

const lastApplication = lastMade<StageApplication | Finding>((made) => {
  if ('application' in made) Object.freeze(made.application);
});

const spec = ({ stage }: ApplicationsInput, name: string): ApplicationSpec => ({
  name: `${stageName(stage)}-${name}`,
  project: stageName(stage),
  namespace: stage.namespace,
  labels: { 'app.kubernetes.io/part-of': stage.factory },
});

const placeOf = ({ stage }: ApplicationsInput, name: string): string => where(stage.factory, stage.name, name);

function webApplication(input: ApplicationsInput, name: string, app: WebDeclaration): StageApplication | Finding {
  const { stage, path, repository } = input;
  const image = stage.versions.images?.[name];
  if (image === undefined)
    return warning('version', placeOf(input, name), `has no image yet and is left out of ${stage.cluster.id}`, {
      at: input.versionsAt,
      hint: `write images: { ${name}: registry/path@sha256:… }; a pipeline or a promotion does`,
    });
  if (!/@sha256:[0-9a-f]{64}$/.test(image))
    return problem('version', placeOf(input, name), `the image ${image} is not named by its digest`, {
      at: within(input.versionsAt, 'images', name),
      hint: 'write registry/path@sha256:…, so that what was tested is what runs',
    });
  const service = webService(stage, name, app, image);
  const folder = `${path}/${name}`;
  return {
    name,
    application: application(
      { ...spec(input, name), directory: { repository, path: folder, revision: stage.follows } },
      stage.cluster.argocd,
    ),
    manifests: [...secretsOf(stage, name, app), ...input.buildWeb(service)],
  };
}

function webService(stage: Stage, name: string, app: WebDeclaration, image: string): WebService {
  const own = app.stages?.[stage.name] ?? {};
  const { gateway } = stage;
  return {
    name,
    namespace: stage.namespace,
    image,
    port: app.port,
    health: app.health ?? '/healthz',
    replicas: own.replicas ?? app.replicas ?? (stage.cluster.ha ? 2 : 1),
    cpu: own.resources?.cpu ?? app.resources?.cpu ?? ('100m' satisfies Quantity),
    memory: own.resources?.memory ?? app.resources?.memory ?? ('128Mi' satisfies Quantity),
    env: { ...app.env, ...own.env },
    secrets: Object.fromEntries(Object.entries(app.secrets ?? {}).map(([secret, keys]) => [`${name}-${secret}`, keys])),
    ...(app.host && gateway && { route: { host: hostOf(stage, app.host), gateway } }),
  };
}

/** Each application has its own copy of what it reads, because an object has one owner. */
const secretsOf = (stage: Stage, app: string, { secrets = {} }: WebDeclaration): readonly KubernetesObject[] =>
  Object.entries(secrets).map(([name, keys]) =>
    storedSecret(
      stage.cluster,
      { name, namespace: stage.namespace, keys, owner: `${stage.factory}/${stage.name}`, generated: false },
      { kind: 'SecretStore', name: stageStore },
      `${app}-${name}`,
    ),
  );

const lastValues = lastMade<Values>();

function helmApplication(input: ApplicationsInput, name: string, app: HelmDeclaration): StageApplication | Finding {
  const { stage } = input;
  const version = stage.versions.charts?.[name] ?? app.version;
  if (version === undefined)
    return problem('version', placeOf(input, name), 'has no chart version', {
      at: within(input.at, 'apps', name),
      hint: `write version: '…' here, or charts: { ${name}: … } in environments/versions/${stage.factory}.${stage.name}.yaml`,
    });
  const own = app.stages?.[stage.name]?.values;
  const values = own
    ? lastValues(spec(input, name).name, [app.values, own], () => mergeValues(app.values ?? {}, own))
    : app.values;
  const source = { kind: 'helm', repository: app.repository, chart: app.chart, version } as const;
  return {
    name,
    application: application({ ...spec(input, name), chart: { source, release: name, values } }, stage.cluster.argocd),
    manifests: [],
  };
}

function kustomizeApplication(input: ApplicationsInput, name: string, app: KustomizeDeclaration): StageApplication {
  const { stage } = input;
  const image = stage.versions.images?.[name];
  const source = {
    kind: 'kustomize',
    repository: app.repository,
    path: app.stages?.[stage.name]?.path ?? app.path,
    revision: stage.versions.charts?.[name] ?? app.revision ?? 'refs/heads/main',
  } as const;
  return {
    name,
    application: application(
      { ...spec(input, name), chart: { source, ...(image && { images: [image] }) } },
      stage.cluster.argocd,
    ),
    manifests: [],
  };
}
