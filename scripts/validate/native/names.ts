import { dnsLabel, dnsLabelOfLetter, dnsSubdomain, type Form, pathSegment } from './forms.ts';

/** Groups of Kubernetes' own kinds that have a dot in them. Everything else with a dot is a custom resource. */
const groups: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

export const isOfKubernetes = (group: string): boolean => !group.includes('.') || groups.has(group);

/**
 * Kinds whose names are not just DNS names, as `group/Kind` (Kubernetes v1.36: the ValidateName functions in pkg/apis, and
 * pkg/registry/policy/poddisruptionbudget for what has none).
 */
const own: Readonly<Record<string, Form>> = {
  '/Namespace': dnsLabel,
  '/Service': dnsLabel,
  'apiregistration.k8s.io/APIService': pathSegment,
  'apps/StatefulSet': dnsLabel,
  'policy/PodDisruptionBudget': pathSegment,
  'rbac.authorization.k8s.io/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': pathSegment,
  'rbac.authorization.k8s.io/Role': pathSegment,
  'rbac.authorization.k8s.io/RoleBinding': pathSegment,
};

/** The form of an object's name. Before Kubernetes 1.36 a Service could not begin with a digit (RelaxedServiceNameValidation). */
export function nameForm(group: string, kind: string, minor: number): Form {
  if (kind === 'Service' && group === '' && minor < 36) return dnsLabelOfLetter;
  return (isOfKubernetes(group) ? own[`${group}/${kind}`] : undefined) ?? dnsSubdomain;
}

/** Groups of Kubernetes that ask no more of finalizers than of those of custom resources. */
const lenient: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'policy',
]);

/** Whether a finalizer without a domain has to be one of Kubernetes' own. */
export const hasStrictFinalizers = (group: string): boolean => isOfKubernetes(group) && !lenient.has(group);
