import { dnsLabel, pathSegment, written } from './forms.ts';
import { containerResourceName } from './pod/resources.ts';
import { milliOf, notNegative } from './quantity.ts';
import {
  all,
  atLeast,
  choice,
  entries,
  type Fields,
  fields,
  given,
  isAbsent,
  map,
  numberOf,
  part,
  type Rule,
  range,
  required,
  say,
  textOf,
  unlessEmpty,
  type Walk,
  within,
} from './rule.ts';

// Kubernetes v1.36, pkg/apis/autoscaling/validation/validation.go.

const segment = written(pathSegment);

/** What is scaled, or what a metric describes. */
const reference = (withGroup: boolean): Rule =>
  all(
    required('kind', 'name'),
    fields({ kind: unlessEmpty(segment), name: unlessEmpty(segment) }),
    map(({ apiVersion }, walk) => {
      const parts = textOf(apiVersion).split('/');
      if (parts.length > 2 || (withGroup && (parts.length < 2 || parts[0] === '')))
        say(walk, 'must have a group', 'write one such as apps/v1', 'apiVersion');
    }),
  );

const metric: Rule = all(required('name'), fields({ name: unlessEmpty(segment) }));

const positive: Rule = (value, walk) => {
  const milli = milliOf(value);
  if (milli !== undefined && milli <= 0n) say(walk, `must be more than 0, and is ${value}`);
};

const target: Rule = all(
  required('type'),
  fields({
    type: unlessEmpty(choice('Utilization', 'Value', 'AverageValue')),
    value: positive,
    averageValue: positive,
    averageUtilization: atLeast(1),
  }),
);

/** Targets of which one is needed; with `alone`, and no more than one. */
const targets = (keys: readonly string[], alone: boolean): Rule =>
  all(
    target,
    map((found, walk) => {
      const named = given(found, keys);
      if (named.length === 0) say(walk, `needs ${keys.join(' or ')}`, 'add one of them');
      if (alone && named.length > 1)
        say(walk, `has ${named.join(' and ')}, of which only one may be given`, 'remove one');
    }),
  );

const ofResource = targets(['averageUtilization', 'averageValue'], true);

const sources: Readonly<Record<string, Rule>> = {
  object: all(
    part('describedObject', reference(false)),
    part('metric', metric),
    part('target', targets(['value', 'averageValue'], false)),
  ),
  pods: all(part('metric', metric), part('target', targets(['averageValue'], false))),
  external: all(part('metric', metric), part('target', targets(['value', 'averageValue'], true))),
  resource: all(required('name'), part('target', ofResource)),
  containerResource: all(
    required('name', 'container'),
    fields({ name: unlessEmpty(containerResourceName), container: unlessEmpty(written(dnsLabel)) }),
    part('target', ofResource),
  ),
};

const kinds: Readonly<Record<string, string>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  ContainerResource: 'containerResource',
  External: 'external',
};

const source: Rule = all(
  map((found, walk) => {
    const type = textOf(found['type']);
    within(walk, 'type', type, choice(...Object.keys(kinds)));
    const wanted = kinds[type];
    if (wanted !== undefined && isAbsent(found[wanted]))
      say(walk, `is required for the type ${type}`, 'add it', wanted);
    for (const other of given(found, Object.values(kinds)))
      if (other !== wanted) say(walk, `is not for the type ${type}`, 'remove it', other);
  }),
  fields(sources),
);

const policy: Rule = map(({ type, value, periodSeconds }, walk) => {
  within(walk, 'type', textOf(type), choice('Pods', 'Percent'));
  within(walk, 'value', numberOf(value), atLeast(1));
  within(walk, 'periodSeconds', numberOf(periodSeconds), range(1, 1800));
});

const scaling: Rule = fields({
  stabilizationWindowSeconds: range(0, 3600),
  selectPolicy: choice('Max', 'Min', 'Disabled'),
  tolerance: notNegative,
  policies: all(entries(policy), (value, walk) => {
    if (Array.isArray(value) && value.length === 0) say(walk, 'must not be empty', 'remove it, or add a policy');
  }),
});

function replicas({ minReplicas, maxReplicas }: Fields, walk: Walk): void {
  const most = numberOf(maxReplicas);
  const least = numberOf(minReplicas, 1);
  if (isAbsent(maxReplicas)) say(walk, 'is required', 'add it', 'maxReplicas');
  else if (most < least || most < 1)
    say(walk, `must be at least ${Math.max(1, least)}, and is ${most}`, undefined, 'maxReplicas');
  within(walk, 'minReplicas', minReplicas, atLeast(1));
}

export const horizontalPodAutoscaler: Rule = part(
  'spec',
  all(
    map(replicas),
    part('scaleTargetRef', reference(true)),
    fields({ metrics: entries(source), behavior: fields({ scaleUp: scaling, scaleDown: scaling }) }),
  ),
);

/** The first version, which knows nothing but CPU. */
export const horizontalPodAutoscalerV1: Rule = part(
  'spec',
  all(map(replicas), part('scaleTargetRef', reference(true)), fields({ targetCPUUtilizationPercentage: atLeast(1) })),
);
