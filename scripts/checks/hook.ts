import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import type { Fault, ObjectCheck } from './object.ts';
import { asMap, type Fields, textAt } from './read.ts';

const hookKey = 'argocd.argoproj.io/hook';
const policyKey = 'argocd.argoproj.io/hook-delete-policy';
const helmHookKey = 'helm.sh/hook';
const helmPolicyKey = 'helm.sh/hook-delete-policy';
const optionsKey = 'argocd.argoproj.io/sync-options';

/** What Argo CD knows (argo-cd v3.5.1, gitops-engine/pkg/sync/common/types.go; controller/hook.go for the two of deletion). */
const phases = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip', 'PreDelete', 'PostDelete'];
const policies = ['HookSucceeded', 'HookFailed', 'BeforeHookCreation'];

/** Helm's hooks, with the phase that Argo CD makes of each; an object that has none of these phases is never applied. */
const helmHooks: Readonly<Record<string, string | undefined>> = {
  'pre-install': 'PreSync',
  'pre-upgrade': 'PreSync',
  'post-install': 'PostSync',
  'post-upgrade': 'PostSync',
  'pre-delete': 'PreDelete',
  'post-delete': 'PostDelete',
  'pre-rollback': undefined,
  'post-rollback': undefined,
  test: undefined,
  'test-success': undefined,
  'test-failure': undefined,
  'crd-install': undefined,
};
const helmPolicies: Readonly<Record<string, string | undefined>> = {
  'before-hook-creation': 'BeforeHookCreation',
  'hook-succeeded': 'HookSucceeded',
  'hook-failed': 'HookFailed',
};

/** Argo CD looks at an object every few seconds; what is gone before that has never run, for all it knows. */
const SECONDS_TO_BE_SEEN = 60;

/**
 * Hooks run when they should, once a sync, and let the sync go on; and a Job that is no hook neither stops the next sync nor
 * runs for ever.
 */
export const hook: ObjectCheck = {
  name: 'hook',
  alone: true,
  faults(object) {
    const annotations = asMap(asMap(object.metadata)['annotations']);
    const faults: Fault[] = [];
    for (const key in annotations) {
      if (key === hookKey || key === helmHookKey) ofPhases(annotations, key, faults);
      else if (key === policyKey || key === helmPolicyKey) ofPolicies(annotations, key, faults);
      else if (key === 'argocd.argoproj.io/sync-wave' || key === 'helm.sh/hook-weight')
        ofWave(annotations, key, faults);
    }
    if (object.kind === 'Application') ofFinalizers(object, faults);
    if (object.kind === 'Job' && object.apiVersion === 'batch/v1') ofJob(object, annotations, faults);
    return faults;
  },
};

const at = (key: string): Fault['path'] => ['metadata', 'annotations', key];

