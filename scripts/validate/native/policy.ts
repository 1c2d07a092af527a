import { shareOfPods } from './apps.ts';
import { all, choice, fields, isAbsent, map, mapOf, numberOf, part, type Rule, say, textOf } from './rule.ts';
import { selector } from './selector.ts';

// Kubernetes v1.36: pkg/apis/policy/validation/validation.go, pkg/apis/scheduling/validation/validation.go.

export const podDisruptionBudget: Rule = part(
  'spec',
  all(
    map(({ minAvailable, maxUnavailable }, walk) => {
      if (!isAbsent(minAvailable) && !isAbsent(maxUnavailable))
        say(walk, 'excludes minAvailable', 'remove one of the two', 'maxUnavailable');
    }),
    fields({
      minAvailable: shareOfPods,
      maxUnavailable: shareOfPods,
      selector,
      unhealthyPodEvictionPolicy: choice('IfHealthyBudget', 'AlwaysAllow'),
    }),
  ),
);

/** What users may give; above are the two that Kubernetes makes itself. */
const highest = 1_000_000_000;
const own: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

export const priorityClass: Rule = all(
  map(({ metadata, value: of, globalDefault }, walk) => {
    const name = textOf(mapOf(metadata)['name']);
    const value = numberOf(of);
    if (name.startsWith('system-') && (own[name] !== value || globalDefault === true))
      say(walk, 'names that begin with "system-" belong to Kubernetes', 'choose another one', 'metadata', 'name');
    if (!name.startsWith('system-') && value > highest)
      say(walk, `must be at most ${highest}, and is ${value}`, undefined, 'value');
  }),
  fields({ preemptionPolicy: choice('PreemptLowerPriority', 'Never') }),
);
