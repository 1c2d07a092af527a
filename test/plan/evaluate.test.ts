import { describe, expect, test } from 'vitest';
import { type Chart, component, Manifest, option } from '../../constructs/index.ts';
import { base, edges, messages, of, plan } from './planned.ts';
import { sampleFleet } from './sample.ts';

const widget = (chart: Chart, name = 'w') =>
  new Manifest(chart, name, { apiVersion: 'widgets.example.org/v1', kind: 'Widget', metadata: { name } });

describe('serves(api)', () => {
  const maker = component({ ...base, defines: ['widgets.example.org', 'gadgets.example.org/Gadget'] });
  const asks = (api: string) => component({ ...base, values: ({ serves }) => ({ there: serves(api) }) });

  test.each([
    ['widgets.example.org', true],
    ['widgets.example.org/Widget', true],
    ['gadgets.example.org/Gadget', true],
    ['gadgets.example.org/Gizmo', false],
    ['gadgets.example.org', true],
    ['example.org', false],
    ['apps/Deployment', true],
    ['policy', true],
  ])('knows whether somebody serves %s: %s', (api, expected) => {
    const made = plan({ maker, asker: asks(api) });
    expect(of(made, 'asker').values).toEqual({ there: expected });
    const builtIn = !api.includes('example.org');
    expect([...of(made, 'asker').after.keys()]).toEqual(expected && !builtIn ? ['maker'] : []);
  });

  test('makes no edge to what was there from the start', () => {
    const runs = { ...sampleFleet().environments[0]?.value.clusters['one']?.runs, defines: ['widgets.example.org'] };
    const made = plan({ maker, asker: asks('widgets.example.org') }, { cluster: { runs: runs as never } });
    expect(edges(made, 'asker')).toEqual({});
    expect(of(made, 'asker').values).toEqual({ there: true });
  });

  test('makes no edge from a component to itself', () => {
    const self = component({
      ...base,
      defines: ['widgets.example.org'],
      values: ({ serves }) => ({ a: serves('widgets.example.org') }),
    });
    expect(edges(plan({ self }), 'self')).toEqual({});
  });

  test('is not asked in the values of the first installation, where nothing else runs', () => {
    const cni = component({
      ...base,
      bootstrap: true,
      values: ({ serves, runs }) => ({ a: serves('widgets.example.org'), b: runs('maker') }),
    });
    expect(of(plan({ maker, cni }), 'cni')).toMatchObject({
      values: { a: true, b: true },
      bootstrapValues: { a: false, b: false },
    });
  });
});

describe('own objects', () => {
  test('make an edge to whoever defines their kind', () => {
    const maker = component({ ...base, defines: ['widgets.example.org'] });
    const made = plan({ user: component({ ...base, objects: (chart) => void widget(chart) }), maker });
    expect(edges(made, 'user')).toEqual({ maker: 'serves widgets.example.org/Widget' });
    expect(of(made, 'user').wave).toBe(of(made, 'maker').wave + 1);
    expect(of(made, 'maker').gates).toBe(true);
    expect(of(made, 'user').gates).toBe(false);
  });

  test('of a kind that nobody serves are one finding a kind', () => {
    const twice = component({ ...base, objects: (chart) => void [widget(chart, 'a'), widget(chart, 'b')] });
    expect(messages(plan({ twice }))).toEqual([
      'lab/one › ci › twice: writes a Widget, and nothing on this cluster serves widgets.example.org',
    ]);
  });

  test('get the namespace of their component, if their kind lives in one', () => {
    const both = component({
      ...base,
      objects: (chart) => {
        new Manifest(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
        new Manifest(chart, 'b', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'else' } });
        new Manifest(chart, 'c', {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name: 'c' },
        });
      },
    });
    expect(of(plan({ both }), 'both').objects.map(({ metadata }) => metadata.namespace)).toEqual([
      'both',
      'else',
      undefined,
    ]);
    expect(of(plan({ both }, {}, { both: { namespace: 'there' } }), 'both').objects[0]?.metadata.namespace).toBe(
      'there',
    );
  });
});

describe('refuse', () => {
  const shy = component({
    ...base,
    options: { size: option.integer('Size').default(1) },
    values: ({ refuse, options }) =>
      options.size > 1 ? refuse('is too large', { option: 'size', hint: 'shrink it' }) : {},
  });

  test('is a finding at the option that it names, and leaves the rest of the plan standing', () => {
    const made = plan({ shy, calm: component(base) }, {}, { shy: { size: 2 } });
    expect(made.findings).toEqual([
      expect.objectContaining({
        where: 'lab/one › ci › shy › options.size',
        message: 'is too large',
        hint: 'shrink it',
        at: { file: 'environments/lab.ts', path: ['clusters', 'one', 'platform', 'ci', 'shy', 'size'] },
      }),
    ]);
    expect(made.components.map(({ id }) => id)).toEqual(['calm']);
  });

  test('is said once, also by a component that others ask for a facility', () => {
    const giver = component({ ...base, offers: { objectStore: ({ refuse }) => refuse('has none') } });
    const asker = component({
      ...base,
      wants: ['objectStore'],
      values: ({ wants }) => ({ b: wants.objectStore?.bucket }),
    });
    expect(messages(plan({ giver, asker, other: asker }))).toEqual(['lab/one › ci › giver: has none']);
  });
});

test('`after` counts where the other runs', () => {
  const late = component({ ...base, after: ['early', 'absent'] });
  expect(edges(plan({ late, early: component(base) }), 'late')).toEqual({ early: 'asked for by the component' });
});
