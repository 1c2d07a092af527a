import { describe, expect, test } from 'vitest';
import { name } from '../../scripts/checks/name.ts';
import { fullName, release } from '../../scripts/checks/release.ts';
import { object, says } from './checked.ts';
import { broken, judged } from './judged.ts';

const long = (length: number): string => 'n'.repeat(length);

describe('a name that becomes another', () => {
  test.each([
    ['apps/v1', 'StatefulSet', 52, 63],
    ['apps/v1', 'DaemonSet', 242, 253],
  ])('of %s %s has %i characters at most; over %i the API server refuses it', (apiVersion, kind, most, taken) => {
    expect(judged(name, object(apiVersion, kind, long(most), 'a'))).toEqual([]);
    expect(judged(name, object(apiVersion, kind, long(most + 1), 'a'))).toEqual([
      expect.stringContaining(`metadata.name: is longer than ${most} characters: its`),
    ]);
    expect(judged(name, object(apiVersion, kind, long(taken), 'a'))).toHaveLength(1);
    expect(judged(name, object(apiVersion, kind, long(taken + 1), 'a'))).toEqual([]);
  });

  test.each([
    ['apps/v1', 'Deployment'],
    ['kruise.io/v1alpha1', 'StatefulSet'],
    ['v1', 'ConfigMap'],
  ])('is no matter of %s %s', (apiVersion, kind) => {
    expect(judged(name, object(apiVersion, kind, long(253), 'a'))).toEqual([]);
  });
});

describe('a host name', () => {
  const gateway = 'gateway.networking.k8s.io/v1';
  const kinds: readonly [string, string, (host: string) => object, string][] = [
    [gateway, 'HTTPRoute', (host) => ({ hostnames: [host] }), 'spec.hostnames[0]'],
    [gateway, 'GRPCRoute', (host) => ({ hostnames: ['a.example.org', host] }), 'spec.hostnames[1]'],
    [gateway, 'TLSRoute', (host) => ({ hostnames: [host] }), 'spec.hostnames[0]'],
    [gateway, 'Gateway', (host) => ({ listeners: [{ hostname: host }] }), 'spec.listeners[0].hostname'],
    ['networking.k8s.io/v1', 'Ingress', (host) => ({ rules: [{ host }] }), 'spec.rules[0].host'],
    ['networking.k8s.io/v1', 'Ingress', (host) => ({ tls: [{ hosts: [host] }] }), 'spec.tls[0].hosts[0]'],
    ['cert-manager.io/v1', 'Certificate', (host) => ({ dnsNames: [host] }), 'spec.dnsNames[0]'],
  ];

  test.each(kinds)('of %s %s has parts of 63 characters at most', (apiVersion, kind, spec, at) => {
    const route = (host: string) => object(apiVersion, kind, 'x', 'a', { spec: spec(host) });
    expect(judged(name, route(`${long(63)}.example.org`))).toEqual([]);
    expect(judged(name, route(`*.${long(63)}.example.org`))).toEqual([]);
    expect(judged(name, route(`a.${long(64)}.example.org`))).toEqual([
      `${at}: has a part of 64 characters, and name servers know at most 63`,
    ]);
  });

  test('in the subject of a certificate has 64 characters at most', () => {
    const certificate = (commonName: string) =>
      object('cert-manager.io/v1', 'Certificate', 'x', 'a', { spec: { commonName, dnsNames: ['example.org'] } });
    expect(judged(name, certificate(`${long(32)}.${long(31)}`))).toEqual([]);
    expect(judged(name, certificate(`${long(32)}.${long(32)}`))).toEqual([
      'spec.commonName: is longer than 64 characters, and no certificate has room for it',
    ]);
  });
});

const application = (own: string, spec: object) =>
  object('argoproj.io/v1alpha1', 'Application', own, 'argocd', { spec });
const chart = (helm: object = {}, of = 'web') => ({ repoURL: 'https://charts.example.org', chart: of, helm });

describe('the name of a Helm release', () => {
  test("is the Application's, and has 53 characters at most", () => {
    expect(judged(name, application(long(53), { source: chart() }))).toEqual([]);
    expect(judged(name, application(long(54), { source: chart() }))).toEqual([
      'metadata.name: is the name of a Helm release and longer than 53 characters, which Helm refuses',
    ]);
  });

  test('is its own where it has one', () => {
    expect(judged(name, application(long(60), { source: chart({ releaseName: 'web' }) }))).toEqual([]);
    expect(judged(name, application('web', { sources: [{}, chart({ releaseName: long(54) })] }))).toEqual([
      'spec.sources[1].helm.releaseName: is the name of a Helm release and longer than 53 characters, which Helm refuses',
    ]);
  });

  test('is no matter where there is no chart', () => {
    expect(judged(name, application(long(100), { source: { repoURL: 'x', path: 'y' } }))).toEqual([]);
  });
});

describe('what a chart calls its objects', () => {
  const of = (own: string, more: object = {}) => ({
    path: [],
    named: true,
    release: own,
    chart: 'press',
    values: undefined,
    ...more,
  });
  test.each([
    [of('a'), 'a-press'],
    [of('press'), 'press'],
    [of('my-press-2'), 'my-press-2'],
    [of('a', { values: { nameOverride: 'b' } }), 'a-b'],
    [of('a', { values: { fullnameOverride: 'b' } }), 'b'],
    [of(long(53), { chart: long(20) }), long(53)],
    [of('a'.repeat(53), { chart: 'b'.repeat(20) }), `${'a'.repeat(53)}-${'b'.repeat(9)}`],
    [of('a', { values: { fullnameOverride: `${long(62)}-x` } }), long(62)],
  ])('%j is %s', (each, expected) => {
    expect(fullName(each)).toBe(expected);
  });

  const in_ = (namespace: string, source: object) => ({ destination: { namespace }, source });
  const files = (...objects: readonly ReturnType<typeof application>[]) => ({ 'apps/root/a.yaml': objects });

  test('is not the same in one namespace, although the releases differ', () => {
    const two = files(application('a-b', in_('x', chart({}, 'c'))), application('a', in_('x', chart({}, 'b-c'))));
    expect(says(release, two)).toEqual([
      'lab/one › a: the chart b-c may call its objects a-b-c in the namespace x, as a-b does',
    ]);
  });

  test('is not the same once it is cut off', () => {
    const values = (end: string) => ({ valuesObject: { fullnameOverride: long(63) + end } });
    expect(
      says(
        release,
        files(application('a', in_('x', chart(values('1')))), application('b', in_('x', chart(values('2'))))),
      ),
    ).toHaveLength(1);
  });

  test('may be the same in two namespaces', () => {
    expect(says(release, files(application('a', in_('x', chart())), application('a', in_('y', chart()))))).toEqual([]);
  });
});

test('what is wrong in another way throws nothing', () => {
  for (const each of broken) expect(() => judged(name, each)).not.toThrow();
});
