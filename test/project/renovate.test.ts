import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import type { AnyComponent } from '../../constructs/model/component.ts';
import type { Source } from '../../constructs/model/source.ts';
import { components } from '../../constructs/platform/catalogue.ts';

const project = resolve(import.meta.dirname, '../..');

interface Manager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly datasourceTemplate: string;
  readonly depNameTemplate?: string;
  readonly packageNameTemplate: string;
  readonly versioningTemplate: string;
}
const [ofComponents, ofVersions]: readonly Manager[] = JSON.parse(
  readFileSync(join(project, 'renovate.json'), 'utf8'),
).customManagers;
if (!ofComponents || !ofVersions) throw new Error('renovate.json has not two managers of its own');

interface Pin {
  readonly datasource: string;
  readonly depName: string;
  readonly packageName: string;
  readonly currentValue: string;
  readonly registryUrl?: string;
}

/** What Renovate takes from a text: every match of every pattern, its templates filled from the match's groups. */
const pinsOf = (manager: Manager, text: string): Pin[] =>
  manager.matchStrings.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'g'))].map(({ groups = {} }) => {
      const filled = (template: string) => Handlebars.compile(template, { noEscape: true })(groups);
      return {
        datasource: filled(manager.datasourceTemplate),
        depName: manager.depNameTemplate ? filled(manager.depNameTemplate) : (groups['depName'] ?? ''),
        packageName: filled(manager.packageNameTemplate),
        currentValue: groups['currentValue'] ?? '',
        ...(groups['registryUrl'] !== undefined && { registryUrl: groups['registryUrl'] }),
      };
    }),
  );

/** The pin that a component's own source amounts to. */
function pinOf(source: Source): Pin | undefined {
  if (source.kind === 'own') return undefined;
  if (source.kind !== 'helm')
    return {
      datasource: 'git-tags',
      depName: source.repository,
      packageName: source.repository,
      currentValue: source.revision.replace(/^refs\/tags\//, ''),
    };
  const { repository, chart: depName, version: currentValue } = source;
  return repository.includes('://')
    ? { datasource: 'helm', depName, packageName: depName, currentValue, registryUrl: repository }
    : { datasource: 'docker', depName, packageName: `${repository}/${depName}`, currentValue };
}

const isOf = (manager: Manager, path: string) =>
  manager.managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(path));

/** Every file that the components' rule looks into. */
const files: readonly string[] = readdirSync(project, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && ['constructs', 'environments'].includes(entry.name))
  .flatMap(({ name }) =>
    readdirSync(join(project, name), { recursive: true, encoding: 'utf8' }).map((path) => `${name}/${path}`),
  )
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => isOf(ofComponents, path));

const found = new Map(files.map((path) => [path, pinsOf(ofComponents, readFileSync(join(project, path), 'utf8'))]));
const sourcePins = (path: string) =>
  (found.get(path) ?? []).filter(({ depName, datasource }) => !isImage(depName, datasource));
const isImage = (depName: string, datasource: string) => datasource === 'docker' && depName.includes('/');

