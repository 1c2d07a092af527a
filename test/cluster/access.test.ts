import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { approver, developer, furnish, namespaces, otherTeam, team, waiting } from './furnished.ts';
import { ask, must, type Person } from './kubectl.ts';
import { pod } from './pod.ts';

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** Everything that somebody may do in a namespace, as the API server sums it up: `get apps/deployments`, sorted. */
async function rightsOf(person: Person, namespace: string): Promise<readonly string[]> {
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } };
  const { status } = JSON.parse(await must(['create', '-o', 'json', '-f', '-'], { objects: [review], as: person })) as {
    status: { resourceRules: readonly Rule[] };
  };
  const rights = status.resourceRules.flatMap(({ verbs, apiGroups = [], resources = [], resourceNames = [] }) =>
    verbs.flatMap((verb) =>
      apiGroups.flatMap((group) =>
        resources.map((resource) => [verb, `${group}/${resource}`.replace(/^\//, ''), ...resourceNames].join(' ')),
      ),
    ),
  );
  return [...new Set(rights)].sort();
}

/** Logged in, and member of nothing. */
const stranger: Person = { user: 'sam' };

/** What somebody may do that a stranger may not. */
async function privilegesOf(person: Person, namespace: string): Promise<readonly string[]> {
  const everybodys = new Set(await rightsOf(stranger, namespace));
  return (await rightsOf(person, namespace)).filter((right) => !everybodys.has(right));
}

const name = 'test-cluster-access';
const looks = /^(get|list|watch) /;

beforeAll(async () => {
  await furnish();
  await must(['delete', 'pod', name, '-n', team.namespace, '--ignore-not-found', '--timeout=60s']);
  await must(['create', '-n', team.namespace, '-f', '-'], { objects: [pod({ name })] });
  await vi.waitFor(async () => expect(await privilegesOf(developer, team.namespace)).not.toEqual([]), waiting);
});
afterAll(async () => {
  await must(['delete', 'pod', name, '-n', team.namespace, '--ignore-not-found', '--wait=false']);
});

describe('in the namespace of their team', () => {
  test('developers may look, restart pods and reach them, and nothing else', async () => {
    const privileges = await privilegesOf(developer, team.namespace);
    expect(privileges.filter((right) => !looks.test(right))).toEqual(['create pods/portforward', 'delete pods']);
    expect(privileges).toEqual(
      expect.arrayContaining(['list pods', 'get pods/log', 'get apps/deployments', 'list events']),
    );
    expect(privileges.filter((right) => /secret|\*/.test(right))).toEqual([]);
  });

  test('approvers may look', async () => {
    const privileges = await privilegesOf(approver, team.namespace);
    expect(privileges).toContain('list pods');
    expect(privileges.filter((right) => !looks.test(right) || /secret|\*/.test(right))).toEqual([]);
  });
});

test.each(namespaces.filter((namespace) => namespace !== team.namespace))(
  'in %s, developers of another team may no more than strangers',
  async (namespace) => {
    expect(await privilegesOf(developer, namespace)).toEqual([]);
    expect(await privilegesOf(approver, namespace)).toEqual([]);
  },
);

test.each(['default', 'secret-reader'])('pods that run as %s have no rights on the API server', async (account) => {
  const groups = (namespace: string) => ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const person = { user: `system:serviceaccount:${team.namespace}:${account}`, groups: groups(team.namespace) };
  const unknown = { user: 'system:serviceaccount:nowhere:nobody', groups: groups('nowhere') };
  expect(await rightsOf(person, team.namespace)).toEqual(await rightsOf(unknown, team.namespace));
});

describe('a developer', () => {
  const request = (args: readonly string[], object?: object, namespace: string = team.namespace) =>
    ask(['-n', namespace, ...args, ...(object ? ['-f', '-'] : [])], {
      as: developer,
      ...(object && { objects: [object] }),
    });
  const metadata = { name: 'test-cluster' };

  test.each([
    ['lists pods', ['get', 'pods']],
    ['reads a pod', ['get', 'pod', name]],
    ['reads the quota', ['get', 'resourcequota', 'stage']],
    ['reads what happened', ['get', 'events']],
  ])('%s', async (_, args) => {
    expect(await request(args)).toMatchObject({ code: 0, err: '' });
  });

  test('reads logs', async () => {
    // There may be no container to have any; but the API server has looked for it.
    expect((await request(['logs', name])).err).not.toMatch(/forbidden|\(NotFound\)/i);
  });

  const pack = { metadata: { annotations: { changed: 'yes' } } };
  const patch = (kind: string, of: string) => ['patch', kind, of, '--type=merge', '-p', JSON.stringify(pack)];
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata };
  test.each<[string, readonly string[], object?]>([
    ['read Secrets', ['get', 'secrets']],
    ['create a Secret', ['create'], { apiVersion: 'v1', kind: 'Secret', metadata }],
    ['get a shell', ['exec', name, '--', 'id']],
    ['add a container to a pod', ['debug', name, '--image=busybox', '--attach=false']],
    ['create a pod', ['create'], pod()],
    ['change the quota', patch('resourcequota', 'stage')],
    ['delete the quota', ['delete', 'resourcequota', 'stage']],
    ['change the limits', patch('limitrange', 'defaults')],
    ['delete the limits', ['delete', 'limitrange', 'defaults']],
    ['change a network policy', patch('networkpolicy', 'default-deny')],
    ['delete a network policy', ['delete', 'networkpolicy', 'default-deny']],
    [
      'create a network policy',
      ['create'],
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: {} } },
    ],
    ['read roles', ['get', 'roles']],
    ['change a role', patch('role', 'developer')],
    ['create a role', ['create'], { ...rbac, kind: 'Role', rules: [] }],
    [
      'give a role to somebody',
      ['create'],
      {
        ...rbac,
        kind: 'RoleBinding',
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
      },
    ],
    ['take a token of a ServiceAccount', ['create', 'token', 'secret-reader']],
    ['change the store of secrets', patch('secretstore', 'stage')],
    ['list namespaces', ['get', 'namespaces']],
    ['change their namespace', patch('namespace', team.namespace)],
    ['list nodes', ['get', 'nodes']],
    ['create a cluster role', ['create'], { ...rbac, kind: 'ClusterRole', rules: [] }],
    ['read policies', ['get', 'validatingadmissionpolicies']],
    ['list pods everywhere', ['get', 'pods', '--all-namespaces']],
  ])('cannot %s', async (_, args, object) => {
    expect(await request(args, object)).toMatchObject({ code: 1, err: expect.stringMatching(/forbidden/i) });
  });

  test.each<[string, readonly string[], object?]>([
    ['list pods', ['get', 'pods']],
    ['read the quota', ['get', 'resourcequota', 'stage']],
    ['read Secrets', ['get', 'secrets']],
    ['list routes', ['get', 'httproutes']],
    ['create anything', ['create'], { apiVersion: 'v1', kind: 'ConfigMap', metadata }],
    ['delete pods', ['delete', 'pods', '--all']],
  ])("cannot %s in another team's namespace", async (_, args, object) => {
    expect(await request(args, object, otherTeam.namespace)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/forbidden/i),
    });
  });

  test('restarts a pod', async () => {
    expect(await request(['delete', 'pod', name, '--wait=false'])).toMatchObject({ code: 0 });
  });
});
