import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bin, main, millwright } from './run.ts';
import { edit, type Small, small, texts, write } from './small.ts';

let fleet: Small;
beforeEach(() => {
  fleet = small();
  return () => rmSync(fleet.dir, { recursive: true });
});
const folders = () => ['--fleet', fleet.fleet, '--out', fleet.out];
const noStack = /\n\s+at |bug of Millwright/;

describe('a misuse of the command line ends with code 2, one sentence and nothing done:', () => {
  it.each([
    ['a misspelt verb', ['synt'], /there is no verb "synt"; did you mean "synth"\?/],
    ['no verb', [], /name a verb: synth, check/],
    ['a misspelt flag', ['synth', '--chek'], /chek\b.*did you mean "(--)?check"\?/],
    ['a flag of another verb', ['check', '--watch'], /--watch/],
    ['a word too many', ['synth', 'production'], /"production"/],
    ['a flag without its value', ['synth', '--cluster'], /not enough arguments following: cluster/i],
    [
      'an unknown environment',
      ['synth', '--environment', 'stagin'],
      /no environment "stagin"; did you mean "staging"\?/,
    ],
    ['an unknown cluster', ['synth', '--cluster', 'production/eu-7'], /no cluster "production\/eu-7"/],
    [
      'a cluster of another environment',
      ['synth', '--environment', 'staging', '--cluster', 'production/eu-1'],
      /no cluster "production\/eu-1"/,
    ],
    ['an unknown component', ['catalog', 'traefk'], /no component "traefk"; did you mean "traefik"\?/],
  ])('%s', async (_, argv, says) => {
    const before = texts(fleet.dir);
    const takesFolders = argv.length > 0 && argv[0] !== 'catalog' && argv[0] !== 'synt';
    const { code, out, err } = await main(...argv.slice(0, 1), ...(takesFolders ? folders() : []), ...argv.slice(1));
    expect({ code, out }, err).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).not.toMatch(noStack);
    expect(texts(fleet.dir)).toEqual(before);
  });
});

describe('the command line', () => {
  it('takes its flags before the verb, too', async () => {
    expect(await main(...folders(), 'check')).toMatchObject({ code: 0, err: '' });
  });

  it('takes the last of a flag that is given twice', async () => {
    expect(await main('check', '--fleet', '/nowhere', ...folders())).toMatchObject({ code: 0, err: '' });
  });

  it('prints its help and ends well', async () => {
    expect(await bin(['synth', '--help'])).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['--fleet', 2, /there is no fleet here/],
    ['--out', 2, /is a file/],
  ])('says so when %s names a file', async (flag, expected, says) => {
    writeFileSync(join(fleet.dir, 'file'), '');
    const { code, err } = await main('synth', ...folders(), flag, join(fleet.dir, 'file'));
    expect(code).toBe(expected);
    expect(err).toMatch(says);
    expect(err).not.toMatch(noStack);
  });

  it('says the same as a process of its own', async () => {
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelves: 12');
    const inside = await millwright(fleet, 'check');
    expect(await bin(['check', ...folders()])).toEqual(inside);
    expect(inside.code).toBe(1);
  });
});

describe('a check', () => {
  it('says that all is well, and how much that is', async () => {
    expect(await millwright(fleet, 'check')).toEqual({ code: 0, out: '3 clusters, 239 objects: no errors\n', err: '' });
  });

  it('writes nothing', async () => {
    const before = texts(fleet.dir);
    await millwright(fleet, 'check');
    expect(texts(fleet.dir)).toEqual(before);
  });

  it('reports mistakes of several files in one run, errors before warnings', async () => {
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelfs: 2');
    edit(fleet.fleet, 'production.ts', 'cilium:', 'ciliun:');
    edit(fleet.fleet, 'factories/shop.ts', 'production/eu-1', 'production/eu-7');
    write(fleet.fleet, {
      'components/databases/old.ts':
        "import { component, own } from 'millwright';\nexport default component({ summary: 'Is old', status: { archived: 'new' }, source: own('1'), namespace: { podSecurity: 'restricted' } });\n",
    });
    edit(fleet.fleet, 'staging.ts', 'notes: {', 'old: {}, notes: {');
    const { code, err } = await millwright(fleet, 'check');
    expect(code).toBe(1);
    const said = err.split('\n').filter((line) => /^(error|warning) /.test(line));
    expect(said.map((line) => line.slice(0, line.indexOf(' ')))).toEqual(['error', 'error', 'error', 'warning']);
    for (const part of ['shelfs', 'ciliun', 'production/eu-7', 'archived']) expect(err).toContain(part);
  });

  it('reports every file that does not load', async () => {
    edit(fleet.fleet, 'staging.ts', "profile: 'SUP',", "profile: 'SUP'");
    edit(fleet.fleet, 'production.ts', 'export default', 'throw new Error("no");\nexport default');
    edit(fleet.fleet, 'fleet.ts', 'groups:', 'groups');
    const { err } = await millwright(fleet, 'check');
    for (const file of ['staging.ts:5', 'fleet.ts:6']) expect(err).toContain(`environments/${file}`);
  });

  it('prints exactly the documented keys as JSON, and nothing else', async () => {
    edit(fleet.fleet, 'staging.ts', 'shelves: 2', 'shelves: 12');
    const { code, out, err } = await millwright(fleet, 'check', '--json');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toEqual([
      {
        check: 'option',
        severity: 'error',
        where: 'staging/eu-1 › databases › notes › options.shelves',
        message: 'must be at most 9',
        source: 'environments/staging.ts:18',
        hint: 'Shelves for notes',
      },
    ]);
  });

  it('names the source of a file that does not load in JSON, too', async () => {
    edit(fleet.fleet, 'staging.ts', "profile: 'SUP',", "profile: 'SUP'");
    const { out } = await millwright(fleet, 'check', '--json');
    expect(JSON.parse(out)).toMatchObject([{ check: 'load', source: 'environments/staging.ts:5' }]);
  });

  it('prints an empty list as JSON when all is well', async () => {
    expect(await millwright(fleet, 'check', '--json')).toEqual({ code: 0, out: '[]\n', err: '' });
  });
});

describe('a warning', () => {
  it('does not stop a synth', async () => {
    write(fleet.fleet, { 'versions/shop.test.yaml': '{}\n' });
    const { code, err } = await millwright(fleet, 'synth');
    expect(code).toBe(0);
    expect(err).toMatch(/^warning shop › test › web: has no image yet and is left out of staging\/eu-1/);
  });

  it('is said again by a run that has nothing to do', async () => {
    write(fleet.fleet, { 'versions/shop.test.yaml': '{}\n' });
    const { err } = await millwright(fleet, 'synth');
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err });
  });
});

describe('what an editor or a person leaves in the folder', () => {
  it('such as a lock beside a file is no definition', async () => {
    symlinkSync('/nowhere', join(fleet.fleet, '.#staging.ts'));
    expect(await millwright(fleet, 'check')).toMatchObject({ code: 0, err: '' });
  });

  it('such as helpers in a folder of their own is no definition either', async () => {
    mkdirSync(join(fleet.fleet, 'parts'));
    writeFileSync(join(fleet.fleet, 'parts/domain.ts'), "export const domain = 'example.net';\n");
    edit(fleet.fleet, 'staging.ts', 'import {', "import { domain } from './parts/domain.ts';\nimport {");
    edit(fleet.fleet, 'staging.ts', "domain: 'staging.example.org'", 'domain');
    expect(await millwright(fleet, 'synth')).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(fleet.out, 'staging/eu-1/README.md'), 'utf8')).toContain('example.net');
  });
});
