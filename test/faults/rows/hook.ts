import type { Fault } from '../fault.ts';

const job = (metadata: object, spec: object = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate', namespace: 'gangplank', ...metadata },
  spec: {
    ...spec,
    template: {
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'migrate',
            image: 'registry.example.org/gangplank/migrate:1.0.0',
            resources: { requests: { cpu: '10m', memory: '32Mi' } },
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              readOnlyRootFilesystem: true,
            },
          },
        ],
      },
    },
  },
});
const file = 'platform/gangplank/manifests.yaml';
const on = 'production/eu-1 › gangplank › Job gangplank/migrate';

/** Hooks that never run, run for ever, or run once. */
export const hook: readonly Fault[] = [
  {
    check: 'hook',
    name: 'the phase of a hook is misspelt',
    on: 'production/eu-1',
    inject: { file, add: [job({ annotations: { 'argocd.argoproj.io/hook': 'Presync' } })] },
    where: `${on} › metadata.annotations["argocd.argoproj.io/hook"]`,
    message: '"Presync" is no phase, and Argo CD would never apply this object; did you mean "PreSync"?',
    hint: 'write one of PreSync, Sync, PostSync, SyncFail, Skip, PreDelete, PostDelete',
  },
  {
    check: 'hook',
    name: 'a Job that is no hook removes itself, and would be made again for ever',
    on: 'production/eu-1',
    inject: {
      file,
      add: [
        job(
          { annotations: { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' } },
          { ttlSecondsAfterFinished: 600 },
        ),
      ],
    },
    where: `${on} › spec.ttlSecondsAfterFinished`,
    message: 'removes the Job when it is done, and Argo CD would make and run it again, for ever',
    hint: 'take it out, or make the Job a hook with argocd.argoproj.io/hook: Sync',
  },
  {
    check: 'hook',
    severity: 'warning',
    name: 'a Job that is no hook can never be changed',
    on: 'production/eu-1',
    inject: { file, add: [job({})] },
    where: `${on} › spec.template`,
    message: 'cannot be changed once the Job is there: its next version would not sync',
    hint: /^make the Job a hook with argocd\.argoproj\.io\/hook: Sync, or write /,
  },
  {
    check: 'hook',
    severity: 'warning',
    name: 'a hook that failed stands in the way of the next',
    on: 'production/eu-1',
    inject: {
      file,
      add: [
        job({
          annotations: {
            'argocd.argoproj.io/hook': 'PreSync',
            'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded',
          },
        }),
      ],
    },
    where: `${on} › metadata.annotations["argocd.argoproj.io/hook-delete-policy"]`,
    message: 'leaves the Job there when it has failed, and then it does not run again',
    hint: 'add BeforeHookCreation',
  },
  {
    check: 'hook',
    name: 'a wave is no number',
    on: 'production/eu-1',
    inject: {
      change: 'gangplank › Service gangplank/gangplank',
      set: [[['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'], 'last']],
    },
    where:
      'production/eu-1 › gangplank › Service gangplank/gangplank › metadata.annotations["argocd.argoproj.io/sync-wave"]',
    message: '"last" is no whole number, and would count as 0',
    hint: "write a number in quotes, such as '-1'",
  },
];
