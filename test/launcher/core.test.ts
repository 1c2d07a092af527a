import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openCore, sourcesOf } from '../../scripts/launcher/bundle.mjs';
import { cached, cacheOf, DAMAGE, miniProject, write } from './project.ts';

let root: string;
beforeAll(() => {
  root = miniProject();
});
afterAll(() => fs.rmSync(root, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** What the core is made of; for a debugger it stays a module. */
const text = (dir: string, file = fs.existsSync(join(dir, 'main.cjs')) ? 'main.cjs' : 'main.mjs') =>
  fs.readFileSync(join(dir, file), 'utf8');

describe("the core's bundle", () => {
  it('is made once', async () => {
    const first = await openCore(root);
    const made = fs.statSync(join(first.dir, 'main.mjs')).ino;
    expect(await openCore(root)).toEqual(first);
    expect(fs.statSync(join(first.dir, 'main.mjs')).ino).toBe(made);
  });

  it.each(Object.entries(DAMAGE))('is made again when a file of it %s', async (_, damage) => {
    const { dir } = await openCore(root);
    for (const file of ['main.mjs', 'constructs.cjs', 'manifest']) {
      const whole = text(dir, file);
      damage(join(dir, file));
      expect((await openCore(root)).dir).toBe(dir);
      expect(text(dir, file)).toBe(whole);
    }
  });

  it('is made again when the folder is gone', async () => {
    const { dir } = await openCore(root);
    const whole = text(dir);
    fs.rmSync(cacheOf(root), { recursive: true });
    expect(text((await openCore(root)).dir)).toBe(whole);
  });

  it('follows its sources, and is found again when a change is taken back', async () => {
    const before = await openCore(root);
    write(root, { 'constructs/platform/one.ts': `export default 'two';` });
    const after = await openCore(root);
    expect(after.hash).not.toBe(before.hash);
    expect(text(after.dir)).toContain('two');
    write(root, { 'constructs/platform/one.ts': `export default 'one';` });
    expect(await openCore(root)).toEqual(before);
  });

  it('is named by code, templates and the lock, not by data that is read at run time', () => {
    write(root, {
      'scripts/schemas/deployment.json': '{}',
      'scripts/schemas/kinds/pod.ts': '',
      'scripts/schemas/read.ts': '',
      'scripts/templates/page.hbs': '',
      'scripts/.swap.ts': '',
      'scripts/notes.md': '',
    });
    const sources = sourcesOf(root);
    expect(sources).toContain('scripts/templates/page.hbs');
    expect(sources).toContain('scripts/schemas/read.ts');
    expect(sources).toContain('scripts/millwright.mjs');
    expect(sources).toContain('package-lock.json');
    expect(sources.filter((path) => /deployment|pod|swap|notes/.test(path))).toEqual([]);
    fs.rmSync(join(root, 'scripts/templates'), { recursive: true });
  });

  it('lies in the temporary folder when it cannot lie beside the packages', async () => {
    const { dir } = await openCore(root);
    const expected = text(dir);
    fs.rmSync(join(root, 'node_modules/.cache'), { recursive: true });
    fs.writeFileSync(join(root, 'node_modules/.cache'), 'in the way');
    const elsewhere = join(root, 'elsewhere');
    fs.mkdirSync(elsewhere);
    vi.stubEnv('TMPDIR', elsewhere);
    const moved = await openCore(root);
    expect(moved.dir.startsWith(elsewhere)).toBe(true);
    expect(text(moved.dir)).toBe(expected);
    expect(await openCore(root)).toEqual(moved);
    fs.rmSync(join(root, 'node_modules/.cache'));
  });

  it('does not lie in a temporary folder that others may write to', async () => {
    fs.writeFileSync(join(root, 'node_modules/.cache'), 'in the way');
    const elsewhere = join(root, 'shared');
    const prepared = join(elsewhere, `millwright-${process.getuid?.()}`);
    fs.mkdirSync(prepared, { recursive: true });
    fs.chmodSync(prepared, 0o777);
    vi.stubEnv('TMPDIR', elsewhere);
    expect((await openCore(root)).cacheDir).not.toBe(prepared);
    fs.rmSync(join(root, 'node_modules/.cache'));
  });

  it('leaves old bundles to others for a while, and then removes them', async () => {
    const { dir } = await openCore(root);
    const others = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => join(cacheOf(root), `core-${name}`));
    for (const [index, other] of others.entries()) {
      fs.mkdirSync(other);
      const used = Date.now() / 1000 - (index < 2 ? 10 : 3600 * index);
      fs.utimesSync(other, used, used);
    }
    fs.rmSync(dir, { recursive: true });
    await openCore(root);
    expect(cached(root, 'core')).toEqual(
      ['core-a', 'core-b', 'core-c', 'core-d', 'core-e', dir.slice(dir.lastIndexOf('core-'))].sort(),
    );
  });
});

describe('a core that does not compile', () => {
  it('is an error that names every place', async () => {
    const main = `${text(root, 'scripts/main.ts')}\nimport './gone.ts';\n`;
    write(root, { 'constructs/platform/one.ts': 'export default ;', 'scripts/main.ts': main });
    const error = await openCore(root).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/constructs\/platform\/one\.ts:1: Unexpected/);
    expect(String(error)).toMatch(/scripts\/main\.ts:\d+: Could not resolve "\.\/gone\.ts"/);
  });

  it('may not reach code that it is not named by', async () => {
    const other = miniProject();
    write(other, {
      'other/code.ts': 'export default 1;',
      'constructs/platform/one.ts': `export { default } from '../../other/code.ts';`,
    });
    await expect(openCore(other)).rejects.toThrow('other/code.ts is bundled, but not among the sources');
    fs.rmSync(other, { recursive: true });
  });
});
