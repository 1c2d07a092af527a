import { describe, expect, test } from 'vitest';
import { fields } from '../../constructs/argocd/fields.ts';
import type { ArgoVersion } from '../../constructs/argocd/versions.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { overTree } from '../../scripts/checks/object.ts';
import { definedArgoCd, schema } from '../../scripts/checks/schema.ts';
import { version } from '../../scripts/checks/version.ts';
import { validatorFor } from '../../scripts/validate/index.ts';
import { source, table } from '../argocd/fields.samples.ts';
import { object, says } from './checked.ts';

/** Fields of Argo CD by the minor that they came with; those that are told by their value need no definition. */
const told = new Set(
  Object.values(fields).flatMap((rows) => Object.entries(rows).flatMap(([name, row]) => ('value' in row ? name : []))),
);
const samples = Object.entries(table)
  .filter(([name]) => !told.has(name) && name !== 'notices')
  .map(([name, [since, [sample, begins], path]]) => ({ name, since, sample, path: begins + path }));
const minorOf = (text: string): number => Number(text.split('.')[0]) * 100 + Number(text.split('.')[1]);
const isNewer = (since: string): boolean => minorOf(since) > minorOf(definedArgoCd);

const validator = validatorFor(process.cwd(), '1.35');
const unknownIn = (object: object) =>
  validator.faults(object).filter(({ message }) => message.startsWith('unknown field'));

describe('fields of Argo CD', () => {
  test.each(samples.filter(({ since }) => !isNewer(since)))(
    'are in the definitions, if these are not older: $name, since $since',
    ({ sample }) => {
      expect(unknownIn(sample)).toEqual([]);
    },
  );

  test.each(samples.filter(({ since }) => isNewer(since)))(
    'that came later are not, and are left to whoever knows the Argo CD of the cluster: $name, since $since',
    ({ sample, path }) => {
      expect(unknownIn(sample)).toHaveLength(1);
      const around = { root: process.cwd(), kubernetes: '1.35', namespace: () => undefined };
      const found = schema.faults(sample as KubernetesObject, around);
      expect(
        found.filter(({ message }) => message.startsWith('unknown field')),
        path,
      ).toEqual([]);
    },
  );

  const window = { kind: 'deny', schedule: '0 22 * * *', duration: '8h', syncOverrun: true };
  const file = (spec: object) => ({
    'apps/x.yaml': [
      object('argoproj.io/v1alpha1', 'AppProject', 'x', 'argocd', { spec: { syncWindows: [window], ...spec } }),
    ],
  });
  const both = (argocd: ArgoVersion, spec = {}) => [
    ...says(overTree(schema), file(spec), { argocd }),
    ...says(version, file(spec), { argocd, kubernetes: '1.35' }),
  ];

  test('are said once where the Argo CD is too old, and not at all where it has them', () => {
    expect(both('3.4')).toEqual([
      'lab/one › apps: AppProject argocd/x has spec.syncWindows[0].syncOverrun, which Argo CD knows since 3.5',
    ]);
    expect(both('3.5')).toEqual([]);
  });

  test('that no Argo CD has are refused whatever stands beside them', () => {
    expect(both('3.5', { syncWindow: [] })).toEqual([
      expect.stringContaining('AppProject argocd/x › spec.syncWindow: unknown field; did you mean "syncWindows"?'),
    ]);
    const [application] = source({ tagPrefix: 'web-', tagPrefixes: 'x' });
    const around = { root: process.cwd(), kubernetes: '1.35', namespace: () => undefined };
    const paths = schema.faults(application as KubernetesObject, around).map(({ path }) => path.join('.'));
    expect(paths).toContain('spec.source.tagPrefixes');
    expect(paths).not.toContain('spec.source.tagPrefix');
  });
});
