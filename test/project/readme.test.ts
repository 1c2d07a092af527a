import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Block, read } from './markdown.ts';

/**
 * Walks the README as its reader does, in a copy of the project: `ts` and `yaml` blocks that name a file are written,
 * `diff` blocks applied, the commands of `console` blocks run, and what they print is compared. Numbers may differ.
 */
const project = resolve(import.meta.dirname, '../..');
const { blocks } = read(readFileSync(join(project, 'README.md'), 'utf8'));
let clone: string;

// A hook that runs the tests has variables of git's, npm those of the run around us.
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GIT|npm)_/.test(name))),
  GIT_AUTHOR_NAME: 'A reader',
  GIT_AUTHOR_EMAIL: 'reader@example.org',
  GIT_COMMITTER_NAME: 'A reader',
  GIT_COMMITTER_EMAIL: 'reader@example.org',
};
const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, env, encoding: 'utf8' });

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'millwright-readme-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: project,
    env,
  });
  for (const path of new Set(listed.toString().split('\0').filter(Boolean)))
    if (existsSync(join(project, path))) cpSync(join(project, path), join(clone, path));
  symlinkSync(join(project, 'node_modules'), join(clone, 'node_modules'));
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(clone, '.git/info/exclude'), 'node_modules\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Begin');
});
afterAll(() => rmSync(clone, { recursive: true }));

const steps = blocks.filter(
  ({ language, file }) => language === 'console' || language === 'diff' || file !== undefined,
);

describe('the README', () => {
  test('has steps to walk', () => {
    expect(steps.length).toBeGreaterThan(12);
  });

  test.each(steps.map((step) => [step.line, step.file ?? step.language, step] as const))(
    'holds in line %i: %s',
    (_, __, step) => {
      if (step.language === 'console') for (const { command, prints } of commandsOf(step)) run(command, prints);
      else if (step.language === 'diff')
        execFileSync('git', ['apply', '--unidiff-zero'], { cwd: clone, env, input: step.text });
      else write(step);
    },
  );

  test('leaves a tree that is up to date and a fleet that compiles', () => {
    run('npm run synth -- --check', ['the tree is up to date']);
    writeFileSync(join(clone, 'tsconfig.walk.json'), '{ "extends": "./tsconfig.json", "include": ["environments"] }');
    run('npx tsc --noEmit --project tsconfig.walk.json', []);
  });
});

function write({ file = '', text }: Block): void {
  mkdirSync(dirname(join(clone, file)), { recursive: true });
  writeFileSync(join(clone, file), text);
}

/** The commands of a `console` block, each with the lines below it. */
const commandsOf = ({ text }: Block) =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...prints] = part.trimEnd().split('\n');
      return { command, prints };
    });

/** Runs a command that fails only if the README shows its error, and looks for the lines that it shows. */
function run(command: string, prints: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: clone, env, encoding: 'utf8' });
  const output = `${stderr}${stdout}`.split('\n').map(comparable);
  const missing = prints.filter((line) => !output.includes(comparable(line)));
  expect({ missing, of: missing.length > 0 ? `${stderr}${stdout}` : '' }).toEqual({ missing: [], of: '' });
  expect(status, `${command}\n${stderr}${stdout}`).toBe(prints.some((line) => line.startsWith('error ')) ? 1 : 0);
}

/** What counts files must be right; lines of files and figures in sentences may move. */
const comparable = (line: string): string =>
  /^\d+ clusters, /.test(line) ? line.trimEnd() : line.trimEnd().replace(/\b\d+\b/g, '#');
