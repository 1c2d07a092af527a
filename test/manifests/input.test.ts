import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Inputs, inputsOf } from '../../scripts/manifests/input.ts';
import { textOf } from '../../scripts/manifests/text.ts';
import { configMap, folderOf } from './files.ts';

async function* stdin(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function found(named: readonly string[], given = stdin()): Promise<Inputs> {
  const inputs = await inputsOf(named, () => given);
  if ('misuse' in inputs) throw new Error(inputs.misuse);
  return inputs;
}

const namesOf = ({ inputs }: Inputs, below: string): readonly string[] =>
  inputs.map(({ name, folder }) => `${relative(below, name)}${folder === undefined ? ' (named)' : ''}`);

const text = [...configMap('a')].join('');

describe('a folder', () => {
  test('holds YAML and JSON at any depth, in the order of their paths', async () => {
    const folder = folderOf({
      ...{ 'b/c.yaml': text, 'b/a.yml': text, 'a.json': '{}', 'b.yaml': text, 'README.md': '', 'x.yaml.bak': text },
      ...{ '.git/a.yaml': text, '.hidden.yaml': text, 'node_modules/p/a.yaml': text, 'b/node_modules/a.yaml': text },
    });
    expect(namesOf(await found([folder]), folder)).toEqual(['a.json', 'b.yaml', 'b/a.yml', 'b/c.yaml']);
  });

  test('of a chart leaves its templates out, and says so', async () => {
    const folder = folderOf({
      ...{ 'web/Chart.yaml': 'name: web', 'web/templates/a.yaml': '{{ x }}', 'web/crds/b.yaml': text },
      ...{
        'web/charts/db/Chart.yaml': 'name: db',
        'web/charts/db/templates/a.yaml': '{{ x }}',
        'templates/a.yaml': text,
      },
    });
    const inputs = await found([folder]);
    expect(namesOf(inputs, folder)).toEqual([
      'templates/a.yaml',
      'web/Chart.yaml',
      'web/charts/db/Chart.yaml',
      'web/crds/b.yaml',
    ]);
    expect(inputs.charts).toEqual([join(folder, 'web'), join(folder, 'web/charts/db')]);
  });

  test('holds files that it links to, and no folders, which may lead back', async () => {
    const elsewhere = folderOf({ 'a.yaml': text });
    const folder = folderOf({ 'b.yaml': text });
    symlinkSync(join(elsewhere, 'a.yaml'), join(folder, 'a.yaml'));
    symlinkSync(join(elsewhere, 'gone.yaml'), join(folder, 'c.yaml'));
    symlinkSync(folder, join(folder, 'd'));
    expect(namesOf(await found([folder]), folder)).toEqual(['a.yaml', 'b.yaml']);
  });
});

describe('what is named', () => {
  const folder = folderOf({ 'web.yaml': text, 'db.txt': text, 'empty/README.md': '' });

  test('is read once, and counts as named if it is', async () => {
    const named = [folder, `${folder}/./web.yaml`, `${folder}/db.txt`, folder];
    expect(namesOf(await found(named), folder)).toEqual(['web.yaml (named)', 'db.txt (named)']);
  });

  test('must be there', async () => {
    expect(await inputsOf([`${folder}/wep.yaml`], stdin)).toEqual({
      misuse: `there is no file or folder ${folder}/wep.yaml; did you mean "${folder}/web.yaml"?`,
    });
    expect(await inputsOf([`${folder}/elsewhere/entirely.yaml`], stdin)).toEqual({
      misuse: `there is no file or folder ${folder}/elsewhere/entirely.yaml`,
    });
    expect(await inputsOf([`${folder}/empty`], stdin)).toEqual({
      misuse: `${folder}/empty holds no *.yaml, *.yml or *.json`,
    });
  });

  test('is standard input, which can be read twice', async () => {
    const { inputs } = await found(['-', '-'], stdin('a: 1\n', 'b: 2\n'));
    expect(inputs.map(({ name }) => name)).toEqual(['stdin']);
    for (let time = 0; time < 2; time++)
      expect(inputs.map(({ chunks }) => [...textOf(chunks())].join(''))).toEqual(['a: 1\nb: 2\n']);
  });
});

describe('bytes become text', () => {
  const read = (...parts: readonly (readonly number[])[]): string =>
    [...textOf(parts.map((part) => Uint8Array.from(part)))].join('');

  test('wherever they are cut, without a mark of byte order', () => {
    expect(read([0xef], [0xbb, 0xbf, 0xc3], [0xa9, 0x61])).toBe('éa');
  });

  test.each([
    ['is written in UTF-16', [0xff, 0xfe, 0x61, 0]],
    ['is written in UTF-16', [0xfe, 0xff, 0, 0x61]],
    ['is not text in UTF-8', [0x61, 0xff]],
    ['is not text in UTF-8', [0x61, 0xc3]],
  ])('or the file %s', (message, bytes) => {
    expect(() => read(bytes)).toThrow(message);
  });
});
