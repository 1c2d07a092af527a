import { dnsLabel, written } from './forms.ts';
import { intOrPercentage } from './pod/probe.ts';
import { podTemplate } from './pod/template.ts';
import {
  all,
  atLeast,
  choice,
  entries,
  type Fields,
  fields,
  forbidden,
  isAbsent,
  isEmpty,
  listOf,
  map,
  mapOf,
  numberOf,
  part,
  type Rule,
  say,
  textOf,
  unlessEmpty,
  type Walk,
  within,
} from './rule.ts';
import { selectorOfSomething, selects } from './selector.ts';
import { claimSpec } from './storage/claim.ts';

// Kubernetes v1.36, pkg/apis/apps/validation/validation.go.

/** A share of the pods, at most all of them. */
export const shareOfPods: Rule = all(intOrPercentage, (value, walk) => {
  if (typeof value === 'string' && /^\d+%$/.test(value) && Number.parseInt(value, 10) > 100)
    say(walk, 'must be at most 100%');
});

/** Whether a number or a percentage is nothing; absent is what the server puts there. */
const isNothing = (value: unknown, otherwise: unknown): boolean => {
  const found = isAbsent(value) ? otherwise : value;
  return found === 0 || (typeof found === 'string' && /^0+%$/.test(found));
};

/** Pods that run until somebody stops them. */
const lasting: Rule = all(
  fields({ restartPolicy: unlessEmpty(choice('Always')) }),
  forbidden('is for pods that end', 'activeDeadlineSeconds'),
);

/** The selector of a workload has to take the pods that it makes. */
export function selectsOwn({ selector, template }: Fields, walk: Walk): void {
  const labels = mapOf(mapOf(mapOf(template)['metadata'])['labels']);
  if (!isAbsent(selector) && !selects(mapOf(selector), labels))
    say(
      walk,
      'must have what the selector asks for',
      'make the selector and the labels agree',
      'template',
      'metadata',
      'labels',
    );
}

/** What all workloads of pods have in common. */
const workload: Rule = all(
  map((spec, walk) => {
    if (isAbsent(spec['selector'])) say(walk, 'is required', 'select the labels of the template', 'selector');
    selectsOwn(spec, walk);
  }),
  fields({
    replicas: atLeast(0),
    minReadySeconds: atLeast(0),
    revisionHistoryLimit: atLeast(0),
    selector: selectorOfSomething,
  }),
  part('template', part('spec', lasting)),
);

const templated: Rule = part('template', podTemplate);

const rolling = fields({ maxUnavailable: shareOfPods, maxSurge: intOrPercentage });

function deploymentStrategy({ strategy }: Fields, walk: Walk): void {
  const { type, rollingUpdate } = mapOf(strategy);
  if (!isEmpty(type)) within(walk, 'type', type, choice('Recreate', 'RollingUpdate'));
  if (isAbsent(rollingUpdate)) return;
  if (type === 'Recreate') say(walk, 'excludes rollingUpdate', 'remove one of the two', 'type');
  const { maxUnavailable, maxSurge } = mapOf(rollingUpdate);
  if (type === 'Recreate') return;
  within(walk, 'rollingUpdate', rollingUpdate, rolling);
  if (isNothing(maxUnavailable, '25%') && isNothing(maxSurge, '25%'))
    say(
      walk,
      'must not be 0 where maxSurge is 0: nothing could be replaced',
      'raise one of the two',
      'rollingUpdate',
      'maxUnavailable',
    );
}

const deploymentSpec: Rule = all(
  workload,
  templated,
  map((spec, walk) => {
    within(walk, 'strategy', spec['strategy'], () => deploymentStrategy(spec, walk));
    const { progressDeadlineSeconds, minReadySeconds } = spec;
    const deadline = numberOf(progressDeadlineSeconds, 600);
    const ready = numberOf(minReadySeconds);
    if (deadline <= ready)
      say(
        walk,
        `must be more than the ${ready} seconds of minReadySeconds, and is ${deadline}`,
        undefined,
        'progressDeadlineSeconds',
      );
  }),
);

function daemonStrategy({ updateStrategy }: Fields, walk: Walk): void {
  const { type, rollingUpdate } = mapOf(updateStrategy);
  if (!isEmpty(type)) within(walk, 'type', type, choice('OnDelete', 'RollingUpdate'));
  if (isAbsent(rollingUpdate) || type === 'OnDelete') return;
  within(walk, 'rollingUpdate', rollingUpdate, fields({ maxUnavailable: shareOfPods, maxSurge: shareOfPods }));
  const { maxUnavailable, maxSurge } = mapOf(rollingUpdate);
  const [stays, grows] = [isNothing(maxUnavailable, 1), !isNothing(maxSurge, 0)];
  if (stays !== grows)
    say(walk, 'either maxUnavailable or maxSurge must be 0, and not both', 'set one of them to 0', 'rollingUpdate');
}

const daemonSetSpec: Rule = all(
  workload,
  templated,
  map((spec, walk) => within(walk, 'updateStrategy', spec['updateStrategy'], () => daemonStrategy(spec, walk))),
);

const retention = fields({
  whenDeleted: unlessEmpty(choice('Retain', 'Delete')),
  whenScaled: unlessEmpty(choice('Retain', 'Delete')),
});

const statefulRolling = fields({ partition: atLeast(0) });

function statefulStrategy({ updateStrategy }: Fields, walk: Walk): void {
  const { type, rollingUpdate } = mapOf(updateStrategy);
  if (!isEmpty(type)) within(walk, 'type', type, choice('OnDelete', 'RollingUpdate'));
  if (type === 'OnDelete' && !isAbsent(rollingUpdate))
    say(walk, 'excludes rollingUpdate', 'remove one of the two', 'type');
  else within(walk, 'rollingUpdate', rollingUpdate, statefulRolling);
}

/** The pods of a StatefulSet have the claims of their set as volumes, too. */
const templateWithClaims: Rule = map((spec, walk) => {
  const template = mapOf(spec['template']);
  const pod = mapOf(template['spec']);
  const claims = listOf(spec['volumeClaimTemplates']).map((claim) => textOf(mapOf(mapOf(claim)['metadata'])['name']));
  const own = listOf(pod['volumes']).filter((volume) => !claims.includes(textOf(mapOf(volume)['name'])));
  const volumes = [...own, ...claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }))];
  const { hostname, subdomain, ...rest } = pod;
  const seen = claims.length === 0 ? rest : { ...rest, volumes };
  within(walk, 'template', { ...template, spec: seen }, podTemplate);
});

const statefulSetSpec: Rule = all(
  workload,
  templateWithClaims,
  fields({
    podManagementPolicy: unlessEmpty(choice('OrderedReady', 'Parallel')),
    serviceName: unlessEmpty(written(dnsLabel)),
    ordinals: fields({ start: atLeast(0) }),
    persistentVolumeClaimRetentionPolicy: retention,
    volumeClaimTemplates: entries(part('spec', claimSpec)),
  }),
  map((spec, walk) => within(walk, 'updateStrategy', spec['updateStrategy'], () => statefulStrategy(spec, walk))),
);

export const deployment: Rule = part('spec', deploymentSpec);
export const daemonSet: Rule = part('spec', daemonSetSpec);
export const statefulSet: Rule = part('spec', statefulSetSpec);
export const replicaSet: Rule = part('spec', all(workload, templated));
