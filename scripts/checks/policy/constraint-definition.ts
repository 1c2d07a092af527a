import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { definitionOf } from '../../manifests/definition.ts';
import type { Definition } from '../../schemas/read.ts';
import { mapAt, textAt } from '../read.ts';

/** Whether an object is one from which Gatekeeper makes a kind of constraints. */
export const isConstraintTemplate = ({ apiVersion, kind }: KubernetesObject): boolean =>
  kind === 'ConstraintTemplate' && apiVersion.startsWith('templates.gatekeeper.sh/');

const text = { type: 'string' } as const;
const map = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const list = (items: object) => ({ type: 'array', items });
const glob = { type: 'string', pattern: '^\\*?[-:a-z0-9]*\\*?$' } as const;
const selector = map({
  matchExpressions: list(map({ key: text, operator: text, values: list(text) }, { required: ['key', 'operator'] })),
  matchLabels: { type: 'object', additionalProperties: text },
});
const match = map({
  excludedNamespaces: list(glob),
  kinds: list(map({ apiGroups: list(text), kinds: list(text) })),
  labelSelector: selector,
  name: glob,
  namespaceSelector: selector,
  namespaces: list(glob),
  scope: text,
  source: { type: 'string', enum: ['All', 'Generated', 'Original'] },
});
const scoped = list(map({ action: text, enforcementPoints: list(map({ name: text })) }));

/**
 * The definition that Gatekeeper makes of a template: no release has it as a file.
 * Source: frameworks/constraint of 2026-06-16, which gatekeeper v3.23.0 has, pkg/client/crds/{crds,schema}.go; the match is
 * gatekeeper's own pkg/target/matchcrd_constant.go.
 */
export function constraintDefinition({ spec }: KubernetesObject): KubernetesObject {
  const { names, validation } = mapAt(mapAt(spec, 'crd'), 'spec');
  const kind = textAt(names, 'kind') ?? '';
  const singular = kind.toLowerCase();
  const parameters = mapAt(validation, 'openAPIV3Schema');
  const properties = {
    enforcementAction: { type: 'string', default: 'deny' },
    match,
    scopedEnforcementActions: scoped,
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
  const openAPIV3Schema = map({
    metadata: map({ name: { type: 'string', maxLength: 63 } }),
    spec: map(properties),
    status: { 'x-kubernetes-preserve-unknown-fields': true },
  });
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${singular}.constraints.gatekeeper.sh` },
    spec: {
      group: 'constraints.gatekeeper.sh',
      scope: 'Cluster',
      names: { kind, listKind: `${kind}List`, plural: singular, singular },
      versions: ['v1beta1', 'v1alpha1'].map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema },
      })),
    },
  };
}

const known = new Map<string, readonly Definition[]>();

/** What the templates among a cluster's objects define; one list for all clusters that have the same. */
export function constraintDefinitions(templates: readonly KubernetesObject[]): readonly Definition[] | undefined {
  if (templates.length === 0) return undefined;
  const key = JSON.stringify(templates.map(({ spec }) => mapAt(spec, 'crd')));
  const found = known.get(key) ?? templates.flatMap((each) => definitionOf(constraintDefinition(each)) ?? []);
  known.set(key, found);
  return found;
}
