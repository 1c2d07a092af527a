import { beforeAll, describe, expect, test, vi } from 'vitest';
import { hostsAnnotation } from '../../constructs/argocd/names.ts';
import { furnish, ofPacks, otherTeam, policies, team, waiting } from './furnished.ts';
import { ask, must } from './kubectl.ts';
import { make } from './made.ts';

const hostsOf = (namespace: string) =>
  (ofPacks('Namespace', namespace).metadata.annotations?.[hostsAnnotation] ?? '').split(',');
const own = hostsOf(team.namespace);
const theirs = hostsOf(otherTeam.namespace);

/** What the API server says to a route in the team's namespace. It is not kept. */
const route = (hostnames: readonly string[] | undefined) =>
  ask(['create', '--dry-run=server', '-n', team.namespace, '-f', '-'], {
    objects: [
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'test-cluster' },
        spec: { hostnames, rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
      },
    ],
  });
const refusal = 'a route may only name hosts that the platform gave to its namespace';

beforeAll(async () => {
  await furnish();
  await make(policies);
  // A new policy takes effect a moment later.
  await vi.waitFor(async () => expect((await route(['elsewhere.example.org'])).err).toContain(refusal), waiting);
});

test.each(policies.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').map(({ metadata }) => metadata.name))(
  'the API server understands the policy %s',
  async (name) => {
    const checked = await vi.waitFor(async () => {
      const { metadata, status } = JSON.parse(await must(['get', 'validatingadmissionpolicy', name, '-o', 'json']));
      expect(status?.observedGeneration).toBe(metadata.generation);
      return status;
    }, waiting);
    expect(checked.typeChecking?.expressionWarnings ?? []).toEqual([]);
  },
);

describe('in a namespace of a team, a route', () => {
  test('with its own host is accepted', async () => {
    expect(own[0]).toMatch(/\./);
    expect(await route(own)).toMatchObject({ code: 0, err: '' });
  });

  test.each([
    ['the host of another team', theirs],
    ["its own host and another team's", [...own, ...theirs]],
    ['a wildcard over its own host', own.map((host) => host.replace(/^[^.]+/, '*'))],
    ['no host, which would take all of them', undefined],
  ])('with %s is refused', async (_, hosts) => {
    expect((await route(hosts)).err).toContain(refusal);
  });
});
