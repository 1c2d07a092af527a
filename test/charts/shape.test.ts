import { describe, expect, test } from 'vitest';
import { textOf } from '../../scripts/charts/files.ts';
import { says, shaped } from './made.ts';

describe('the shape of a chart', () => {
  test('has its defaults, and the keys that it knows without one', () => {
    const shape = shaped({ 'values.yaml': 'image:\n  tag: ""\n  # digest: sha256:1\nlabels: {}\n' });
    expect(shape).toMatchObject({ chart: 'press', version: '1.2.0', templates: false });
    expect(shape.defaults).toEqual({ image: { tag: '' }, labels: {} });
    expect(shape.keys).toEqual({ image: { digest: {} } });
  });

  test('has the keys that templates read, and maps that they take as a whole', () => {
    const shape = shaped({
      'values.yaml': 'image: { tag: "" }\nextra: { a: 1 }\n',
      'templates/one.yaml': '{{ .Values.image.digest }}{{ toYaml .Values.extra }}',
      'README.md': '{{ .Values.nothing }}',
    });
    expect(shape.templates).toBe(true);
    expect(shape.keys).toEqual({ image: { digest: {} }, extra: {} });
  });

  test('has no keys below what is open, empty or no map', () => {
    const values = 'labels: {}\nhosts: []\nport: 80\n';
    const template =
      '{{ .Values.labels.team }}{{ .Values.hosts.first }}{{ .Values.port.name }}{{ .Values.a }}{{ .Values.a.b }}';
    expect(shaped({ 'values.yaml': values, 'templates/one.yaml': template }).keys).toEqual({ a: {} });
  });

  test('has the schema without its prose, and with its references', () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      description: 'Values',
      properties: { description: { type: 'string', title: 'A key of that name' }, port: { $ref: '#/$defs/port' } },
      additionalProperties: true,
      required: [],
      $defs: { port: { type: 'integer', default: 80, enum: [80], examples: [1] } },
    };
    const [found] = shaped({ 'values.yaml': 'port: 80', 'values.schema.json': JSON.stringify(schema) }).schemas;
    expect(found).toEqual({
      at: [],
      fits: true,
      schema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        properties: { description: { type: 'string' }, port: { $ref: '#/$defs/port' } },
        $defs: { port: { type: 'integer', enum: [80] } },
      },
    });
  });

  test('says where the defaults do not fit the schema', () => {
    const schema = JSON.stringify({ required: ['name'] });
    const shape = shaped({ 'values.yaml': 'port: 80', 'values.schema.json': schema });
    expect(shape.schemas[0]?.fits).toBe(false);
    expect(says(shape, {})).toEqual(['name: is required, says the schema of the chart press 1.2.0']);
    expect(says(shape, { name: 'a' })).toEqual([]);
  });

  test('has the values of the charts of Istio at the root, where they are set', () => {
    const shape = shaped({ 'values.yaml': '_internal_defaults_do_not_set:\n  hub: ""\n  pilot: { enabled: true }\n' });
    expect(shape.defaults).toEqual({ hub: '', pilot: { enabled: true } });
  });

  test('is the same text for the same files', () => {
    const files = { 'values.yaml': 'a: { b: 1 }\nc: []\n', 'templates/one.yaml': '{{ .Values.d }}' };
    expect(textOf(shaped(files))).toBe(textOf(shaped(files)));
    expect(JSON.parse(textOf(shaped(files)))).toEqual(shaped(files));
  });

  test.each([
    [{ 'Chart.yaml': 'name: press' }, 'there is no Chart.yaml with a name and a version'],
    [{ 'values.yaml': '- a' }, 'values.yaml holds no map'],
  ])('cannot be made of %s', (texts, message) => {
    expect(() => shaped(texts)).toThrow(message);
  });
});

describe('a subchart', () => {
  const dependency = { name: 'ink', version: '3.0.0', condition: 'ink.enabled,global.ink' };
  const ink = {
    'charts/ink/Chart.yaml': 'name: ink\nversion: 3.0.0\n',
    'charts/ink/values.yaml': 'colour: black\nbarrel: { size: 1, spare: 2 }\n# note: a\n# paper: a4\n',
  };

  test('has its shape below its name, with what its parent says of it', () => {
    const shape = shaped({ 'values.yaml': 'ink:\n  barrel: { size: 2, spare: null }\n', ...ink }, [dependency]);
    expect(shape.subcharts).toEqual([{ at: ['ink'], chart: 'ink', known: true }]);
    expect(shape.defaults).toEqual({ ink: { colour: 'black', barrel: { size: 2 } } });
    expect(shape.keys).toEqual({ ink: { paper: {}, enabled: {} }, global: {} });
  });

  test('stands below its alias', () => {
    const shape = shaped({ 'values.yaml': '', ...ink }, [{ ...dependency, alias: 'toner' }]);
    expect(shape.defaults).toEqual({ toner: { colour: 'black', barrel: { size: 1, spare: 2 } } });
  });

  test('is taken from another shape, at the very version', () => {
    const other = { ...shaped({ 'values.yaml': 'colour: blue\n' }), chart: 'ink', version: '3.0.0' };
    const find = (chart: string, version: string) => (`${chart} ${version}` === 'ink 3.0.0' ? other : undefined);
    expect(shaped({ 'values.yaml': '' }, [dependency], find).defaults).toEqual({ ink: { colour: 'blue' } });
    const range = shaped({ 'values.yaml': '' }, [{ ...dependency, version: '3.*' }], find);
    expect(range.subcharts).toEqual([{ at: ['ink'], chart: 'ink', known: false }]);
  });

  test('that nobody has seen takes anything', () => {
    const shape = shaped({ 'values.yaml': 'ink:\n  colour: black\n  # paper: a4\n' }, [dependency]);
    expect(shape.keys['ink']).toEqual({});
    expect(says(shape, { ink: { barrel: { size: 3 } } })).toEqual([]);
    expect(says(shape, { inc: {} })).toEqual(['inc: the chart press 1.2.0 has no such value; did you mean "ink"?']);
  });

  test('has its own schema, unless it is switched off', () => {
    const schema = JSON.stringify({ properties: { colour: { enum: ['black', 'blue'] } } });
    const shape = shaped({ 'values.yaml': '', ...ink, 'charts/ink/values.schema.json': schema }, [dependency]);
    expect(shape.schemas).toMatchObject([{ at: ['ink'], condition: 'ink.enabled,global.ink', fits: true }]);
    expect(says(shape, { ink: { colour: 'red' } })).toEqual([
      'ink.colour: must be one of: "black", "blue", not "red", says the schema of the chart press 1.2.0',
    ]);
    expect(says(shape, { ink: { enabled: false, colour: 'red' } })).toEqual([]);
    expect(says(shape, { global: { ink: false }, ink: { colour: 'red' } })).toEqual([]);
  });
});
