import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lists a folder; handed in, so that a test can return the names in another order. */
export type Lister = (folder: string) => readonly { readonly name: string; readonly isDirectory: boolean }[];

/** What is not there, or is no folder, has nothing in it. */
export const listFolder: Lister = (folder) => {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isDirectory: entry.isDirectory(),
    }));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
};

/** The files of a fleet by what they are, each relative to its folder and sorted. */
export interface FleetFiles {
  /** TypeScript that declares something: `fleet.ts`, environments, factories, components. */
  readonly definitions: readonly string[];
  /** `versions/*.yaml`. */
  readonly versions: readonly string[];
  /** Encrypted files under `secrets/`. */
  readonly secrets: readonly string[];
  /** Shapes of charts' values under `charts/`. */
  readonly charts: readonly string[];
  /** CustomResourceDefinitions under `definitions/`. */
  readonly customResources: readonly string[];
}

const declares = (path: string): boolean =>
  /^[^/]+\.ts$/.test(path)
    ? path !== 'registry.ts' && !path.endsWith('.d.ts')
    : /^factories\/[^/]+\.ts$|^components\/[^/]+\/[^/]+\.ts$/.test(path);

/** Finds the files of a fleet. Other files, such as helpers that a definition imports, are none of its business. */
export function fleetFiles(folder: string, list: Lister): FleetFiles {
  const all = walk(folder, '', list).sort();
  return {
    definitions: all.filter(declares),
    versions: all.filter((path) => /^versions\/[^/]+\.ya?ml$/.test(path)),
    secrets: all.filter((path) => /^secrets\/.+\.ya?ml$/.test(path)),
    charts: all.filter((path) => /^charts\/[^/]+\.json$/.test(path)),
    customResources: all.filter((path) => /^definitions\/[^/]+\.(?:ya?ml|json)$/.test(path)),
  };
}

const skipped: ReadonlySet<string> = new Set(['node_modules']);

function walk(folder: string, below: string, list: Lister): string[] {
  return list(join(folder, below)).flatMap(({ name, isDirectory }) => {
    // Editors leave such files beside the one that they have open.
    if (name.startsWith('.')) return [];
    const path = below === '' ? name : `${below}/${name}`;
    if (!isDirectory) return [path];
    return skipped.has(name) ? [] : walk(folder, path, list);
  });
}

/** A text file's content. */
export const readText = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
