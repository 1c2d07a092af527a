import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type ObjectCheck, pathText } from '../../scripts/checks/object.ts';

/** What a check of objects says, as a reader sees it; a warning says so. */
export const judged = (check: ObjectCheck, object: KubernetesObject): readonly string[] =>
  check
    .faults(object, { root: process.cwd(), kubernetes: '1.36', namespace: () => undefined })
    .map(({ path, message, severity }) => `${severity === 'warning' ? 'warning ' : ''}${pathText(path)}: ${message}`);

/** Where a check finds something. */
export const places = (check: ObjectCheck, object: KubernetesObject): readonly string[] =>
  judged(check, object).map((said) => said.slice(0, said.indexOf(': ')));

/** Objects that are wrong in another way than any check looks for: no check throws on them. */
export const broken: readonly KubernetesObject[] = [
  ...[undefined, null, 'text', 7, [], {}].flatMap((wrong) =>
    [
      'Application',
      'ApplicationSet',
      'Secret',
      'SopsSecret',
      'SealedSecret',
      'ConfigMap',
      'Job',
      'Ingress',
      'Certificate',
    ].flatMap((kind) => [
      { apiVersion: apiOf(kind), kind, metadata: { name: 'x' }, spec: wrong, data: wrong },
      { apiVersion: apiOf(kind), kind, metadata: wrong, spec: { template: wrong, sources: wrong, info: wrong } },
      {
        apiVersion: apiOf(kind),
        kind,
        metadata: { name: wrong, annotations: wrong, finalizers: wrong },
        spec: { sources: [wrong], source: wrong, rules: [wrong], secretTemplates: [wrong], encryptedData: wrong },
      },
    ]),
  ),
] as unknown as readonly KubernetesObject[];

function apiOf(kind: string): string {
  if (kind.startsWith('Application')) return 'argoproj.io/v1alpha1';
  if (kind === 'SopsSecret') return 'isindir.github.com/v1alpha3';
  if (kind === 'SealedSecret') return 'bitnami.com/v1alpha1';
  return kind === 'Job' ? 'batch/v1' : 'v1';
}
