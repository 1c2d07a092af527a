import { resourceWaves } from '../../argocd/names.ts';
import { type ResourceSyncOption, syncOptionsAnnotation } from '../../argocd/sync-options.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import type { BoundPolicy } from '../bound.ts';
import { namespaceSelector } from '../selector.ts';
import { expressionsOf } from './expressions.ts';

/** `no-latest-tag` as a kind: `NoLatestTag`. */
const kindOf = (name: string): string =>
  name
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');

/** Gatekeeper defines the constraint's kind when it has seen the template. */
const afterTemplate = {
  'argocd.argoproj.io/sync-wave': String(resourceWaves.after),
  [syncOptionsAnnotation]: 'SkipDryRunOnMissingResource=true' satisfies ResourceSyncOption,
};

/**
 * A policy as Gatekeeper's ConstraintTemplate with the engine K8sNativeValidation, which takes the API server's CEL, and the
 * constraint that puts it to work. Source: gatekeeper v3.23.0, pkg/drivers/k8scel/schema/schema.go (`matchCondition` is how
 * it spells the field), pkg/mutation/match/match_types.go.
 */
export function constraint(bound: BoundPolicy): readonly KubernetesObject[] {
  const { name, policy, action, parameters } = bound;
  const { conditions, variables, validations } = expressionsOf(policy, parameters);
  const selector = namespaceSelector(bound);
  const kind = kindOf(name);
  const source = {
    failurePolicy: 'Fail',
    matchCondition: conditions,
    ...(variables.length > 0 && { variables }),
    validations,
  };
  return [
    {
      apiVersion: 'templates.gatekeeper.sh/v1',
      kind: 'ConstraintTemplate',
      metadata: { name: kind.toLowerCase() },
      spec: {
        crd: { spec: { names: { kind } } },
        targets: [{ target: 'admission.k8s.gatekeeper.sh', code: [{ engine: 'K8sNativeValidation', source }] }],
      },
    },
    {
      apiVersion: 'constraints.gatekeeper.sh/v1beta1',
      kind,
      metadata: { name, annotations: afterTemplate },
      spec: {
        enforcementAction: action,
        match: {
          kinds: policy.kinds.map((each) => ({ apiGroups: [each.group], kinds: [each.kind] })),
          ...(selector && { namespaceSelector: selector }),
        },
      },
    },
  ];
}
