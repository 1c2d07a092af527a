import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registryText } from '../../scripts/pipeline/generated.ts';
import { fixtureFleet } from './fleet.ts';
import { fixtures, type Project, root, tsc, typedProject } from './project.ts';

/** What the compiler says: by file, the lines with their messages. */
type Said = ReadonlyMap<string, readonly { readonly line: number; readonly message: string }[]>;

function compile(folder: string): Said {
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--noEmit', '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const said = new Map<string, { line: number; message: string }[]>();
  let last: { line: number; message: string } | undefined;
  for (const text of stdout.split('\n')) {
    const [, file = '', line, message = ''] = /^(\S[^(]*)\((\d+),\d+\): error TS\d+: (.*)$/.exec(text) ?? [];
    if (line) {
      last = { line: Number(line), message };
      said.set(file, [...(said.get(file) ?? []), last]);
    } else if (last && text.startsWith(' ')) last.message += `\n${text}`;
    else if (text !== '') said.set('', [{ line: 0, message: text }]);
  }
  return said;
}

/** Lines `// expect: <part> | <part>` of a fixture speak of the line below. */
const expectations = (file: string) =>
  readFileSync(join(fixtures, file), 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const parts = /^\s*\/\/ expect: (.*)$/.exec(text)?.[1]?.split(' | Did you mean');
      return parts
        ? [{ line: index + 2, parts: parts.map((part, at) => (at > 0 ? `Did you mean${part}` : part)) }]
        : [];
    });

const wrong = readdirSync(join(fixtures, 'wrong')).map((name) => `wrong/${name}`);

describe('a definition', () => {
  let project: Project;
  let said: Said;
  beforeAll(() => {
    project = typedProject(registryText(fixtureFleet, 'environments'));
    said = compile(project.folder);
  });
  afterAll(() => project.remove());

  test('compiles when it is right, with components, clusters and factories of the fleet’s own', () => {
    const others = [...said].filter(([file]) => !file.startsWith('wrong/'));
    expect(others).toEqual([]);
  });

  const cases = wrong.flatMap((file) => expectations(file).map((each) => ({ file, ...each })));
  test.each(cases)('does not compile when it is wrong: $file:$line says $parts.0', ({ file, line, parts }) => {
    const messages =
      said
        .get(file)
        ?.filter((each) => each.line === line)
        .map(({ message }) => message) ?? [];
    expect(messages).toEqual([expect.any(String)]);
    for (const part of parts) expect(messages[0]).toContain(part);
  });

  test('is wrong nowhere else', () => {
    for (const file of wrong)
      expect(said.get(file)?.map(({ line }) => line)).toEqual(expectations(file).map(({ line }) => line));
  });
});

test('the reference fleet compiles', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, '-p', 'test/types/reference.json', '--pretty', 'false'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
