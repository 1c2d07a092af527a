import { describe, expect, test } from 'vitest';
import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import type { PlannedComponent } from '../../constructs/plan/cluster.ts';
import { treeOf } from '../../constructs/plan/tree.ts';
import { checkedOf } from '../../scripts/checks/check.ts';
import { values } from '../../scripts/checks/values.ts';
import { loadAllComponents } from '../../scripts/pipeline/catalogue.ts';
import { printDocuments } from '../../scripts/pipeline/print.ts';
import * as exceptions from './exceptions.ts';
import { definitions, isKind, namespacedKind, projectRoot } from './known.ts';
import { planIn, type Situation, situations } from './situations.ts';
import { leaves, secretKeyRefs, unprintable } from './values.ts';

const catalogue = await loadAllComponents();
const nameOf = ({ on, ha, served }: Situation) => `${on}, ${ha ? 'with' : 'without'} nodes to lose, ${served} served`;
interface GitSource {
  readonly chart?: string;
  readonly targetRevision: string;
}
const isThere = <T>(value: T | undefined): value is T => value !== undefined;

describe.each(catalogue)('$id', (entry) => {
  const { id, component } = entry;
  const plans = situations.map((situation) => ({ situation, plan: planIn(situation, [entry]) }));
  const planned: readonly PlannedComponent[] = plans.flatMap(({ plan }) => plan.components);
  const applications: readonly KubernetesObject[] = plans.flatMap(({ plan }) =>
    treeOf(plan)
      .filter(({ path }) => path === `apps/${id}.yaml`)
      // A file of apps/ holds Applications.
      .flatMap(({ documents }) => documents as readonly KubernetesObject[]),
  );
  const allowed = (situation: Situation): readonly RegExp[] =>
    (exceptions.refusals[id] ?? [])
      .filter(({ on, served }) => (!on || on.includes(situation.on)) && (!served || served === situation.served))
      .map(({ says }) => says)
      .concat(
        situation.served === 'nothing' ? [/^needs the Secret \S+, and nothing/] : [],
        situation.served === 'nothing' && component.needs?.length ? [/^needs an? .* and nothing .* offers one$/] : [],
      );

  test('runs on every kind of cluster, or says why not where that is expected', () => {
    for (const { situation, plan } of plans) {
      const unexpected = plan.findings.filter(({ message }) => !allowed(situation).some((says) => says.test(message)));
      expect(unexpected, nameOf(situation)).toEqual([]);
    }
    const said = plans.flatMap(({ plan }) => plan.findings.map(({ message }) => message));
    for (const { says } of exceptions.refusals[id] ?? []) expect(said.some((message) => says.test(message))).toBe(true);
    expect(planned.length, 'runs somewhere').toBeGreaterThan(0);
  });

  test('writes objects of kinds that are defined somewhere, in namespaces where they belong', () => {
    for (const { apiVersion, kind, metadata } of planned.flatMap(({ manifests }) => manifests)) {
      const namespaced = namespacedKind(apiVersion, kind);
      expect(namespaced, `${apiVersion} ${kind}`).toBeDefined();
      expect(metadata.namespace !== undefined, `${kind} ${metadata.name}`).toBe(namespaced);
    }
  });

  test('has values that are plain data: nothing that YAML cannot say', () => {
    for (const { values, bootstrapValues } of planned) {
      expect(unprintable({ values, bootstrapValues })).toEqual([]);
      expect(() => printDocuments([values ?? {}, bootstrapValues ?? {}])).not.toThrow();
    }
  });

  test('gives its chart only values that the chart has', () => {
    for (const { situation, plan } of plans)
      expect(values.run(checkedOf(plan, treeOf(plan), projectRoot)), nameOf(situation)).toEqual([]);
  });

  test('says the same when it is asked again', () => {
    for (const { situation, plan } of plans) expect(treeOf(planIn(situation, [entry]))).toEqual(treeOf(plan));
  });

  test('holds no secret: no Secret with data, and no password among its values', () => {
    for (const { manifests, values } of planned) {
      for (const object of manifests.filter(({ kind }) => kind === 'Secret')) {
        expect(object).not.toHaveProperty('data');
        expect(object).not.toHaveProperty('stringData');
      }
      const literals = leaves(values ?? {}).filter(
        ({ key, value }) => typeof value === 'string' && secretKey.test(key) && !reference.test(value),
      );
      expect(literals.map(({ path }) => path)).toEqual([]);
    }
  });

  test('reads only Secrets that it has asked for, and only keys that they have', () => {
    for (const { values, secrets, objects } of planned) {
      const given = new Map(secrets.map(({ name, keys, fixed = {} }) => [name, [...keys, ...Object.keys(fixed)]]));
      for (const { name, key } of [values, ...objects].flatMap(secretKeyRefs))
        if (!exceptions.secretsOfOthers[id]?.includes(name)) expect(given.get(name) ?? [], name).toContain(key);
    }
  });

  test('asks for monitors where something serves them, and nowhere else', () => {
    for (const { situation, plan } of plans) {
      const switches = plan.components.flatMap(({ values }) =>
        leaves(values ?? {}).filter(({ path }) => monitorKey.test(path)),
      );
      const on = switches.filter(({ value }) => value === true);
      if (situation.served === 'nothing') expect(on, nameOf(situation)).toEqual([]);
      else if (switches.some(({ path }) => ownMonitorKey.test(path))) expect(on, nameOf(situation)).not.toEqual([]);
    }
  });

  test('installs the API groups that its release has', () => {
    const name = exceptions.schemaNames[id] ?? id;
    const theirs = definitions.filter((definition) => definition.component === name);
    const { more = [], fewer = [] } = exceptions.defines[id] ?? {};
    for (const { defines } of planned) {
      const byKind = defines.some((api) => api.includes('/'));
      const known = theirs.map(({ group, kind }) => (byKind ? `${group}/${kind}` : group));
      const expected = new Set([...known.filter((api) => !fewer.includes(api)), ...more]);
      if (theirs.length > 0 || more.length > 0) expect([...defines].sort()).toEqual([...expected].sort());
      // What the data does not have cannot be checked; it has everything that others write objects of.
      else expect(defines).toEqual([]);
    }
  });

  test('ignores differences of kinds that exist, at places that it names', () => {
    for (const { group = '', kind, jsonPointers = [], jqPathExpressions = [] } of planned.flatMap(
      ({ ignoreDifferences }) => ignoreDifferences,
    )) {
      expect(isKind(group, kind), `${group}/${kind}`).toBe(true);
      expect(jsonPointers.length + jqPathExpressions.length, kind).toBeGreaterThan(0);
      for (const pointer of jsonPointers) expect(pointer).toMatch(/^\//);
      for (const expression of jqPathExpressions) expect(expression).toMatch(/^\./);
    }
  });

  test('names what it reads of git in full: Argo CD would also take a branch of that name', () => {
    for (const { spec } of applications) {
      const { source, sources = [source] } = spec as { source?: GitSource; sources?: readonly GitSource[] };
      for (const each of sources.filter(isThere))
        if (!each.chart) expect(each.targetRevision).toMatch(/^(refs\/(tags|heads)\/\S+|[0-9a-f]{40})$/);
    }
  });

  test('is protected as what it is: vital, a keeper of data, or neither', () => {
    expect(applications.length).toBe(planned.length);
    for (const { metadata, spec } of applications) {
      const { syncPolicy } = spec as { syncPolicy: { automated: object; syncOptions: readonly string[] } };
      const said = metadata.annotations?.['argocd.argoproj.io/sync-options'];
      if (component.vital) {
        expect(metadata.finalizers).toBeUndefined();
        expect(said).toBe('Delete=false,Prune=false');
        expect(syncPolicy.syncOptions).toEqual(expect.arrayContaining(['Delete=false', 'Prune=false']));
        expect(syncPolicy.automated).not.toHaveProperty('prune');
      } else if (component.keeps === 'data') {
        expect(said).toBe('Delete=confirm,Prune=confirm');
        expect(syncPolicy.syncOptions).toEqual(expect.arrayContaining(['Delete=confirm', 'Prune=confirm']));
      } else expect(said).toBeUndefined();
    }
  });

  test('has an entrance that is told in whole lines, or none', () => {
    for (const access of planned.map((each) => each.access).filter(isThere)) expect(access.trim()).toBe(access);
  });
});

/** Keys of values that hold a secret itself, not the name of one. */
const secretKey = /^(?!existing).*(password|passwd|token|(secret|access|api|private)_?key|credential)$/i;
/** Nothing, or a variable that a Secret fills. */
const reference = /^$|^\$\{[^}]+\}$/;
const monitorKey = /((service|pod)_?monitor|prometheus_?rules?|self_?monitor|\.monitor)\.(enabled|create)$/i;
const ownMonitorKey = /(^|\.)(service|pod)_?monitor\.(enabled|create)$/i;

test('an exception is of a component that exists', () => {
  const ids = catalogue.map(({ id }) => id);
  const { settings, refusals, defines, schemaNames, secretsOfOthers } = exceptions;
  for (const table of [settings, refusals, defines, schemaNames, secretsOfOthers])
    for (const id of Object.keys(table)) expect(ids).toContain(id);
});

test('groups with kinds of several components are told apart by kind', () => {
  const shared = catalogue.flatMap(({ component: { defines } }) => (Array.isArray(defines) ? defines : []));
  expect(new Set(shared).size).toBe(shared.length);
  for (const api of shared) expect(groupOf(`${api}/`)).not.toBe('');
});
