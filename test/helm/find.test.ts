import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findHelm, type Wanted } from '../../scripts/helm/index.ts';
import { helmProgram } from './program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millwright-helm-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints a text, whatever it is asked. */
function program(name: string, says: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho '${says}'\n`);
  chmodSync(path, mode);
  return path;
}

const find = async (wanted: Partial<Wanted>) => {
  const found = await findHelm({ cacheDir: join(folder, 'cache'), environment: { PATH: folder }, ...wanted });
  return 'missing' in found ? found : { path: found.path, version: found.version };
};

describe('Helm is found', () => {
  test('by its path', async () => {
    const path = helmProgram();
    expect(await find({ given: path })).toEqual({ path, version: expect.stringMatching(/^v[34]\.\d+/) });
  });

  test('on the PATH', async () => {
    const path = program('helm', 'v3.19.4');
    expect(await find({})).toEqual({ path, version: 'v3.19.4' });
  });

  test('on the PATH under another name', async () => {
    const path = program('helm3', 'v3.14.0');
    expect(await find({ given: 'helm3' })).toEqual({ path, version: 'v3.14.0' });
  });

  test('by MILLWRIGHT_HELM, before the PATH', async () => {
    program('helm', 'v3.19.4');
    const path = program('other', 'v4.0.0');
    expect(await find({ environment: { PATH: folder, MILLWRIGHT_HELM: path } })).toEqual({ path, version: 'v4.0.0' });
  });

  test('by what is given, before MILLWRIGHT_HELM', async () => {
    const path = program('one', 'v4.1.0');
    expect(await find({ given: path, environment: { MILLWRIGHT_HELM: program('two', 'v4.2.0') } })).toMatchObject({
      path,
    });
  });

  test('on the PATH where an earlier folder has one that cannot be run', async () => {
    program('helm', 'v3.19.4', 0o644);
    const path = helmProgram();
    expect(await find({ environment: { PATH: [folder, dirname(path)].join(delimiter) } })).toMatchObject({ path });
  });
});

describe('without a Helm that would do, somebody says why', () => {
  const hint = expect.stringMatching(/^install Helm 3\.14 or newer .*, or name it with --helm$/);

  test('none on the PATH', async () => {
    expect(await find({})).toEqual({ missing: 'there is no Helm on the PATH', hint });
  });

  test('none where --helm says', async () => {
    expect(await find({ given: '/none/helm' })).toEqual({
      missing: 'there is no program "/none/helm", which --helm names',
      hint,
    });
  });

  test('none where MILLWRIGHT_HELM says', async () => {
    expect(await find({ environment: { PATH: folder, MILLWRIGHT_HELM: 'helm9' } })).toEqual({
      missing: 'there is no program "helm9", which MILLWRIGHT_HELM names',
      hint,
    });
  });

  test('a folder', async () => {
    expect(await find({ given: folder })).toMatchObject({ missing: expect.stringContaining('there is no program') });
  });

  test('another program', async () => {
    expect(await find({ given: program('kubectl', 'Client Version: 1.36') })).toEqual({
      missing: expect.stringMatching(/kubectl is no Helm: it says "Client Version: 1\.36"$/),
      hint,
    });
  });

  test('a file that is no program', async () => {
    const path = join(folder, 'helm');
    writeFileSync(path, 'no program', { mode: 0o755 });
    expect(await find({ given: path })).toEqual({ missing: expect.stringContaining('helm is no Helm: '), hint });
  });

  test.each(['v3.13.3', 'v2.17.0'])('Helm %s, which is too old', async (version) => {
    const path = program('helm', version);
    expect(await find({ given: path })).toEqual({ missing: `${path} is Helm ${version}, which is too old`, hint });
  });
});
