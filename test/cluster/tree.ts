import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';

export const project = resolve(import.meta.dirname, '../..');
const dist = join(project, 'dist');

/** A file of the tree that goes to an API server. */
export interface Manifests {
  /** From the project's folder. */
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
}

/** What a cluster gets from the tree. */
export interface Cluster {
  /** `staging/eu-1` */
  readonly name: string;
  readonly files: readonly Manifests[];
}

/** What the tree holds for other readers: machines, people, and Helm. */
const elsewhere = [/^provision\//, /^access\//, /^bootstrap\/[^/]+\.values\.yaml$/];

const folders = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

function parsed(path: string): readonly KubernetesObject[] {
  try {
    return loadAll(readFileSync(join(project, path), 'utf8')) as KubernetesObject[];
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

const cluster = (name: string): Cluster => ({
  name,
  files: readdirSync(join(dist, name), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !elsewhere.some((pattern) => pattern.test(path)))
    .sort()
    .map((path) => ({
      path: join('dist', name, path),
      objects: parsed(join('dist', name, path)),
    })),
});

/**
 * Every cluster of the tree.
 * @throws Error where there is no tree
 */
export function clusters(): readonly Cluster[] {
  const names = (existsSync(dist) ? folders(dist) : []).flatMap((environment) =>
    folders(join(dist, environment)).map((name) => `${environment}/${name}`),
  );
  if (names.length === 0) throw new Error('There is no tree in dist/ to test: run `npm run synth`.');
  return names.map(cluster);
}

/**
 * One cluster of the tree.
 * @throws Error where the tree does not have it
 */
export function clusterNamed(name: string): Cluster {
  const found = clusters().find((candidate) => candidate.name === name);
  if (!found) throw new Error(`The tests are about dist/${name}, which is not there.`);
  return found;
}

export const objectsOf = ({ files }: Cluster): readonly KubernetesObject[] => files.flatMap(({ objects }) => objects);

/** Objects of the files below a folder of the cluster's tree. */
export const objectsBelow = ({ name, files }: Cluster, folder: RegExp): readonly KubernetesObject[] =>
  files.filter(({ path }) => folder.test(path.slice(`dist/${name}/`.length))).flatMap(({ objects }) => objects);
