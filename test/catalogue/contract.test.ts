import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reservedNames } from '../../constructs/argocd/names.ts';
import { isApplicationSyncOption } from '../../constructs/argocd/sync-options.ts';
import { eks, kind, kubeadm } from '../../constructs/index.ts';
import { capabilities, kubernetesVersions, podSecurityLevels, strata } from '../../constructs/model/capability.ts';
import { facilities } from '../../constructs/model/facility.ts';
import type { Options } from '../../constructs/model/option.ts';
import { versionOf } from '../../constructs/model/source.ts';
import { adjustmentNames } from '../../constructs/plan/settings.ts';
import { components } from '../../constructs/platform/catalogue.ts';
import { profiles } from '../../constructs/profiles/index.ts';
import { shapeFor } from '../../scripts/charts/read.ts';
import { catalogueTexts, listComponents } from '../../scripts/launcher/catalogue.mjs';
import { loadAllComponents } from '../../scripts/pipeline/catalogue.ts';
import { projectRoot } from './known.ts';

const folder = join(projectRoot, 'constructs/platform');
const catalogue = await loadAllComponents();
const listed = listComponents(folder);
const ids = catalogue.map(({ id }) => id);

/** One sentence, as a list prints it: no full stop, one line. */
const sentence = /^[A-Z0-9`][^\n]*[^\s.]$/;
const twoSentences = /[.!?] [A-Z]/;

describe('the generated catalogue', () => {
  test.each(Object.entries(catalogueTexts(listed)))('is fresh: %s is what the folders say', (name, text) => {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  test('names every component file and nothing else', () => {
    const files = listed.map(({ capability, id }) => `${capability}/${id}`);
    expect(catalogue.map(({ capability, id }) => `${capability}/${id}`).sort()).toEqual(files.sort());
  });

  test('takes a file that calls component(…) for a component, however it is written', () => {
    const calling = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(
        (path) => path.endsWith('.ts') && /\bcomponent(<[^(]*>)?\(/.test(readFileSync(join(folder, path), 'utf8')),
      )
      .map((path) => path.slice(0, -3));
    expect(calling.sort()).toEqual(listed.map(({ capability, id }) => `${capability}/${id}`).sort());
  });

  test('has each id once, so that no component hides another', () => {
    expect(listed.map(({ id }) => id).sort()).toEqual(Object.keys(components).sort());
  });
});

describe.each(catalogue)('$id', ({ id, capability, file, component }) => {
  test('has its capability and its id from its place', () => {
    expect(capabilities).toContain(capability);
    expect(file).toBe(`constructs/platform/${capability}/${id}.ts`);
    // Also the name of its Helm release, which may have 53 characters.
    expect(id).toMatch(/^[a-z]([a-z0-9-]{0,51}[a-z0-9])?$/);
    expect(reservedNames).not.toContain(id);
    expect(id).not.toMatch(/^factory-/);
  });

  test('says what it is in one sentence without a full stop', () => {
    expect(component.summary).toMatch(sentence);
    expect(component.summary).not.toMatch(twoSentences);
    expect(component.summary.length).toBeLessThanOrEqual(120);
    for (const name of [component.title, ...(component.systems ?? [])]) expect(name ?? id).toMatch(/\S/);
  });

  test('is pinned to one version', () => {
    const pin = versionOf(component.source);
    expect(pin).toMatch(/^((refs\/tags\/)?v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?|[0-9a-f]{40})$/);
  });

  test('comes from an address that Argo CD takes', () => {
    const { source } = component;
    if (source.kind === 'own') return;
    // A registry has no scheme: `oci://` with a chart is something else to Argo CD.
    expect(source.repository).toMatch(
      source.kind === 'helm' ? /^(https:\/\/\S+|[a-z0-9.-]+(\/[\w.-]+)*)$/ : /^https:\/\/\S+$/,
    );
  });

  test('has a chart whose values are known at the pinned version', () => {
    const { source } = component;
    if (source.kind !== 'helm') return;
    const shape = shapeFor(projectRoot, new Map(), source.chart, source.version)?.shape;
    expect(shape, `node scripts/charts/make.mjs, or npm run import -- chart ${id} --built-in`).toMatchObject({
      chart: source.chart,
    });
  });

  test('has options with a sentence each, under names that no adjustment has', () => {
    const options: Options = component.options ?? {};
    for (const [name, { sentence: text }] of Object.entries(options)) {
      expect(adjustmentNames, name).not.toContain(name);
      expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(text, name).toMatch(sentence);
    }
  });

  test('declares what the plan knows: Pod Security, stratum, Kubernetes, facilities, sync options', () => {
    expect(podSecurityLevels).toContain(component.namespace.podSecurity);
    if (component.stratum) expect(strata).toContain(component.stratum);
    const { from, to } = component.kubernetes ?? {};
    const [first, last] = [from ?? kubernetesVersions[0], to ?? kubernetesVersions.at(-1) ?? '1.36'];
    expect(kubernetesVersions.indexOf(first)).toBeGreaterThanOrEqual(0);
    expect(kubernetesVersions.indexOf(last)).toBeGreaterThanOrEqual(kubernetesVersions.indexOf(first));
    const named = [...(component.needs ?? []), ...(component.wants ?? []), ...Object.keys(component.offers ?? {})];
    for (const name of named) expect(Object.keys(facilities)).toContain(name);
    for (const option of component.syncOptions ?? []) expect(isApplicationSyncOption(option), option).toBe(true);
    // Where a first installation by hand takes its values, nobody offers anything yet.
    if (component.bootstrap) expect(component.needs ?? []).toEqual([]);
    for (const other of component.after ?? []) expect(ids).toContain(other);
  });

  test('names a successor if its upstream is archived', () => {
    const { status = 'active' } = component;
    if (status !== 'active') expect(status.archived).toMatch(/\S/);
  });
});

describe('a table of the profiles', () => {
  test.each(Object.entries(profiles))('names components of each capability that are there: %s', (_name, table) => {
    for (const capability of capabilities)
      for (const id of table[capability].components)
        expect(catalogue.find((entry) => entry.id === id)?.capability, id).toBe(capability);
  });

  test('gives the same order of size to each capability: what a small one must have, a large one must too', () => {
    const rank = { optional: 0, recommended: 1, mandatory: 2 };
    for (const capability of capabilities) {
      const [small, medium, large] = (['SUP', 'MBU', 'ENT'] as const).map(
        (name) => rank[profiles[name][capability].level],
      );
      expect(small, capability).toBeLessThanOrEqual(medium ?? 0);
      expect(medium, capability).toBeLessThanOrEqual(large ?? 0);
    }
  });
});

describe('a distribution', () => {
  const place = { region: 'eu-central-1', account: '123456789012' } as const;
  const distributions = [
    kind('1.35'),
    kubeadm('1.35'),
    eks('1.35', place),
    eks('1.35', { ...place, addons: ['metrics-server', 'snapshot-controller', 'aws-ebs-csi-driver'] }),
  ];
  test.each(distributions)('prefers components that are there: $name', ({ prefers }) => {
    for (const [capability, named] of Object.entries(prefers))
      for (const id of named) expect(catalogue.find((entry) => entry.id === id)?.capability).toBe(capability);
  });
});
