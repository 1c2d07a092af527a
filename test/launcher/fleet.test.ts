import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LoadedFleet } from '../../scripts/launcher/host.ts';
import { sha256 } from '../../scripts/launcher/store.mjs';
import { defaults, load, problems, scene, TWO } from './fleet.ts';
import { write } from './project.ts';

const at = scene();

const exportOf = (fleet: LoadedFleet, file: string): unknown => fleet.modules.get(file)?.default;

describe('a fleet', () => {
  it('is what its definition files export', async () => {
    write(at.dir, TWO);
    expect(defaults(await load(at))).toEqual({
      'production.ts': { name: 'production', domain: 'example.org' },
      'staging.ts': { name: 'staging' },
    });
  });

  it('tells of each file which bytes it was made from', async () => {
    write(at.dir, TWO);
    const { inputs } = await load(at);
    const of = (...paths: (keyof typeof TWO)[]) => paths.map((path) => ({ path, hash: sha256(TWO[path]) }));
    expect(inputs.get('production.ts')).toEqual(of('parts/data.json', 'parts/domain.ts', 'production.ts'));
    expect(inputs.get('staging.ts')).toEqual(of('staging.ts'));
    expect((await load(at)).inputs).toEqual(inputs);
  });

  it("tells which of Node's modules a file reaches", async () => {
    write(at.dir, {
      'a.ts': `import './read.ts';`,
      'b.ts': '',
      'read.ts': `import fs from 'node:fs';\nexport default fs;`,
    });
    expect([...(await load(at)).builtins]).toEqual([
      ['a.ts', ['node:fs']],
      ['b.ts', []],
      ['read.ts', ['node:fs']],
    ]);
  });

  it('shares its classes with the core that runs', async () => {
    write(at.dir, {
      'a.ts': `import { Thing } from 'millwright';\nimport { Construct } from 'constructs';\nexport default { Thing, Construct };`,
    });
    const running: { Thing: object } = await import(pathToFileURL(join(at.core.dir, 'main.mjs')).href);
    const { Thing, Construct } = exportOf(await load(at), 'a.ts') as { Thing: object; Construct: object };
    expect(Thing).toBe(running.Thing);
    expect(Object.getPrototypeOf(Thing)).toBe(Construct);
  });

  it('runs a shared module once', async () => {
    write(at.dir, {
      'a.ts': `export { one as default } from './one.ts';`,
      'b.ts': `export { one as default } from './one.ts';`,
      'one.ts': `export const one = {};`,
    });
    const { 'a.ts': a, 'b.ts': b } = defaults(await load(at));
    expect(a).toBe(b);
  });

  it('may use packages of its own', async () => {
    write(at.dir, {
      'a.ts': `import name from 'left';\nexport default name;`,
      'node_modules/left/package.json': '{ "main": "lib.js" }',
      'node_modules/left/lib.js': `module.exports = 'left';`,
    });
    const fleet = await load(at);
    expect(defaults(fleet)).toEqual({ 'a.ts': 'left' });
    expect(fleet.inputs.get('a.ts')?.map(({ path }) => path)).toEqual(['a.ts', 'node_modules/left/lib.js']);
  });

  it('says where an error was thrown long after it was loaded', async () => {
    write(at.dir, { 'a.ts': `export default {\n  values: (): never => {\n    throw new Error('later');\n  },\n};` });
    const fleet = await load(at);
    const { values } = exportOf(fleet, 'a.ts') as { values: () => never };
    expect(thrownBy(values, fleet)).toEqual({ file: 'a.ts', line: 3, column: 11 });
    expect(fleet.locate(new Error('ours'))).toBeUndefined();
  });

  it('may be empty', async () => expect((await at.loadFleet(at.dir, [])).modules.size).toBe(0));
});

function thrownBy(call: () => void, fleet: LoadedFleet): unknown {
  try {
    call();
  } catch (error) {
    return fleet.locate(error);
  }
  return undefined;
}

describe('what is wrong with a fleet', () => {
  it('names every file with a syntax error', async () => {
    write(at.dir, { 'a.ts': `const x = ;`, 'b.ts': `export default {\n  a: 1 1,\n};`, 'c.ts': '' });
    expect(await problems(at)).toEqual(['a.ts:1 Unexpected ";"', 'b.ts:2 Expected "}" but found "1"']);
  });

  it('names every import that leads nowhere or where it may not', async () => {
    write(at.dir, {
      'a.ts': `import './gone.ts';\nimport 'nowhere';\nimport './values.yaml';\nimport 'https://example.org/a.js';`,
      'b.ts': `\nimport '${join(relative(at.dir, at.root), 'constructs/index.ts')}';`,
      'values.yaml': '',
    });
    expect(await problems(at)).toEqual([
      'a.ts:1 cannot find "./gone.ts"',
      'a.ts:2 cannot find "nowhere"',
      'a.ts:3 "./values.yaml" cannot be imported: a definition can import TypeScript, JavaScript and JSON',
      'a.ts:4 "https://example.org/a.js" cannot be imported: a fleet is read from files only',
      expect.stringContaining('is a part of Millwright: import it from "millwright"'),
    ]);
  });

  it('names every import that Millwright does not export', async () => {
    write(at.dir, {
      'a.ts': `import { enviroment } from 'millwright';\nexport default enviroment;`,
      'b.ts': `\nimport { main } from 'millwright';\nexport default main;`,
    });
    expect(await problems(at)).toEqual([
      'a.ts:1 "millwright" exports no "enviroment"; did you mean "environment"?',
      'b.ts:2 "millwright" exports no "main"; types are imported with "import type"',
    ]);
  });

  it('names the line of every file that throws, whether it was bundled just now or before', async () => {
    write(at.dir, {
      'a.ts': `interface Long {\n  name: string;\n}\nconst f = (long?: Long) => long!.name;\nexport default f();`,
      'b.ts': `import { environment } from 'millwright';\n\nexport default environment({ name: '' });`,
      'c.ts': 'export default 1;',
      'd.ts': `await Promise.resolve();\nthrow new RangeError('late');`,
      'e.ts': `throw 'words';`,
    });
    const expected = [
      "a.ts:4 Cannot read properties of undefined (reading 'name')",
      'b.ts:3 an environment needs a name',
      'd.ts:2 late',
      'e.ts:undefined words was thrown',
    ];
    expect(await problems(at)).toEqual(expected);
    expect(await problems(at)).toEqual(expected);
  });

  it('is told once when a shared file throws', async () => {
    write(at.dir, {
      'a.ts': `import './parts/x.ts';`,
      'b.ts': `import './parts/x.ts';`,
      'parts/x.ts': `\nthrow new Error('no');`,
    });
    expect(await problems(at)).toEqual(['parts/x.ts:2 no']);
  });

  it('includes files that import each other', async () => {
    write(at.dir, {
      'a.ts': `import b from './b.ts';\nexport default b;`,
      'b.ts': `import type {} from './a.ts';\nimport a from './a.ts';\nexport default a;`,
    });
    expect(await problems(at)).toEqual([
      'b.ts:2 b.ts imports a.ts imports b.ts: in a circle no file can run before the other',
    ]);
  });

  it('includes files that are not there', async () => {
    const error = await at.loadFleet(at.dir, ['a.ts', 'b.ts']).catch((thrown: unknown) => thrown);
    expect(String(error)).toBe('FleetError: a.ts: cannot be read (ENOENT)\nb.ts: cannot be read (ENOENT)');
  });
});
