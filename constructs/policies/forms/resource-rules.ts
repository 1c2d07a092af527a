import type { ObjectKind } from '../kinds.ts';

/** Kinds as the API server and Kyverno ask for them: one rule for each API group and version. */
export function resourceRules(kinds: readonly ObjectKind[]) {
  const groups = new Map<string, ObjectKind[]>();
  for (const kind of kinds) {
    const key = `${kind.group}/${kind.version}`;
    groups.set(key, [...(groups.get(key) ?? []), kind]);
  }
  return [...groups.values()].map((same) => ({
    apiGroups: [same[0]?.group],
    apiVersions: [same[0]?.version],
    operations: ['CREATE', 'UPDATE'],
    resources: same.flatMap(({ resources }) => resources),
  }));
}
