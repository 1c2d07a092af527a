import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

export const project = resolve(import.meta.dirname, '../..');
export const fixtures = join(import.meta.dirname, 'fixtures');

const folders: string[] = [];
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true });
});

/** An empty folder, until the test file ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'millwright-schemas-'));
  folders.push(path);
  return path;
}

/** Runs the maker; an Error's message has what it printed. */
export const make = (root: string, ...args: string[]): string =>
  execFileSync('node', [join(project, 'scripts/schemas/make.mjs'), '--root', root, ...args], {
    encoding: 'utf8',
    stdio: 'pipe',
  });

/** File → text, of everything below a folder. */
export function tree(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
