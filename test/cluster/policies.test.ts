import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tenantLabel } from '../../constructs/argocd/names.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type PolicyName, policyNames } from '../../constructs/model/policy.ts';
import type { BoundPolicy } from '../../constructs/policies/bound.ts';
import { constraint } from '../../constructs/policies/forms/gatekeeper.ts';
import { validatingPolicy } from '../../constructs/policies/forms/kyverno.ts';
import { validatingAdmissionPolicy } from '../../constructs/policies/forms/validating-admission-policy.ts';
import { policies } from '../../constructs/policies/index.ts';
import { isClusterWide } from '../../constructs/policies/selector.ts';
import { judged, judgeOf } from '../../scripts/checks/policy/judge.ts';
import { boundPolicy } from '../policies/bound.ts';
import type { Case } from '../policies/cases/case.ts';
import { container, podSpec, workloads } from '../policies/cases/workloads.ts';
import { cases, parameters } from '../policies/cases.ts';
import { type Api, connect } from './api.ts';
import { installDefinitions } from './definitions.ts';
import { waiting } from './furnished.ts';
import { ask, must } from './kubectl.ts';
import { make } from './made.ts';

/** On the namespaces that a policy of this test looks at: its name and what it does there. */
const label = 'test-policies';

/** A policy and a binding of it, both under a name of this test's own. */
function written(bound: BoundPolicy, as: string, selector?: object): readonly KubernetesObject[] {
  const [policy, binding] = validatingAdmissionPolicy(bound);
  if (!policy || !binding) throw new Error('a policy is written with its binding');
  const spec = { ...(binding['spec'] as { matchResources?: object }), policyName: `${label}-${bound.name}` };
  if (selector && spec.matchResources) spec.matchResources = { namespaceSelector: selector };
  return [
    { ...policy, metadata: { name: spec.policyName } },
    { ...binding, metadata: { name: `${label}-${as}-${bound.name}` }, spec },
  ];
}

const actions = (name: PolicyName): readonly BoundPolicy['action'][] =>
  // Nothing keeps it from looking at what another of its bindings looks at.
  isClusterWide(policies[name]) ? ['deny'] : ['deny', 'warn'];

const ofTest = policyNames.flatMap((name) =>
  actions(name).flatMap((action) =>
    written(boundPolicy(name, { action }), action, { matchLabels: { [label]: `${action}-${name}` } }),
  ),
);

const namespace = (name: string, labels: object, annotations: Case['annotations'] = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { ...labels }, annotations },
});

/** A namespace for each policy, action and set of annotations that a case counts on. */
const annotationsOf = (name: PolicyName): readonly Case['annotations'][] => {
  const texts = new Set(cases[name].map(({ annotations = {} }) => JSON.stringify(annotations)));
  return [...texts].map((text) => JSON.parse(text));
};
const namespaceOf = (name: PolicyName, { annotations = {} }: Pick<Case, 'annotations'>, action = 'deny'): string => {
  const index = annotationsOf(name).findIndex((each) => JSON.stringify(each) === JSON.stringify(annotations));
  return `${label}-${action}-${name}-${index}`;
};
const namespaces = policyNames.flatMap((name) =>
  actions(name).flatMap((action) =>
    annotationsOf(name).map((annotations) =>
      namespace(namespaceOf(name, { annotations }, action), { [label]: `${action}-${name}` }, annotations),
    ),
  ),
);

const inside = (object: KubernetesObject, where: string): KubernetesObject =>
  object.kind === 'ClusterRoleBinding' ? object : { ...object, metadata: { ...object.metadata, namespace: where } };

let api: Api;
let pods = 0;

/** What the API server says to an object, or to ephemeral containers, which only a Pod can get that is there. */
async function answer(object: KubernetesObject, where: string): Promise<{ accepted: boolean; reason: string }> {
  const { ephemeralContainers, ...spec } = (object['spec'] ?? {}) as { ephemeralContainers?: readonly object[] };
  if (!ephemeralContainers) return api.dryRun(inside(object, where));
  const metadata = { ...object.metadata, name: `main-${pods++}` };
  await must(['create', '-n', where, '-f', '-'], { objects: [{ ...object, metadata, spec }] });
  const to = ['patch', 'pod', metadata.name, '-n', where, '--subresource=ephemeralcontainers', '--type=merge'];
  const { code, err } = await ask([
    ...to,
    '--dry-run=server',
    '--patch',
    JSON.stringify({ spec: { ephemeralContainers } }),
  ]);
  return { accepted: code === 0, reason: err };
}

const refused = (name: PolicyName): Case => {
  const found = cases[name].find(({ allowed }) => !allowed);
  if (!found) throw new Error(`${name} refuses nothing`);
  return found;
};

beforeAll(async () => {
  const objects = policyNames.flatMap((name) => cases[name].map(({ object }) => object));
  await installDefinitions([{ path: 'the cases of policies', objects }]);
  api = await connect();
  await make([
    ...namespaces,
    ...new Map(ofTest.map((object) => [`${object.kind} ${object.metadata.name}`, object])).values(),
  ]);
  // A new policy takes effect a moment later.
  for (const name of policyNames)
    await vi.waitFor(async () => {
      const { reason } = await answer(refused(name).object, namespaceOf(name, refused(name)));
      expect(reason).toContain(policies[name].reason);
    }, waiting);
});
afterAll(() => api.close());

