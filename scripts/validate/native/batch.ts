import { selectsOwn } from './apps.ts';
import { schedule, timeZone } from './cron.ts';
import { dnsLabel, domainPrefixedPath, qualifiedName, written } from './forms.ts';
import { succeededIndexes } from './indexes.ts';
import { podTemplate } from './pod/template.ts';
import {
  all,
  atLeast,
  atMost,
  below,
  choice,
  entries,
  type Fields,
  fields,
  isAbsent,
  isEmpty,
  listOf,
  map,
  mapOf,
  numberOf,
  part,
  type Rule,
  required,
  say,
  shown,
  textOf,
  unlessEmpty,
  type Walk,
  within,
} from './rule.ts';
import { selector, selects } from './selector.ts';

// Kubernetes v1.36, pkg/apis/batch/validation/validation.go.

const endings = choice('OnFailure', 'Never');

/** Pods that end: an absent restartPolicy is Always, which they cannot have. */
function ending({ restartPolicy }: Fields, walk: Walk, withPolicy: boolean): void {
  if (isEmpty(restartPolicy)) say(walk, 'is required for a Job', 'write Never or OnFailure', 'restartPolicy');
  else within(walk, 'restartPolicy', restartPolicy, endings);
  if (withPolicy && restartPolicy === 'OnFailure')
    say(walk, 'must be Never with a podFailurePolicy', undefined, 'restartPolicy');
}

const condition: Rule = map(({ type, status }, walk) => {
  within(walk, 'type', textOf(type), written(qualifiedName));
  if (!isEmpty(status)) within(walk, 'status', status, choice('True', 'False', 'Unknown'));
});

function exitCodes({ operator, values, containerName }: Fields, walk: Walk, names: readonly unknown[]): void {
  within(walk, 'operator', textOf(operator), choice('In', 'NotIn'));
  if (!isAbsent(containerName) && !names.includes(containerName))
    say(walk, `${shown(textOf(containerName))} is no container of the pods`, 'correct it', 'containerName');
  const codes = listOf(values).map((code) => numberOf(code));
  if (codes.length === 0) say(walk, 'is required', 'add a code', 'values');
  within(walk, 'values', values, atMost(255, 'entries'));
  codes.forEach((code, at) => {
    const before = codes[at - 1];
    if (operator === 'In' && code === 0) say(walk, 'must not be 0: that is success', 'remove it', 'values', at);
    if (before !== undefined && before >= code) say(walk, 'must be in order, each once', 'sort them', 'values', at);
  });
}

const failureRule = (names: readonly unknown[], perIndex: boolean): Rule =>
  map((rule, walk) => {
    const { action, onExitCodes, onPodConditions } = rule;
    within(walk, 'action', textOf(action), choice('Count', 'FailIndex', 'FailJob', 'Ignore'));
    if (action === 'FailIndex' && !perIndex) say(walk, 'FailIndex needs a backoffLimitPerIndex', 'set it', 'action');
    if (!isAbsent(onExitCodes))
      within(walk, 'onExitCodes', onExitCodes, () => exitCodes(mapOf(onExitCodes), walk, names));
    within(walk, 'onPodConditions', onPodConditions, all(entries(condition), atMost(20, 'entries')));
    if (isAbsent(onExitCodes) === isEmpty(onPodConditions))
      say(walk, 'needs either onExitCodes or onPodConditions', 'give one of them');
  });

function failures(spec: Fields, walk: Walk): void {
  const pod = mapOf(mapOf(spec['template'])['spec']);
  const names = [...listOf(pod['containers']), ...listOf(pod['initContainers'])].map((each) => mapOf(each)['name']);
  const rule = failureRule(names, !isAbsent(spec['backoffLimitPerIndex']));
  const { rules } = mapOf(spec['podFailurePolicy']);
  below(walk, ['podFailurePolicy', 'rules'], rules, all(entries(rule), atMost(20, 'entries')));
}

function successes(spec: Fields, walk: Walk): void {
  const { successPolicy, completions, parallelism, completionMode } = spec;
  if (isAbsent(successPolicy)) return;
  if (completionMode !== 'Indexed') {
    say(walk, 'needs completionMode: Indexed', 'set it', 'successPolicy');
    return;
  }
  const count = numberOf(completions, isAbsent(parallelism) ? 1 : 0);
  const rule: Rule = map((found) => succeededIndexes(found, walk, count));
  const { rules } = mapOf(successPolicy);
  if (isEmpty(rules)) say(walk, 'is required', 'add a rule', 'successPolicy', 'rules');
  below(walk, ['successPolicy', 'rules'], rules, all(entries(rule), atMost(20, 'entries')));
}

const many = 100_000;
const manyAtOnce = 10_000;