describe("the components' rule", () => {
  const listed = Object.entries(components);

  test.each(listed)('finds the source of %s once, as the component has it', async (id, { capability, load }) => {
    const { source }: AnyComponent = (await load()).default;
    const pin = pinOf(source);
    expect(sourcePins(`constructs/platform/${capability}/${id}.ts`)).toEqual(pin ? [pin] : []);
  });

  test('finds no source anywhere else', () => {
    const homes = new Set(listed.map(([id, { capability }]) => `constructs/platform/${capability}/${id}.ts`));
    const elsewhere = files.filter((path) => path.startsWith('constructs/') && !homes.has(path));
    expect(elsewhere.flatMap(sourcePins)).toEqual([]);
  });

  test('finds every whole image reference once', () => {
    for (const path of files) {
      const text = readFileSync(join(project, path), 'utf8');
      const written = [...text.matchAll(/'([^\s':]+\/[^\s':]+):(v?\d[^\s'/]*)'/g)].map(
        ([, image, tag]) => `${image} ${tag}`,
      );
      const images = (found.get(path) ?? []).filter(({ depName, datasource }) => isImage(depName, datasource));
      const names = images.map(({ depName, currentValue }) => `${depName} ${currentValue}`);
      expect(names).toEqual(expect.arrayContaining(written));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('looks at components of both kinds and at nothing else', () => {
    expect(isOf(ofComponents, 'constructs/platform/certificates/cert-manager.ts')).toBe(true);
    expect(isOf(ofComponents, 'environments/components/certificates/step-ca.ts')).toBe(true);
    expect(isOf(ofComponents, 'environments/factories/shop.ts')).toBe(false);
    expect(isOf(ofComponents, 'test/constructs/platform/a.ts')).toBe(false);
  });

  test.each([
    [
      "source: helm(\n    'https://charts.example.org/a-path-that-is-too-long-for-one-line',\n    'step-ca',\n    '1.29.0',\n  ),",
      {
        datasource: 'helm',
        depName: 'step-ca',
        currentValue: '1.29.0',
        registryUrl: 'https://charts.example.org/a-path-that-is-too-long-for-one-line',
      },
    ],
    [
      "helm('registry.example.org:5000/charts', 'a', 'v1')",
      { datasource: 'docker', packageName: 'registry.example.org:5000/charts/a' },
    ],
    [
      "manifests('https://git.example.org/a.git', 'deploy', 'refs/tags/v1.2.3')",
      { datasource: 'git-tags', currentValue: 'v1.2.3' },
    ],
    [
      "const plugin = 'docker.io/velero/plugin:v1.14.2';",
      { datasource: 'docker', packageName: 'docker.io/velero/plugin', currentValue: 'v1.14.2' },
    ],
    [
      "// renovate: ghcr.io/dexidp/dex\n    image: { tag: 'v2.45.1' },",
      { datasource: 'docker', packageName: 'ghcr.io/dexidp/dex', currentValue: 'v2.45.1' },
    ],
  ])('reads %j', (text, pin) => {
    const pins = pinsOf(ofComponents, text);
    expect(pins).toHaveLength(1);
    expect(pins[0]).toMatchObject(pin);
  });
});

describe("the rule of the platform's versions", () => {
  const pins = [
    {
      datasource: 'helm',
      depName: 'cert-manager',
      packageName: 'cert-manager',
      currentValue: 'v1.21.2',
      registryUrl: 'https://charts.jetstack.io',
    },
    {
      datasource: 'docker',
      depName: 'harbor',
      packageName: 'registry.example.org:5000/charts/harbor',
      currentValue: '1.19.2',
    },
  ];
  test.each([
    [
      'one line',
      'cert-manager: { repository: https://charts.jetstack.io, chart: cert-manager, version: v1.21.2 }\nharbor: {repository: "registry.example.org:5000/charts", chart: harbor, version: "1.19.2"}\n',
    ],
    [
      'three lines',
      "cert-manager:\n  repository: https://charts.jetstack.io\n  chart: cert-manager\n  version: v1.21.2\nharbor:\n  repository: registry.example.org:5000/charts\n  chart: 'harbor'\n  version: '1.19.2'\n",
    ],
  ])('finds each pin once in %s', (_, text) => {
    expect(pinsOf(ofVersions, text).sort((a, b) => (a.depName < b.depName ? -1 : 1))).toEqual(pins);
  });

  test('looks at that file only', () => {
    expect(isOf(ofVersions, 'environments/versions/platform.yaml')).toBe(true);
    expect(isOf(ofVersions, 'environments/versions/shop.prod.yaml')).toBe(false);
    expect(isOf(ofComponents, 'environments/versions/platform.yaml')).toBe(false);
  });
});

test("the patterns have nothing that Renovate's engine lacks: no lookaround, no back reference", () => {
  for (const pattern of [...ofComponents.matchStrings, ...ofVersions.matchStrings])
    expect(pattern).not.toMatch(/\(\?<?[=!]|\\[1-9]|\\k</);
});
