import { beforeAll, describe, expect, test, vi } from 'vitest';
import { hostsAnnotation } from '../../constructs/argocd/names.ts';
import { furnish, ofPacks, otherTeam, policies, team, waiting } from './furnished.ts';
import { ask, must } from './kubectl.ts';
import { make } from './made.ts';

const hostsOf = (namespace: string) =>
  (ofPacks('Namespace', namespace).metadata.annotations?.[hostsAnnotation] ?? '').split(',');
const own = hostsOf(team.namespace);
const theirs = hostsOf(otherTeam.namespace);
const wildcards = own.map((host) => host.replace(/^[^.]+/, '*'));

/** What the API server says to an object in the team's namespace. It is not kept. */
const judge = (object: object) =>
  ask(['create', '--dry-run=server', '-n', team.namespace, '-f', '-'], { objects: [object] });
const metadata = { name: 'test-cluster' };

const route = (hostnames: readonly string[] | undefined) =>
  judge({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: { hostnames, rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
  });
const ingress = (spec: object) => judge({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec });

const backend = { service: { name: 'web', port: { number: 80 } } };
const http = { paths: [{ path: '/', pathType: 'Prefix', backend }] };
const rulesFor = (hosts: readonly string[]) => ({ rules: hosts.map((host) => ({ host, http })) });
const tlsFor = (hosts: readonly string[] | undefined) => ({ tls: [{ hosts, secretName: 'web-tls' }] });

const refusals = {
  route: 'a route may only name hosts that the platform gave to its namespace',
  ingress: 'an ingress may only name hosts that the platform gave to its namespace',
} as const;

beforeAll(async () => {
  await furnish();
  await make(policies);
  // A new policy takes effect a moment later.
  await vi.waitFor(async () => {
    expect((await route(['elsewhere.example.org'])).err).toContain(refusals.route);
    expect((await ingress(rulesFor(['elsewhere.example.org']))).err).toContain(refusals.ingress);
  }, waiting);
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
    ['a wildcard over its own host', wildcards],
    ['no host, which would take all of them', undefined],
  ])('with %s is refused', async (_, hosts) => {
    expect((await route(hosts)).err).toContain(refusals.route);
  });
});

describe('in a namespace of a team, an Ingress', () => {
  test.each([
    ['its own host', rulesFor(own)],
    ['its own host and a certificate for it', { ...rulesFor(own), ...tlsFor(own) }],
  ])('with %s is accepted', async (_, spec) => {
    expect(await ingress(spec)).toMatchObject({ code: 0, err: '' });
  });

  test.each([
    ['the host of another team', rulesFor(theirs)],
    ["its own host and another team's", rulesFor([...own, ...theirs])],
    ['a wildcard over its own host', rulesFor(wildcards)],
    ['no host, which would take all of them', { rules: [{ http }] }],
    ['its own host and a rule for all others', { rules: [...rulesFor(own).rules, { http }] }],
    ['no rule but a default backend', { defaultBackend: backend }],
    ['its own host and a default backend', { ...rulesFor(own), defaultBackend: backend }],
    ["a certificate for another team's host", { ...rulesFor(own), ...tlsFor(theirs) }],
    ["a certificate for its own host and another team's", { ...rulesFor(own), ...tlsFor([...own, ...theirs]) }],
    ['a certificate for no host in particular', { ...rulesFor(own), ...tlsFor(undefined) }],
  ])('with %s is refused', async (_, spec) => {
    expect((await ingress(spec)).err).toContain(refusals.ingress);
  });
});