/** What the mode of completion asks for. */
function completing(spec: Fields, walk: Walk): void {
  const { completionMode, completions, parallelism, backoffLimitPerIndex, maxFailedIndexes } = spec;
  if (!isAbsent(maxFailedIndexes) && isAbsent(backoffLimitPerIndex))
    say(walk, 'is required with maxFailedIndexes', 'add it', 'backoffLimitPerIndex');
  if (completionMode !== 'Indexed') {
    for (const key of ['backoffLimitPerIndex', 'maxFailedIndexes'])
      if (!isAbsent(spec[key])) say(walk, 'needs completionMode: Indexed', 'set it', key);
    return;
  }
  const set = isAbsent(completions) && isAbsent(parallelism) ? 1 : numberOf(completions, Number.NaN);
  if (isAbsent(completions) && !isAbsent(parallelism))
    say(walk, 'is required with completionMode: Indexed', 'add it', 'completions');
  const high = set > many && !isAbsent(backoffLimitPerIndex);
  const most = high ? manyAtOnce : many;
  if (numberOf(parallelism) > most) say(walk, `must be at most ${most}`, undefined, 'parallelism');
  if (numberOf(maxFailedIndexes) > Math.min(most, Number.isNaN(set) ? most : set))
    say(walk, 'must be at most the number of completions', undefined, 'maxFailedIndexes');
  if (high && isAbsent(maxFailedIndexes))
    say(walk, `is required with more than ${many} completions`, 'add it', 'maxFailedIndexes');
}

function replacing({ podReplacementPolicy, podFailurePolicy }: Fields, walk: Walk): void {
  const allowed = isAbsent(podFailurePolicy) ? ['Failed', 'TerminatingOrFailed'] : ['Failed'];
  if (!isAbsent(podReplacementPolicy)) within(walk, 'podReplacementPolicy', podReplacementPolicy, choice(...allowed));
}

/** The spec of a Job, of its own or as a template. */
const jobSpec: Rule = all(
  fields({
    parallelism: atLeast(0),
    completions: atLeast(0),
    activeDeadlineSeconds: atLeast(0),
    backoffLimit: atLeast(0),
    backoffLimitPerIndex: atLeast(0),
    maxFailedIndexes: atLeast(0),
    ttlSecondsAfterFinished: atLeast(0),
    completionMode: choice('Indexed', 'NonIndexed'),
    managedBy: all(written(domainPrefixedPath), atMost(63, 'characters')),
  }),
  part('template', podTemplate),
  map((spec, walk) => {
    completing(spec, walk);
    failures(spec, walk);
    successes(spec, walk);
    replacing(spec, walk);
    const withPolicy = !isAbsent(spec['podFailurePolicy']);
    const pod = mapOf(mapOf(spec['template'])['spec']);
    below(walk, ['template', 'spec'], pod, () => ending(pod, walk, withPolicy));
  }),
);

/** Labels by which Kubernetes finds the pods of a Job. */
const uids = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const names = ['job-name', 'batch.kubernetes.io/job-name'];

/** Kubernetes makes the selector of a Job, unless told otherwise. */
function selecting(job: Fields, walk: Walk): void {
  const spec = mapOf(job['spec']);
  const { selector: own, template, manualSelector } = spec;
  within(walk, 'spec', spec, () => {
    if (!isAbsent(own)) within(walk, 'selector', own, selector);
    if (manualSelector === true) {
      if (isAbsent(own)) say(walk, 'is required with manualSelector', 'add it', 'selector');
      return selectsOwn(spec, walk);
    }
    const { name } = mapOf(job['metadata']);
    const labels = mapOf(mapOf(mapOf(template)['metadata'])['labels']);
    const made = { 'job-name': name, 'batch.kubernetes.io/job-name': name };
    if (!isAbsent(own) && !selects(mapOf(own), made))
      say(walk, 'is made by Kubernetes', 'remove it, or set manualSelector', 'selector');
    for (const label of [...uids, ...names])
      if (label in labels && (uids.includes(label) || labels[label] !== name))
        say(walk, 'is set by Kubernetes', 'remove it', 'template', 'metadata', 'labels', label);
  });
}

export const job: Rule = all(
  part('spec', jobSpec),
  map((found, walk) => {
    selecting(found, walk);
    const { name } = mapOf(found['metadata']);
    const { completionMode, completions } = mapOf(found['spec']);
    if (
      completionMode === 'Indexed' &&
      typeof completions === 'number' &&
      completions > 0 &&
      !dnsLabel.fits(`${textOf(name)}-${completions - 1}`)
    )
      say(
        walk,
        `names pods such as ${textOf(name)}-${completions - 1}, which is not ${dnsLabel.name}`,
        'shorten it',
        'metadata',
        'name',
      );
  }),
);

const cronJobSpec: Rule = all(
  required('schedule'),
  fields({
    schedule: unlessEmpty(schedule),
    timeZone,
    startingDeadlineSeconds: atLeast(0),
    concurrencyPolicy: unlessEmpty(choice('Allow', 'Forbid', 'Replace')),
    successfulJobsHistoryLimit: atLeast(0),
    failedJobsHistoryLimit: atLeast(0),
  }),
  part(
    'jobTemplate',
    part(
      'spec',
      all(
        jobSpec,
        map(({ selector: own, manualSelector }, walk) => {
          if (!isAbsent(own)) say(walk, 'is made by Kubernetes', 'remove it', 'selector');
          if (manualSelector === true) say(walk, 'must not be true in a CronJob', 'remove it', 'manualSelector');
        }),
      ),
    ),
  ),
);

export const cronJob: Rule = all(
  part('spec', cronJobSpec),
  map(({ metadata }, walk) => {
    const { name } = mapOf(metadata);
    if (textOf(name).length > 52)
      say(walk, 'may have at most 52 characters: the names of its Jobs are longer', 'shorten it', 'metadata', 'name');
  }),
);
