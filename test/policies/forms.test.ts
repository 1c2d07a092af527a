import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { policyNames } from '../../constructs/model/policy.ts';
import type { BoundPolicy } from '../../constructs/policies/bound.ts';
import { expressionsOf } from '../../constructs/policies/forms/expressions.ts';
import { constraint } from '../../constructs/policies/forms/gatekeeper.ts';
import { validatingPolicy } from '../../constructs/policies/forms/kyverno.ts';
import { validatingAdmissionPolicy } from '../../constructs/policies/forms/validating-admission-policy.ts';
import { policies } from '../../constructs/policies/index.ts';
import { namespaceSelector } from '../../constructs/policies/selector.ts';
import { constraintDefinitions, isConstraintTemplate } from '../../scripts/checks/policy/constraint-definition.ts';
import { validatorFor } from '../../scripts/validate/index.ts';
import { projectRoot } from '../catalogue/known.ts';
import { boundPolicy } from './bound.ts';
import { parameters } from './cases.ts';

const forms = {
  ValidatingAdmissionPolicy: validatingAdmissionPolicy,
  Kyverno: validatingPolicy,
  Gatekeeper: constraint,
};
const every: readonly Partial<BoundPolicy>[] = [
  { action: 'deny' },
  { action: 'warn', except: { 'shop-test': 'a reason', 'pay-test': 'another' } },
];

describe.each(Object.entries(forms))('the form of %s', (_, write) => {
  test.each(policyNames)('is what its schema asks for: %s', (name) => {
    for (const differences of every) {
      const objects = write(boundPolicy(name, differences));
      // Gatekeeper defines the kind of a constraint from its template.
      const validator = validatorFor(projectRoot, '1.36', constraintDefinitions(objects.filter(isConstraintTemplate)));
      for (const object of objects) expect(validator.faults(object)).toEqual([]);
    }
  });

  test.each(policyNames)('has the same conditions, variables and validations in all of them: %s', (name) => {
    const text = JSON.stringify(write(boundPolicy(name)));
    const { conditions, variables, validations } = expressionsOf(policies[name], parameters);
    for (const part of [...conditions, ...variables, ...validations]) expect(text).toContain(JSON.stringify(part));
  });
});

const only = (objects: readonly KubernetesObject[], kind: string) => objects.find((object) => object.kind === kind);
const tenants = { key: 'millwright.dev/tenant', operator: 'Exists' };

describe('a policy', () => {
  test.each([
    ['deny', ['Deny'], 'deny'],
    ['warn', ['Warn', 'Audit'], 'warn'],
  ] as const)('that is to %s says so to each of them', (action, actions, enforcement) => {
    const bound = boundPolicy('no-latest-tag', { action });
    const binding = only(validatingAdmissionPolicy(bound), 'ValidatingAdmissionPolicyBinding');
    expect(binding).toHaveProperty('spec.validationActions', actions);
    expect(validatingPolicy(bound)[0]).toHaveProperty('spec.validationActions', actions);
    expect(only(constraint(bound), 'NoLatestTag')).toHaveProperty('spec.enforcementAction', enforcement);
  });

  test('looks at namespaces of tenants, but for the exceptions', () => {
    const selector = (differences: Partial<BoundPolicy>, name: BoundPolicy['name'] = 'no-latest-tag') => {
      const bound = boundPolicy(name, differences);
      const selected = namespaceSelector(bound);
      expect(validatingAdmissionPolicy(bound)[1]).toHaveProperty('spec.matchResources.namespaceSelector', selected);
      expect(validatingPolicy(bound)[0]).toHaveProperty('spec.matchConstraints.namespaceSelector', selected);
      expect(constraint(bound)[1]).toHaveProperty('spec.match.namespaceSelector', selected);
      return selected;
    };
    expect(selector({})).toEqual({ matchExpressions: [tenants] });
    expect(selector({ except: { b: 'x', a: 'y' } })).toEqual({
      matchExpressions: [tenants, { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['a', 'b'] }],
    });
    expect(selector({}, 'non-root-containers')).toEqual({
      matchExpressions: [
        tenants,
        { key: 'pod-security.kubernetes.io/enforce', operator: 'In', values: ['restricted'] },
      ],
    });
  });

  test('about objects outside of namespaces looks at all of them', () => {
    const bound = boundPolicy('no-cluster-admin-bindings');
    expect(validatingAdmissionPolicy(bound)[1]).not.toHaveProperty('spec.matchResources');
    expect(validatingPolicy(bound)[0]).not.toHaveProperty('spec.matchConstraints.namespaceSelector');
    expect(constraint(bound)[1]).not.toHaveProperty('spec.match.namespaceSelector');
  });

  test('looks at ephemeral containers when they are added', () => {
    const [policy] = validatingAdmissionPolicy(boundPolicy('no-privileged-containers'));
    expect(policy).toHaveProperty('spec.matchConstraints.resourceRules.0.resources.1', 'pods/ephemeralcontainers');
  });

  test('names what is wrong in its message', () => {
    const [policy] = validatingAdmissionPolicy(boundPolicy('no-host-paths'));
    expect(policy).toHaveProperty(
      'spec.validations.0.messageExpression',
      "'a pod may not use folders of its node (' + variables.volumes.filter(volume, !(!has(volume.hostPath))).map(volume, volume.name).join(', ') + '); use an `emptyDir` or a claim'",
    );
  });
});

test("Gatekeeper's constraint waits for its template, and for the kind that follows from it", () => {
  const [template, constrained] = constraint(boundPolicy('no-latest-tag'));
  expect(template?.metadata).toEqual({ name: 'nolatesttag' });
  expect(template).toHaveProperty('spec.crd.spec.names.kind', constrained?.kind);
  expect(constrained?.metadata).toEqual({
    name: 'no-latest-tag',
    annotations: {
      'argocd.argoproj.io/sync-wave': '1',
      'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
    },
  });
});

test('the schema of a constraint is strict: what Gatekeeper would not know is found', () => {
  const [template, written] = constraint(boundPolicy('no-latest-tag'));
  if (!template || !written) throw new Error('a template and a constraint');
  const faults = (spec: object) =>
    validatorFor(projectRoot, '1.36', constraintDefinitions([template]))
      .faults({ ...written, spec })
      .map(({ path }) => path.join('.'));
  expect(faults({ enforcementAction: 'deny', match: { namespaceSelectors: {} } })).toEqual([
    'spec.match.namespaceSelectors',
  ]);
  expect(faults({ enforcement: 'deny' })).toEqual(['spec.enforcement']);
  expect(faults({ match: { kinds: [{ apiGroups: '*' }] } })).toEqual(['spec.match.kinds.0.apiGroups']);
});
