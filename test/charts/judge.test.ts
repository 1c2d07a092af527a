import { describe, expect, test } from 'vitest';
import { Judge } from '../../scripts/charts/judge.ts';
import { says, shaped, withDefaults } from './made.ts';

const no = 'the chart press 1.2.0 has no such value';

describe('a path', () => {
  const shape = withDefaults({
    replicaCount: 1,
    image: { repository: 'press', tag: '' },
    controller: { metrics: { serviceMonitor: { enabled: false } } },
  });

  test('that the chart has is fine', () => {
    expect(says(shape, { replicaCount: 2, image: { tag: 'v1' }, controller: {} })).toEqual([]);
  });

  test('that it has not is named, with the key beside it that was meant', () => {
    expect(says(shape, { replicaCont: 2 })).toEqual([`replicaCont: ${no}; did you mean "replicaCount"?`]);
    expect(says(shape, { image: { name: 'a' } })).toEqual([`image.name: ${no}; known: repository, tag`]);
  });

  test('that stands elsewhere in the chart is told from there', () => {
    expect(says(shape, { serviceMonitor: { enabled: true } })).toEqual([
      `serviceMonitor: ${no}; did you mean "controller.metrics.serviceMonitor"?`,
    ]);
  });

  test('that begins like another is told from that', () => {
    expect(says(withDefaults({ replicaCount: 1 }), { replicas: 2 })).toEqual([
      `replicas: ${no}; did you mean "replicaCount"?`,
    ]);
  });

  test('of several, is told from the nearest place', () => {
    const twice = withDefaults({
      web: { pod: { memory: '1Gi' }, memory: '1Gi' },
      worker: { pod: { memory: '1Gi' }, cpu: 1 },
      a: { b: { c: 1 } },
    });
    expect(says(twice, { worker: { memory: '2Gi' } })).toEqual([
      `worker.memory: ${no}; did you mean "worker.pod.memory"?`,
    ]);
  });

  test('below what counts as absent is not looked at', () => {
    expect(says(shape, { imagee: undefined, image: { tga: undefined } })).toEqual([]);
  });

  test('below `global` is never unknown', () => {
    expect(says(shape, { global: { anything: { at: 'all' } } })).toEqual([]);
  });

  test('of a chart without values is', () => {
    expect(says(withDefaults({}), { a: 1 })).toEqual([`a: ${no}`]);
  });

  test('may be known without a default; what stands below is then the user’s', () => {
    const more = withDefaults({ image: { tag: '' } }, { keys: { image: { digest: {} }, extra: {} } });
    expect(says(more, { image: { digest: 'sha256:1' }, extra: { a: { b: 1 } } })).toEqual([]);
    expect(says(more, { image: { digset: 'sha256:1' } })).toEqual([`image.digset: ${no}; did you mean "digest"?`]);
  });

  test('that is unknown is to be corrected; where templates were not at hand, the chart may know more', () => {
    const hints = [true, false].flatMap((templates) =>
      new Judge({ ...shape, templates }).faults({ replicaCont: 2 }).map(({ hint }) => hint),
    );
    expect(hints).toEqual([
      'correct the path, or leave it out: Helm ignores what a chart does not know',
      'correct the path, or leave it out: Helm ignores what a chart does not know; if the chart does take it, import the chart',
    ]);
  });
});

describe('a free-form map', () => {
  test.each([
    ['an empty one', { tolerate: {} }, { tolerate: { a: { b: 1 } } }],
    ['labels', { podLabels: { app: 'press' } }, { podLabels: { team: 'a' } }],
    ['annotations of a service', { service: { annotations: { a: 'b' } } }, { service: { annotations: { c: 'd' } } }],
    ['a node selector', { nodeSelector: { os: 'linux' } }, { nodeSelector: { arch: 'arm64' } }],
    ['arguments', { extraArgs: { v: 4 } }, { extraArgs: { 'leader-elect': true } }],
    ['variables', { env: { LOG: 'info' } }, { env: { MODE: 'fast' } }],
    ['limits', { resources: { limits: { cpu: 1 } } }, { resources: { limits: { 'nvidia.com/gpu': 1 } } }],
    ['what a program is configured by', { limits_: { max_streams: 1, max_age: '1h' } }, { limits_: { min_age: '1m' } }],
    [
      'a configuration with such a map inside',
      { config: { server: { http_listen_port: 80 } } },
      { config: { client: { url: 'a' } } },
    ],
  ])('is %s', (_name, defaults, values) => {
    expect(says(withDefaults(defaults), values)).toEqual([]);
  });

  test('is not one whose keys are written as charts write theirs', () => {
    const shape = withDefaults({ settings: { logLevel: 'info', server_port: 1 }, config: { baseURL: '' } });
    expect(says(shape, { settings: { loglevel: 'x' }, config: { baseUrl: '' } })).toHaveLength(2);
  });

  test('is one that templates take as a whole', () => {
    const shape = shaped({ 'values.yaml': 'spec: { replicas: 1 }', 'templates/a.yaml': '{{ toYaml .Values.spec }}' });
    expect(says(shape, { spec: { paused: true } })).toEqual([]);
    expect(says({ ...shape, keys: {} }, { spec: { paused: true } })).toHaveLength(1);
  });

  test('is one whose schema has something for every key, or names none', () => {
    const schema = (spec: object) => JSON.stringify({ properties: { spec } });
    const one = (spec: object) =>
      shaped({ 'values.yaml': 'spec: { replicas: 1 }', 'values.schema.json': schema(spec) });
    expect(says(one({ additionalProperties: { type: 'number' } }), { spec: { a: 1 } })).toEqual([]);
    expect(says(one({ type: 'object' }), { spec: { a: 1 } })).toEqual([]);
    expect(says(one({ properties: { replicas: {} } }), { spec: { a: 1 } })).toHaveLength(1);
  });

  test('holds nothing that could be unknown, however deep', () => {
    expect(says(withDefaults({ env: { A: { b: { c: 1 } } } }), { env: { A: { b: { d: 1 } } } })).toEqual([]);
  });
});

