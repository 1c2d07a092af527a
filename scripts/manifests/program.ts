import { groupOf } from '../../constructs/model/manifest.ts';

/** A program that reads files which look like objects, and how to come by objects from them. */
export interface Program {
  readonly name: string;
  readonly hint: string;
}

const leaveOut = 'leave it out';
const kustomize = { name: 'Kustomize', hint: 'render it first: kubectl kustomize … | npm run check -- --manifests -' };
const kubernetes = { name: 'Kubernetes itself', hint: leaveOut };

/** API groups that no API server serves. */
const groups: ReadonlyMap<string, Program> = new Map([
  ['kustomize.config.k8s.io', kustomize],
  ['config.kubernetes.io', kustomize],
  ['kubeadm.k8s.io', { name: 'kubeadm', hint: leaveOut }],
  ['kind.x-k8s.io', { name: 'kind', hint: leaveOut }],
  ['ctlptl.dev', { name: 'ctlptl', hint: leaveOut }],
  ['eksctl.io', { name: 'eksctl', hint: leaveOut }],
  ['skaffold', { name: 'Skaffold', hint: leaveOut }],
  ['backstage.io', { name: 'Backstage', hint: leaveOut }],
  ['audit.k8s.io', kubernetes],
  ['apiserver.config.k8s.io', kubernetes],
  ['kubelet.config.k8s.io', kubernetes],
  ['kubeproxy.config.k8s.io', kubernetes],
  ['kubescheduler.config.k8s.io', kubernetes],
  ['client.authentication.k8s.io', { name: 'kubectl', hint: leaveOut }],
]);

/** Whose file it is, where no API server would take it. */
export function programOf(apiVersion: string, kind: string): Program | undefined {
  if (kind === 'Config' && apiVersion === 'v1') return { name: 'kubectl', hint: leaveOut };
  return groups.get(groupOf(apiVersion));
}