describe.each(policyNames)('%s', (name) => {
  const judge = judgeOf(policies[name], parameters);

  test.each(cases[name].map((each) => [`${each.allowed ? 'allows' : 'refuses'} ${each.name}`, each] as const))(
    '%s, as a synth does',
    async (_, { object, annotations, allowed }) => {
      const where = namespaceOf(name, { annotations });
      const { accepted, reason } = await answer(object, where);
      expect(accepted, reason).toBe(allowed);
      if (!allowed) {
        expect(reason).toContain(`'${label}-${name}'`);
        expect(reason).toContain(policies[name].mend);
      }
      const offline = judge(judged(JSON.parse(JSON.stringify(object)), namespace(where, {}, annotations)));
      expect(offline.places?.length === 0).toBe(accepted);
    },
  );
});

test('the API server finds nothing to warn of in the expressions', async () => {
  for (const name of policyNames) {
    const status = await vi.waitFor(async () => {
      const found = JSON.parse(await must(['get', 'validatingadmissionpolicy', `${label}-${name}`, '-o', 'json']));
      expect(found.status?.observedGeneration).toBe(found.metadata.generation);
      return found.status;
    }, waiting);
    expect(status.typeChecking?.expressionWarnings ?? [], name).toEqual([]);
  }
});

test.each(policyNames.filter((name) => actions(name).includes('warn')))(
  'where it only warns, %s lets an object pass and says why',
  (name) => {
    const { object, annotations } = refused(name);
    const input = JSON.stringify(inside(object, namespaceOf(name, { annotations }, 'warn')));
    const { status, stderr } = spawnSync('kubectl', ['create', '--dry-run=server', '-f', '-'], {
      input,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/^Warning: Validation failed for ValidatingAdmissionPolicy/m);
    for (const said of [`${label}-${name}`, policies[name].reason, policies[name].mend]) expect(stderr).toContain(said);
  },
);

test('a message names the containers that are meant', async () => {
  const where = namespaceOf('no-latest-tag', {});
  const containers = [
    container(),
    container({ name: 'side', image: 'side' }),
    container({ name: 'other', image: 'other' }),
  ];
  const { reason } = await answer(workloads.Deployment(podSpec({ containers })), where);
  expect(reason).toContain('(side, other)');
});

describe('what was there before a policy', () => {
  const where = `${label}-before`;
  const old = inside(workloads.Deployment(podSpec({ containers: [container({ image: 'main' })] })), where);
  const patch = (change: object) =>
    ask([
      'patch',
      'deployment',
      'main',
      '-n',
      where,
      '--dry-run=server',
      '--type=strategic',
      '--patch',
      JSON.stringify(change),
    ]);
  const image = (name: string) => ({ spec: { template: { spec: { containers: [{ name: 'main', image: name }] } } } });

  beforeAll(async () => {
    await make([namespace(where, {})]);
    await must(['create', '-f', '-'], { objects: [old] });
    await must(['label', 'namespace', where, `${label}=deny-no-latest-tag`]);
    await vi.waitFor(
      async () => expect((await patch(image('other'))).err).toContain(policies['no-latest-tag'].reason),
      waiting,
    );
  });

  test('may be scaled and changed elsewhere', async () => {
    expect(await patch({ spec: { replicas: 3 } })).toMatchObject({ code: 0 });
    expect(await patch({ metadata: { labels: { team: 'shop' } } })).toMatchObject({ code: 0 });
  });

  test('is looked at when its pods change', async () => {
    expect((await patch(image('other'))).err).toContain(policies['no-latest-tag'].reason);
    expect(await patch(image('other:1'))).toMatchObject({ code: 0 });
  });
});

describe('the namespaces that a policy looks at', () => {
  const [plain, tenant, excepted] = ['plain', 'tenant', 'excepted'].map((name) => `${label}-${name}`) as [
    string,
    string,
    string,
  ];
  const onNode = workloads.Deployment(podSpec({ volumes: [{ name: 'etc', hostPath: { path: '/etc' } }] }));
  const says = async (where: string) => (await answer(onNode, where)).reason;

  beforeAll(async () => {
    const bound = boundPolicy('no-host-paths', { except: { [excepted]: 'the test asks for it' } });
    const labels = { [tenantLabel]: 'true' };
    await make([
      namespace(plain, {}),
      namespace(tenant, labels),
      namespace(excepted, labels),
      ...written(bound, 'selected'),
    ]);
    await vi.waitFor(async () => expect(await says(tenant)).toContain(policies['no-host-paths'].reason), waiting);
  });

  test('are those of tenants, but for the exceptions', async () => {
    expect(await says(tenant)).toContain(policies['no-host-paths'].reason);
    expect(await says(excepted)).toBe('');
    expect(await says(plain)).toBe('');
  });
});

describe('a strict dry run takes', () => {
  const objects = policyNames.flatMap((name) =>
    [validatingPolicy, constraint].flatMap((form) => form(boundPolicy(name))),
  );
  // Gatekeeper itself defines the kind of a constraint.
  const known = objects.filter(({ kind }) => ['ValidatingPolicy', 'ConstraintTemplate'].includes(kind));

  beforeAll(() => installDefinitions([{ path: 'the forms of policies', objects: known }]));

  test.each(known.map((object) => [`${object.kind} ${object.metadata.name}`, object] as const))(
    '%s',
    async (_, object) => {
      expect(await api.dryRun(object)).toMatchObject({ accepted: true });
    },
  );
});
