import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cached, cacheOf, DAMAGE, miniProject, run, temporary, write } from './project.ts';

let root: string;
let fleet: string;
beforeAll(() => {
  root = miniProject();
  fleet = temporary();
  write(fleet, { 'a.ts': `import { environment } from 'millwright';\nexport default environment({ name: 'a' });` });
});
afterAll(() => {
  fs.rmSync(root, { recursive: true });
  fs.rmSync(fleet, { recursive: true });
});

describe('the bin', () => {
  it('runs main, the first time and the second', async () => {
    const expected = { code: 0, out: 'one\n', err: '' };
    expect(await run(root, [])).toEqual(expected);
    expect(await run(root, [])).toEqual(expected);
  });

  it('runs as often as it likes at once, without a cache to begin with', async () => {
    fs.rmSync(cacheOf(root), { recursive: true, force: true });
    const runs = await Promise.all([1, 2, 3].map(() => run(root, [fleet, 'a.ts'])));
    for (const ran of runs) expect(ran).toEqual({ code: 0, out: 'a.ts {"name":"a"}\n', err: '' });
    expect(fs.readdirSync(cacheOf(root)).filter((name) => name.startsWith('tmp-'))).toEqual([]);
  });

  it.each(Object.entries(DAMAGE))('says the same when all code in its caches %s', async (_, damage) => {
    const before = await run(root, [fleet, 'a.ts']);
    for (const file of fs.readdirSync(cacheOf(root), { recursive: true, encoding: 'utf8' })) {
      if (/\.[cm]js$/.test(file)) damage(join(cacheOf(root), file));
    }
    expect(await run(root, [fleet, 'a.ts'])).toEqual(before);
    expect(before.code).toBe(0);
  });

  it('finds its caches again from any folder, home and time zone', async () => {
    await run(root, [fleet, 'a.ts']);
    const before = [...cached(root, 'core'), ...cached(root, 'fleet'), ...cached(root, 'index')];
    await run(root, [fleet, 'a.ts'], {
      cwd: fleet,
      env: { HOME: fleet, TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', NODE_PATH: fleet },
    });
    expect([...cached(root, 'core'), ...cached(root, 'fleet'), ...cached(root, 'index')]).toEqual(before);
  });

  it('refuses an old Node with one sentence', async () => {
    const old =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.18.3"}})';
    const ran = await run(root, [], { node: ['--import', old] });
    expect(ran).toEqual({ code: 1, out: '', err: 'millwright needs Node 20.19 or newer; this is 20.18.3.\n' });
  });

  it("lists a user's mistakes without a stack", async () => {
    const broken = temporary();
    write(broken, { 'a.ts': `throw new Error('no');`, 'b.ts': `\nthrow new Error('neither');` });
    const ran = await run(root, [broken, 'a.ts', 'b.ts'], { env: { MILLWRIGHT_DEBUG: '1' } });
    expect(ran).toEqual({ code: 1, out: '', err: 'millwright: a.ts:1:7: no\nb.ts:2:7: neither\n' });
    fs.rmSync(broken, { recursive: true });
  });

  it('calls a bug a bug, with a stack only when asked', async () => {
    const ran = await run(root, ['bug']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toBe(
      'millwright: a slip of ours\nThis is a bug of Millwright; please report it with what it says when MILLWRIGHT_DEBUG=1 is set.\n',
    );
    const debugged = await run(root, ['bug'], { env: { MILLWRIGHT_DEBUG: '1' } });
    expect(debugged.err).toMatch(
      /^millwright: a slip of ours\nThis is a bug of Millwright.*\nTypeError: a slip of ours\n +at main \(.*scripts\/main\.ts:6:/,
    );
  });

  it('does not end in silence when something waits forever', async () => {
    const ran = await run(root, ['forever']);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^millwright: stopped before it was finished: /);
  });

  it('is quiet when its reader goes away', async () => {
    const child = spawn(process.execPath, [join(root, 'scripts/millwright.mjs'), 'chatter'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((done) => child.on('close', done));
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('missing packages', () => {
  /** Puts an npm of ours first in the path. */
  function npm(script: string): NodeJS.ProcessEnv {
    const bin = join(root, 'bin');
    write(bin, { npm: `#!/bin/sh\n${script}\n` });
    fs.chmodSync(join(bin, 'npm'), 0o755);
    return { PATH: `${bin}:${process.env.PATH}` };
  }
  const copy = () => join(root, 'node_modules/.package-lock.json');

  it('are installed first, once, and leave standard output alone', async () => {
    fs.rmSync(copy());
    const env = npm(`echo "npm $*"; sleep 0.3; echo '{}' > node_modules/.package-lock.json`);
    const runs = await Promise.all([run(root, [], { env }), run(root, [], { env })]);
    expect(runs.map(({ code, out }) => ({ code, out }))).toEqual([
      { code: 0, out: 'one\n' },
      { code: 0, out: 'one\n' },
    ]);
    expect(runs.map(({ err }) => err).sort()).toEqual([
      '',
      'millwright: no packages are installed yet; running npm ci\nnpm ci\n',
    ]);
  });

  it('are one sentence when npm fails', async () => {
    fs.rmSync(copy());
    const ran = await run(root, [], { env: npm('echo "npm error network" >&2; exit 7') });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toBe(
      `millwright: no packages are installed yet; running npm ci\nnpm error network\nmillwright: packages could not be installed: npm ci ended with code 7; run "npm ci" in ${root} and see what it says\n`,
    );
  });
});
