import { describe, expect, test } from 'vitest';
import {
  type ArgoVersion,
  type Feature,
  fieldsTooNew,
  introducedIn,
  type Minor,
  releases,
  supports,
} from '../../constructs/argocd/versions.ts';
import { kubernetesVersions } from '../../constructs/model/capability.ts';
import { argo, hydrator, project, source, table } from './fields.samples.ts';

const versions: readonly Minor[] = ['2.12', '2.13', '2.14', '3.0', '3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.10'];

/** They look like a minor version to the compiler. */
const unreadable: readonly Minor[] = ['3.4.7', '1e1.0', '-3.5'];

const older = (version: Minor, since: Minor) => versions.indexOf(version) < versions.indexOf(since);
const rows = Object.entries(table).map(([name, [since, [object, begins], rest]]) => ({
  name,
  since,
  object,
  path: begins + rest,
}));

describe('a field that came with a version', () => {
  test.each(rows)('is found below $since and not from there on: $name', ({ name, since, object, path }) => {
    for (const version of versions) {
      const found = fieldsTooNew(object, version).filter((field) => field.name === name);
      const expected = older(version, since) ? [expect.objectContaining({ path, since, name })] : [];
      expect(found, `Argo CD ${version}`).toEqual(expected);
    }
  });

  test.each(rows)('is the only thing wrong with its object just below $since: $name', ({ name, since, object }) => {
    const justBelow = versions[versions.indexOf(since) - 1] ?? '2.12';
    expect(fieldsTooNew(object, justBelow).map((field) => field.name)).toEqual([name]);
  });
});

describe('supports', () => {
  const known: readonly (readonly [Feature, Minor])[] = [
    ['clusterResourceWhitelist.name', '3.3'],
    ['hooks.PreDelete', '3.3'],
    ['syncOptions.Prune', '3.4'],
    ['source.tagPrefix', '3.5'],
    ['repository.insecureOCIForceHttp', '3.5'],
    ['globalProjects.destinationServiceAccounts', '3.5'],
    ['directory.disableExtensionFilter', '3.6'],
  ];

  test.each(known)('says no to %s below %s and yes from there on', (feature, since) => {
    expect(introducedIn(feature)).toBe(since);
    for (const version of versions) expect(supports(version, feature), version).toBe(!older(version, since));
  });

  test('counts minor versions as numbers', () => {
    expect(supports('3.10', 'retry.refresh')).toBe(true);
    expect(supports('3.1', 'retry.refresh')).toBe(false);
  });

  test.each(unreadable)('says no to everything for %s', (version) => {
    expect(supports(version, 'helm.namespace')).toBe(false);
  });
});

describe('a name-scoped cluster whitelist', () => {
  const lockdown = project({ clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'team-a-*' }] })[0];

  test('is refused below 3.3, where it would allow every namespace', () => {
    expect(fieldsTooNew(lockdown, '3.2')).toEqual([
      {
        path: 'spec.clusterResourceWhitelist[0].name',
        since: '3.3',
        name: 'clusterResourceWhitelist.name',
        otherwise: 'every object of that kind is allowed',
      },
    ]);
  });

  test.each(unreadable)('is refused for a version that cannot be read: %s', (version) => {
    expect(fieldsTooNew(lockdown, version)).toHaveLength(1);
  });

  test('is fine without a name, whatever the version', () => {
    const wide = project({ clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: undefined }] })[0];
    expect(fieldsTooNew(wide, '2.12')).toEqual([]);
  });
});

describe('fieldsTooNew', () => {
  const paths = (object: unknown, version: Minor) => fieldsTooNew(object, version).map(({ path }) => path);
  const template = {
    metadata: { annotations: { 'notice.argocd.argoproj.io/url': 'x' } },
    spec: { source: { tagPrefix: 'x' } },
  };
  const inTemplate = (at: string) => [
    `${at}.spec.source.tagPrefix`,
    `${at}.metadata.annotations["notice.argocd.argoproj.io/url"]`,
  ];

  test('finds every one of several sources', () => {
    const object = argo('Application', { sources: [{ tagPrefix: 'a' }, {}, { tagPrefix: 'b' }] });
    expect(paths(object, '3.4')).toEqual(['spec.sources[0].tagPrefix', 'spec.sources[2].tagPrefix']);
  });

  test('looks into the dry source of a hydrator', () => {
    const [object] = hydrator({ directory: { disableExtensionFilter: true } });
    expect(paths(object, '3.5')).toEqual(['spec.sourceHydrator.drySource.directory.disableExtensionFilter']);
  });

  test('looks into the template of an ApplicationSet', () => {
    expect(paths(argo('ApplicationSet', { template }), '3.4')).toEqual(inTemplate('spec.template'));
  });

  test('looks into the templates of generators, however deep', () => {
    const nested = { matrix: { generators: [{ list: {} }, { merge: { generators: [{ git: { template } }] } }] } };
    const at = 'spec.generators[0].matrix.generators[1].merge.generators[0].git.template';
    expect(paths(argo('ApplicationSet', { generators: [nested] }), '3.4')).toEqual(inTemplate(at));
  });

  test('does not mistake values of a chart for fields', () => {
    const valuesObject = { tagPrefix: 'x', syncPolicy: { syncOptions: ['Prune=false'] }, kubeVersion: '1.35.0' };
    expect(paths(argo('Application', { source: { helm: { valuesObject } } }), '2.12')).toEqual([]);
  });

  test('takes an address with a question mark for no pattern of value files', () => {
    const [object] = source({ helm: { valueFiles: ['https://example.org/values?x=[1]', '$values/a.yaml'] } });
    expect(paths(object, '3.3')).toEqual([]);
  });

  test('looks at the annotations of objects that are not of Argo CD, and at nothing else there', () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { annotations: { 'argocd.argoproj.io/hook': 'PreDelete' } },
    };
    expect(paths(job, '3.2')).toHaveLength(1);
    const other = { apiVersion: 'example.org/v1', kind: 'Application', spec: { sourceHydrator: {} } };
    expect(paths(other, '2.12')).toEqual([]);
  });

  test.each([null, undefined, 'text', [], {}, { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' }])(
    'finds nothing in %j',
    (object) => {
      expect(fieldsTooNew(object, '2.12')).toEqual([]);
    },
  );
});

describe('releases', () => {
  const offered: readonly ArgoVersion[] = ['3.3', '3.4', '3.5', '3.6'];

  test('install an image of their own minor version', () => {
    const minors = offered.map((version) => releases[version].image?.split('.').slice(0, 2).join('.'));
    expect(minors).toEqual(['v3.3', 'v3.4', 'v3.5', undefined]);
  });

  test('take the definitions from a chart that is new enough', () => {
    const number = (chart = '0.0.0') => chart.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
    for (const { chart, chartFrom } of Object.values(releases)) {
      expect(number(chart)).toBeGreaterThanOrEqual(number(chartFrom));
    }
  });

  test('name Kubernetes versions in ascending order', () => {
    for (const { kubernetes } of Object.values(releases)) {
      expect(kubernetes).toEqual(kubernetesVersions.filter((version) => kubernetes.includes(version)));
    }
  });

  test('claim nothing about a version that is not out', () => {
    expect(releases['3.6']).toEqual({ kubernetes: [] });
  });
});
