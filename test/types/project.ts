import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
export const tsc = join(root, 'node_modules/typescript/bin/tsc');

/** A folder with the fixtures as a fleet's files, which find Millwright as users' files do. */
export interface Project {
  readonly folder: string;
  remove(): void;
}

/**
 * @param registry the text of `registry.ts`, as a synth writes it
 */
export function typedProject(registry: string): Project {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-types-'));
  cpSync(fixtures, folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/millwright'), 'dir');
  writeFileSync(join(folder, 'registry.ts'), registry);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  const tsconfig = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
    include: ['**/*.ts'],
    exclude: ['node_modules'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