/** Items between commas, as Argo CD takes them apart. */
const listed = (annotations: Fields, key: string): readonly string[] =>
  (textAt(annotations, key) ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');

const isSkipped = (annotations: Fields): boolean => listed(annotations, hookKey).join() === 'Skip';

/** Whether it has an annotation that makes a hook of it, with whatever phases. */
const isHook = (annotations: Fields): boolean =>
  annotations[hookKey] !== undefined
    ? !isSkipped(annotations)
    : annotations[helmHookKey] !== undefined && annotations[helmHookKey] !== 'crd-install';

/** The phases that an object runs in. Argo CD's annotation wins over Helm's where it names one. */
function phasesOf(annotations: Fields): readonly string[] {
  const own = listed(annotations, hookKey).filter((text) => phases.includes(text));
  if (own.length > 0) return own;
  return listed(annotations, helmHookKey).flatMap((text) => helmHooks[text] ?? []);
}

function ofPhases(annotations: Fields, key: string, faults: Fault[]): void {
  const known = key === hookKey ? phases : Object.keys(helmHooks);
  const said = listed(annotations, key);
  const lost = isHook(annotations) && phasesOf(annotations).length === 0;
  for (const text of said.length === 0 ? [''] : said)
    if (!known.includes(text))
      faults.push({
        path: at(key),
        message: `"${text}" is no phase${lost ? ', and Argo CD would never apply this object' : ''}${didYouMean(text, known)}`,
        hint: `write one of ${known.join(', ')}`,
      });
  if (key === hookKey && said.length > 1 && said.includes('Skip'))
    faults.push({
      path: at(key),
      message: 'says Skip beside a phase, and the object would run all the same',
      hint: 'write Skip alone, or take it out',
    });
}

function ofPolicies(annotations: Fields, key: string, faults: Fault[]): void {
  const known = key === policyKey ? policies : Object.keys(helmPolicies);
  for (const text of listed(annotations, key))
    if (!known.includes(text))
      faults.push({
        path: at(key),
        message: `"${text}" is no policy, and Argo CD would ignore it${didYouMean(text, known)}`,
        hint: `write one of ${known.join(', ')}`,
      });
  if (key === policyKey && !isHook(annotations))
    faults.push({
      path: at(key),
      message: 'has no effect on an object that is no hook',
      hint: `add ${hookKey}, or take it out`,
    });
}

/** What is no number counts as 0 (argo-cd v3.5.1, gitops-engine/pkg/sync/syncwaves/waves.go). */
function ofWave(annotations: Fields, key: string, faults: Fault[]): void {
  const text = String(annotations[key]);
  if (!/^[+-]?\d+$/.test(text))
    faults.push({
      path: at(key),
      message: `"${text}" is no whole number, and would count as 0`,
      hint: "write a number in quotes, such as '-1'",
    });
}

const deletionFinalizer = /^(pre|post)-delete-finalizer\.argocd\.argoproj\.io(\/|$)/;

/** The controller puts these on when it finds such hooks, and takes them off when they have run. */
function ofFinalizers({ metadata }: KubernetesObject, faults: Fault[]): void {
  const { finalizers } = asMap(metadata);
  if (!Array.isArray(finalizers)) return;
  for (let index = 0; index < finalizers.length; index++)
    if (deletionFinalizer.test(String(finalizers[index])))
      faults.push({
        path: ['metadata', 'finalizers', index],
        message: 'belongs to Argo CD, which adds it where a chart has such a hook',
        hint: 'take it out',
      });
}

function ofJob(job: KubernetesObject, annotations: Fields, faults: Fault[]): void {
  const ttl = asMap(job['spec'])['ttlSecondsAfterFinished'];
  if (!isHook(annotations)) {
    if (!isSkipped(annotations)) ofPlainJob(job, annotations, ttl, faults);
  } else if (phasesOf(annotations).length > 0) ofHookJob(job, annotations, ttl, faults);
}

/** A hook is applied, not created: one that is still there from the last sync stands in the way of the next. */
function ofHookJob({ metadata }: KubernetesObject, annotations: Fields, ttl: unknown, faults: Fault[]): void {
  const said = [
    ...listed(annotations, policyKey),
    ...listed(annotations, helmPolicyKey).flatMap((text) => helmPolicies[text] ?? []),
  ].filter((text) => policies.includes(text));
  const named = textAt(metadata, 'name') !== undefined;
  const left = leftWhen(said);
  if (named && left !== undefined)
    faults.push({
      path: at(annotations[policyKey] === undefined ? helmPolicyKey : policyKey),
      message: `leaves the Job there when it has ${left}, and then it does not run again`,
      hint: `add ${annotations[policyKey] === undefined ? 'before-hook-creation' : 'BeforeHookCreation'}`,
      severity: 'warning',
    });
  if (!named && !said.includes('HookSucceeded'))
    faults.push({
      path: ['metadata', 'generateName'],
      message: 'makes another Job in each sync, and nothing removes them',
      hint: `name the Job, or write ${policyKey}: HookSucceeded`,
      severity: 'warning',
    });
  if (typeof ttl === 'number' && ttl < SECONDS_TO_BE_SEEN)
    faults.push({
      path: ['spec', 'ttlSecondsAfterFinished'],
      message: `is ${ttl}: the Job may be gone before Argo CD has seen it succeed, and the sync waits for it`,
      hint: `leave it out, or write ${SECONDS_TO_BE_SEEN} or more; Argo CD itself removes hooks`,
      // Since 3.0 a finalizer of Argo CD's keeps the hook until it has been seen (argo-cd#21055).
      severity: 'warning',
    });
}

/** After which end a Job stays until somebody removes it. */
function leftWhen(said: readonly string[]): string | undefined {
  if (said.length === 0 || said.includes('BeforeHookCreation')) return undefined;
  if (!said.includes('HookFailed')) return 'failed';
  return said.includes('HookSucceeded') ? undefined : 'succeeded';
}

/** How a name ends that changes with what is in the object. */
const hashed = /-(?=[a-z]*\d)[a-z0-9]{8,}$/;

/** A Job that a sync applies like anything else. */
function ofPlainJob({ metadata }: KubernetesObject, annotations: Fields, ttl: unknown, faults: Fault[]): void {
  if (typeof ttl === 'number')
    faults.push({
      path: ['spec', 'ttlSecondsAfterFinished'],
      message: 'removes the Job when it is done, and Argo CD would make and run it again, for ever',
      hint: `take it out, or make the Job a hook with ${hookKey}: Sync`,
    });
  // Then the next version is another Job: Cilium calls one `hubble-generate-certs-<hash>`.
  if (hashed.test(textAt(metadata, 'name') ?? '')) return;
  const said = listed(annotations, optionsKey);
  if (!(said.includes('Force=true') && said.includes('Replace=true')))
    faults.push({
      path: ['spec', 'template'],
      message: 'cannot be changed once the Job is there: its next version would not sync',
      hint: `make the Job a hook with ${hookKey}: Sync, or write ${optionsKey}: Force=true,Replace=true`,
      severity: 'warning',
    });
}
