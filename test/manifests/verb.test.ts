import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { joined } from '../../scripts/verbs/several.ts';
import { main, root } from '../fleet/run.ts';
import { configMap, folderOf } from './files.ts';

const folder = folderOf({
  'fine/a.yaml': configMap('a'),
  'fine/b.yaml': `${configMap('b')}---\n${configMap('c')}`,
  'wrong/a.yaml': configMap('a', 'date: {}\n'),
  'doubtful/a.yaml': 'apiVersion: example.org/v1\nkind: Press\nmetadata: {name: a}\n',
});
const check = (...argv: readonly string[]) => main('check', ...argv);

/** Runs the bin with something on its standard input. */
const bin = (input: string, ...argv: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/millwright.mjs'), 'check', '--manifests', ...argv],
    { input, encoding: 'utf8' },
  );
  return { code: status, out: stdout, err: stderr };
};

describe('check --manifests', () => {
  test('says how much there was, and ends with 0 if it is fine', async () => {
    expect(await check('--manifests', `${folder}/fine`)).toEqual({
      ...{ code: 0, err: '' },
      out: '3 objects in 2 files: no errors\n',
    });
    expect((await check('--manifests', `${folder}/fine/a.yaml`)).out).toBe('1 object in 1 file: no errors\n');
  });

  test('ends with 0 where it only warns', async () => {
    const { code, out, err } = await check('--manifests', `${folder}/doubtful`);
    expect({ code, out }).toEqual({ code: 0, out: '1 object in 1 file: no errors, 1 warning\n' });
    expect(err).toMatch(/^warning .*doubtful\/a\.yaml › document 1 › Press a: not checked: /);
  });

  test('ends with 1 if something is wrong, which stands with its line and its mend', async () => {
    const path = `${folder}/wrong/a.yaml`;
    expect(await check('--manifests', path)).toEqual({
      code: 1,
      out: '1 object in 1 file: 1 error\n',
      err: `error ${path} › document 1 › ConfigMap shop/a › date: unknown field; did you mean "data"? (${path}:6)\n  write data\n`,
    });
  });

  test('prints the same JSON as for the fleet', async () => {
    const path = `${folder}/wrong/a.yaml`;
    const { code, out, err } = await check('--manifests', path, '--json');
    expect({ code, err, json: JSON.parse(out) }).toEqual({
      ...{ code: 1, err: '' },
      json: [
        {
          ...{ check: 'schema', severity: 'error', where: `${path} › document 1 › ConfigMap shop/a › date` },
          ...{ message: 'unknown field; did you mean "data"?', source: `${path}:6`, hint: 'write data' },
        },
      ],
    });
    expect(await check('--manifests', `${folder}/fine`, '--json')).toEqual({ code: 0, out: '[]\n', err: '' });
  });

  test('takes several, named together or one by one', async () => {
    const [fine, wrong] = [`${folder}/fine`, `${folder}/wrong`];
    for (const argv of [
      ['--manifests', fine, wrong],
      ['--manifests', fine, '--manifests', wrong],
      [`--manifests=${fine}`, '--kubernetes', '1.35', `--manifests=${wrong}`],
    ])
      expect(await check(...argv)).toMatchObject({ code: 1, out: '4 objects in 3 files: 1 error, 1 warning\n' });
  });

  test('reads standard input', () => {
    const text = `${configMap('a')}---\n${configMap('b', 'date: {}\n')}`;
    expect(bin(text, '-')).toEqual({
      code: 1,
      out: '2 objects in 1 file: 1 error\n',
      err: 'error stdin › document 2 › ConfigMap shop/b › date: unknown field; did you mean "data"? (stdin:12)\n  write data\n',
    });
    expect(bin('', '-')).toMatchObject({ code: 1, err: 'error stdin: holds no object\n  name what holds manifests\n' });
  });
});

describe('check --manifests is misused', () => {
  test.each([
    ['without a value', ['--manifests'], /manifests/],
    [
      'with what is not there',
      ['--manifests', `${folder}/fin`],
      /there is no file or folder .*; did you mean ".*\/fine"\?/,
    ],
    ['with a fleet', ['--manifests', folder, '--fleet', folder], /^millwright: --fleet is about the fleet/],
    ['with a tree', ['--manifests', folder, '--out', folder], /--out is about the fleet/],
    ['with a cluster', ['--manifests', folder, '--cluster', 'a'], /--cluster is about the fleet/],
    ['with rendering', ['--manifests', folder, '--render'], /--render is about the fleet/],
    ['without the cache', ['--manifests', folder, '--no-cache'], /--no-cache is about the fleet/],
    [
      'with a version that nobody knows',
      ['--manifests', folder, '--kubernetes', '1.63'],
      /^millwright: --kubernetes 1\.63 is no version that the checks know; known: 1\.32, .*, 1\.36\n$/,
    ],
    ['by a version alone', ['--kubernetes', '1.36'], /^millwright: --kubernetes goes with --manifests/],
    ['by a typing mistake', ['--manifest', folder], /there is no --manifest here; did you mean "--manifests"\?/],
  ])('%s', async (_, argv, says) => {
    const { code, out, err } = await check(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });

  test('but a version may be written as programs print it', async () => {
    for (const version of ['1.36', 'v1.35.3', '1.34.2-gke.100', 'v1.33.1+k3s1'])
      expect(await check('--manifests', `${folder}/fine`, '--kubernetes', version)).toMatchObject({ code: 0, err: '' });
  });
});

describe('a flag with several values', () => {
  test.each([
    [
      ['check', '--json'],
      ['check', '--json'],
    ],
    [
      ['--m', 'a', '--json', '--m', '-', 'b'],
      ['--json', '--m=a\0-\0b'],
    ],
    [['--m=a', '--m=b c'], ['--m=a\0b c']],
    [
      ['--m', '--json'],
      ['--m', '--json'],
    ],
    [
      ['--mm', 'a'],
      ['--mm', 'a'],
    ],
  ])('%j', (argv, is) => {
    expect(joined(argv, '--m')).toEqual(is);
  });
});
