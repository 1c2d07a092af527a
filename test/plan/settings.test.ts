import { describe, expect, test } from 'vitest';
import { component, option, own } from '../../constructs/index.ts';
import { settle } from '../../constructs/plan/settings.ts';
import { chosen, sampleFacts } from './sample.ts';

const press = component({
  summary: 'Prints',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  options: {
    host: option.host('Where it is found'),
    copies: option.integer('Copies of each page', { min: 1, max: 9 }).default((cluster) => (cluster.ha ? 2 : 1)),
    paper: option.choice('The size of a page', ['a4', 'letter']).optional(),
    colours: option.list('Inks').default(['black']),
    labels: option.map('Labels of pages').optional(),
    every: option.duration('How often').default('1h'),
    memory: option.quantity('Memory').default('128Mi'),
    range: option.cidr('Who may print').optional(),
    mail: option.email('Who is told').optional(),
    address: option.url('Where the pages are').optional(),
    duplex: option.boolean('Both sides').default(false),
  },
});
const place = { id: 'press', capability: 'ci' } as const;
const settled = (settings: object, ha = true) =>
  settle(chosen(place, { ...settings }), press, sampleFacts({ cluster: { ha } }));
const said = (settings: object) =>
  settled({ host: 'press.example.org', ...settings }).findings.map(({ where, message }) => [where, message]);

describe('the settings of a component', () => {
  test('take defaults, which may depend on the cluster', () => {
    expect(settled({ host: 'a' }).options).toMatchObject({ host: 'a', copies: 2, colours: ['black'], duplex: false });
    expect(settled({ host: 'a' }, false).options).toMatchObject({ copies: 1 });
    expect(settled({ host: 'a' }).options).toHaveProperty('paper', undefined);
  });

  test('win over defaults, also where they say no', () => {
    expect(settled({ host: 'a', copies: 5, colours: [], duplex: false }).options).toMatchObject({
      copies: 5,
      colours: [],
    });
  });

  test('keep the adjustments apart from the options', () => {
    const adjustments = {
      values: { a: { b: 1 } },
      version: '2.0.0',
      patches: [{ kind: 'Job', name: 'press', merge: { spec: {} } }],
      namespace: 'print',
    };
    expect(settled({ host: 'a', ...adjustments })).toMatchObject({ adjustments, findings: [] });
  });

  test('are errors at their place, with what the option is for', () => {
    expect(settled({ host: 'a', copies: 0 }).findings).toEqual([
      {
        check: 'option',
        severity: 'error',
        where: 'lab/one › ci › press › options.copies',
        message: 'must be at least 1',
        hint: 'Copies of each page',
        at: { file: 'environments/lab.ts', path: ['clusters', 'one', 'platform', 'ci', 'press', 'copies'] },
      },
    ]);
  });

  test('must be complete', () => {
    expect(settled({}).findings).toEqual([
      expect.objectContaining({ message: 'is required', hint: 'Where it is found' }),
    ]);
  });

  test.each<[object, string, string]>([
    [{ copie: 2 }, 'options.copie', 'unknown option; did you mean "copies"?'],
    [{ valuez: {} }, 'options.valuez', 'unknown option; did you mean "values"?'],
    [{ copies: 1.5 }, 'options.copies', 'must be a whole number'],
    [{ copies: 10 }, 'options.copies', 'must be at most 9'],
    [{ copies: '2' }, 'options.copies', 'must be a number, not "2"'],
    [{ copies: Number.NaN }, 'options.copies', 'must be a number, not NaN'],
    [{ copies: null }, 'options.copies', 'must be a number, not null'],
    [{ paper: 'a5' }, 'options.paper', 'must be one of: a4, letter'],
    [{ colours: 'black' }, 'options.colours', 'must be a list, not "black"'],
    [{ colours: ['black', 3] }, 'options.colours.1', 'must be a string, not 3'],
    [{ colours: [''] }, 'options.colours.0', 'must not be empty'],
    [{ labels: { a: true } }, 'options.labels.a', 'must be a string, not true'],
    [{ every: '15 days' }, 'options.every', 'must be a duration such as 30s, 12h or 15d'],
    [{ memory: '16 GB' }, 'options.memory', 'must be a quantity such as 500m, 16Gi or 2'],
    [{ range: '10.0.0.0' }, 'options.range', 'must be an address range such as 10.0.0.0/16'],
    [{ range: '300.0.0.0/8' }, 'options.range', 'must be an address range such as 10.0.0.0/16'],
    [{ mail: 'ops' }, 'options.mail', 'must be an e-mail address such as ops@example.org'],
    [{ address: 'example.org' }, 'options.address', 'must be an address such as https://vault.example.org'],
    [{ host: 'Not A Host' }, 'options.host', 'must be a host name such as app.example.org'],
    [{ duplex: 'yes' }, 'options.duplex', 'must be true or false, not "yes"'],
    [{ values: [] }, 'values', 'must be an object'],
    [{ version: '' }, 'version', 'must not be empty'],
    [{ namespace: 'Print' }, 'namespace', 'must be lower-case letters, digits and dashes, at most 63'],
    [{ patches: [{ kind: 'Job', name: 'a' }] }, 'patches.0.merge', 'is required'],
    [{ patches: [{ kind: 'Job', name: 'a', merge: {}, op: 'add' }] }, 'patches.0.op', 'unknown key "op"'],
  ])('refuse %j', (settings, where, message) => {
    expect(said(settings)).toEqual([[`lab/one › ci › press › ${where}`, message]]);
  });

  test('are all judged at once', () => {
    expect(settled({ copies: 0, paper: 'a5', colour: [] }).findings).toHaveLength(4);
  });
});
