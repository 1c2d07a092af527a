import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');

interface Package {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  /** It comes inside of the package that asks for it. */
  readonly inBundle?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}
type Packages = Readonly<Record<string, Package>>;

/** What is wrong with the packages of a lock file, for a machine that is not the one that wrote it. */
function faults(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => [
    ...(entry.resolved === undefined ? [] : [`${path} names an address`]),
    ...(path === '' || entry.inBundle || entry.integrity ? [] : [`${path} has no integrity`]),
    ...wanted(entry)
      .filter((name) => !isThere(packages, path, name))
      .map((name) => `${path} has no entry for ${name}`),
  ]);
}

const wanted = ({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: Package): string[] => [
  ...Object.keys(dependencies ?? {}),
  ...Object.keys(optionalDependencies ?? {}),
  ...Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional),
];

/** Looks for a package as Node does: in the folder of the package that asks for it, then in those above. */
function isThere(packages: Packages, from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

const read = (name: string) => JSON.parse(readFileSync(join(project, name), 'utf8'));

describe('the lock file', () => {
  const { packages, lockfileVersion }: { packages: Packages; lockfileVersion: number } = read('package-lock.json');

  test('names no registry and has every package for every platform', () => {
    expect(lockfileVersion).toBe(3);
    expect(faults(packages)).toEqual([]);
  });

  test.each(['esbuild', '@biomejs/biome', 'typescript'])('has %s for more platforms than this one', (name) => {
    const platforms = Object.keys(packages[`node_modules/${name}`]?.optionalDependencies ?? {});
    expect(platforms.length).toBeGreaterThan(4);
  });

  test('agrees with package.json, which names exact versions', () => {
    const { dependencies, devDependencies } = read('package.json');
    expect(packages['']).toMatchObject({ dependencies, devDependencies });
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(packages[`node_modules/${name}`]?.version).toBe(version);
  });
});

describe('the check of the lock file', () => {
  const sound = { integrity: 'sha512-…' };

  test.each<[string, Packages, string[]]>([
    [
      'an address',
      { 'node_modules/a': { ...sound, resolved: 'https://registry.example.org/a.tgz' } },
      ['node_modules/a names an address'],
    ],
    ['no integrity', { 'node_modules/a': {} }, ['node_modules/a has no integrity']],
    [
      'a platform left out',
      {
        'node_modules/a': { ...sound, optionalDependencies: { '@a/linux': '1', '@a/darwin': '1' } },
        'node_modules/@a/linux': sound,
      },
      ['node_modules/a has no entry for @a/darwin'],
    ],
    [
      'nothing when the package lies beside',
      { 'node_modules/a': { ...sound, dependencies: { b: '1' } }, 'node_modules/b': sound },
      [],
    ],
    [
      'nothing when it lies below',
      { 'node_modules/@s/a': { ...sound, dependencies: { b: '1' } }, 'node_modules/@s/a/node_modules/b': sound },
      [],
    ],
  ])('finds %s', (_, packages, found) => {
    expect(faults(packages)).toEqual(found);
  });
});