describe('a map of Kubernetes', () => {
  const shape = withDefaults({
    resources: { requests: { cpu: '1' } },
    containerSecurityContext: { runAsNonRoot: true, enabled: true },
    readinessProbe: { periodSeconds: 1 },
    pdb: { minAvailable: 1 },
    updateStrategy: { type: 'RollingUpdate' },
  });

  test('takes its fields besides those of the default', () => {
    expect(
      says(shape, {
        resources: { limits: { memory: '1Gi' } },
        containerSecurityContext: { enabled: false, seccompProfile: { type: 'RuntimeDefault' } },
        readinessProbe: { httpGet: { path: '/' } },
        pdb: { maxUnavailable: '10%' },
        updateStrategy: { rollingUpdate: { maxSurge: 1 } },
      }),
    ).toEqual([]);
  });

  test('takes nothing else, even where templates print it', () => {
    expect(says({ ...shape, keys: { resources: {} } }, { resources: { limit: {} } })).toEqual([
      `resources.limit: ${no}; did you mean "limits"?`,
    ]);
    expect(says(shape, { containerSecurityContext: { runAsNonroot: true } })).toEqual([
      `containerSecurityContext.runAsNonroot: ${no}; did you mean "runAsNonRoot"?`,
    ]);
  });
});

describe('a value', () => {
  const shape = withDefaults({
    list: [],
    map: { a: 1 },
    free: {},
    flag: true,
    count: 1,
    port: 80,
    text: 'info',
    number: '10Gi',
    tristate: 'true',
    empty: '',
    open: null,
  });

  test.each<[object]>([
    [{ list: ['a'], map: { a: 2 }, free: { b: 1 }, flag: false, count: 2.5, text: 'debug' }],
    [{ port: 'http', count: '500m' }],
    [{ number: 5, tristate: false }],
    [{ empty: 5 }],
    [{ empty: true }],
    [{ open: { a: 1 } }],
    [{ open: [1] }],
  ])('fits where a template prints it the same: %j', (values) => {
    expect(says(shape, values as never)).toEqual([]);
  });

  test.each<[object, string]>([
    [{ list: { a: 1 } }, "list: must be a list like the chart's default, not a map"],
    [{ map: [1] }, "map: must be a map like the chart's default, not a list"],
    [{ free: 'a' }, 'free: must be a map like the chart\'s default, not "a"'],
    [{ flag: 'false' }, 'flag: must be true or false like the chart\'s default, not "false"'],
    [{ flag: 0 }, "flag: must be true or false like the chart's default, not 0"],
    [{ count: '3' }, 'count: must be a number like the chart\'s default, not "3"'],
    [{ count: true }, "count: must be a number like the chart's default, not true"],
    [{ port: true }, "port: must be a number like the chart's default, not true"],
    [{ text: 1 }, "text: must be a string like the chart's default, not 1"],
    [{ text: true }, "text: must be a string like the chart's default, not true"],
    [{ number: true }, "number: must be a string like the chart's default, not true"],
    [{ empty: { a: 1 } }, "empty: must be a string like the chart's default, not a map"],
    [{ empty: ['a'] }, "empty: must be a string like the chart's default, not a list"],
  ])('of another type than the default is named: %j', (values, message) => {
    expect(says(shape, values as never)).toEqual([message]);
  });

  test('is what the chart’s schema says, whatever the default is', () => {
    const schema = JSON.stringify({ properties: { port: { type: ['integer', 'string'] }, flag: {} } });
    const typed = shaped({ 'values.yaml': 'port: 80\nflag: true\n', 'values.schema.json': schema });
    expect(says(typed, { port: '80' })).toEqual([]);
    expect(says(typed, { port: true, flag: 'no' })).toEqual([
      'flag: must be true or false like the chart\'s default, not "no"',
      'port: must be a whole number or a string, not true, says the schema of the chart press 1.2.0',
    ]);
  });
});

describe('null', () => {
  const shape = withDefaults({ count: 1, labels: { a: 'b' }, open: null, list: [] });

  test('is named with the default that would stay', () => {
    expect(says(shape, { count: null, labels: null })).toEqual([
      "count: is null, and Argo CD drops it: the chart's default 1 stays",
      "labels: is null, and Argo CD drops it: the chart's default a map stays",
    ]);
  });

  test('is named wherever it stands, and once', () => {
    expect(says(shape, { open: null, labels: { c: null }, list: [{ a: [null] }] })).toEqual([
      'open: is null, and Argo CD drops it',
      'labels.c: is null, and Argo CD drops it',
      'list.0.a.0: is null, and Argo CD drops it',
    ]);
    const schema = JSON.stringify({ properties: { count: { type: 'integer' } } });
    expect(says(shaped({ 'values.yaml': 'count: 1', 'values.schema.json': schema }), { count: null })).toHaveLength(1);
  });
});
