import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { nameOf } from '../checks/check.ts';
import type { Helm } from './helm.ts';
import { type Manifests, manifestsIn } from './objects.ts';
import type { Archive } from './pull.ts';
import type { Release } from './release.ts';
import type { Traits } from './traits.ts';

/** What a chart renders, or why it does not, in Helm's own words. */
export type Rendered =
  | (Manifests & { /** Names of objects that are others each time. */ readonly varying: readonly string[] })
  | { readonly failure: string };

/** What a chart is rendered for. */
export interface Target {
  /** The minor version of Kubernetes. */
  readonly kubernetes: string;
  /** The APIs that the cluster serves, sorted; none for a chart that does not ask. */
  readonly apis: readonly string[];
}

/** What decides a rendering; two releases with the same key render the same. */
export const renderKey = (digest: string, { name, namespace, values, skipTests }: Release, target: Target): string =>
  JSON.stringify([digest, name, namespace, values, skipTests, target.kubernetes, target.apis]);

/** Renders a release as Argo CD does (util/helm/cmd.go, `template`, v3.5.1). Of Kubernetes' patches the first one stands for all. */
export async function template(
  helm: Helm,
  { archive }: Archive,
  release: Release,
  { kubernetes, apis }: Target,
  { varies }: Pick<Traits, 'varies'>,
): Promise<Rendered> {
  const { name, namespace, values, skipTests } = release;
  const args = [
    'template',
    archive,
    '--name-template',
    name,
    '--namespace',
    namespace,
    '--kube-version',
    `${kubernetes}.0`,
  ];
  args.push('--values', '-', '--include-crds');
  if (apis.length > 0) args.push('--api-versions', apis.join(','));
  if (skipTests) args.push('--skip-tests');
  const render = () => helm.run(args, { input: JSON.stringify(values) });
  const first = await render();
  if (!first.ok) return { failure: first.failure.replace(advice, '').replaceAll(archive, release.chart.chart) };
  const manifests = manifestsIn(first.out, namespace);
  const again = varies ? (await render()).out : first.out;
  if (again === first.out) return { ...manifests, varying: [] };
  return { ...manifests, varying: differing(manifests.objects, manifestsIn(again, namespace).objects) };
}

/** What only somebody who runs Helm by hand can follow. */
const advice = /; Use --debug flag to render out invalid YAML$/;

function differing(first: readonly KubernetesObject[], second: readonly KubernetesObject[]): readonly string[] {
  const before = new Set(first.map((object) => JSON.stringify(object)));
  return second.filter((object) => !before.has(JSON.stringify(object))).map(nameOf);
}
