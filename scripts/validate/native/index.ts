import type { KubernetesObject } from '../../../constructs/model/manifest.ts';
import { groupOf } from '../../../constructs/model/manifest.ts';
import type { Fault } from '../../checks/object.ts';
import {
  mutatingAdmissionPolicy,
  mutatingAdmissionPolicyBinding,
  validatingAdmissionPolicy,
  validatingAdmissionPolicyBinding,
} from './admission.ts';
import { apiService } from './aggregation.ts';
import { daemonSet, deployment, replicaSet, statefulSet } from './apps.ts';
import { horizontalPodAutoscaler, horizontalPodAutoscalerV1 } from './autoscaling.ts';
import { cronJob, job } from './batch.ts';
import { configMap, namespace, secret, serviceAccount } from './core.ts';
import { customResourceDefinition } from './definition/spec.ts';
import { ingress, ingressClass } from './ingress.ts';
import { metadata } from './metadata.ts';
import { hasStrictFinalizers, isOfKubernetes, nameForm } from './names.ts';
import { networkPolicy } from './network.ts';
import { lease, runtimeClass } from './node.ts';
import { pod } from './pod/template.ts';
import { podDisruptionBudget, priorityClass } from './policy.ts';
import { limitRange, resourceQuota } from './quota.ts';
import { clusterRole, clusterRoleBinding, role, roleBinding } from './rbac.ts';
import { type Rule, type Walk, within } from './rule.ts';
import { service } from './service.ts';
import { endpointSlice } from './slice.ts';
import { persistentVolumeClaim } from './storage/claim.ts';
import { storageClass } from './storage/class.ts';
import { csiDriver } from './storage/driver.ts';
import { persistentVolume } from './storage/volume.ts';
import { mutatingWebhookConfiguration, validatingWebhookConfiguration } from './webhook.ts';

/** What Kubernetes' own code asks of a kind beyond OpenAPI, by `apiVersion/kind`. */
const rules: Readonly<Record<string, Rule>> = {
  'v1/ConfigMap': configMap,
  'v1/LimitRange': limitRange,
  'v1/Namespace': namespace,
  'v1/PersistentVolume': persistentVolume,
  'v1/PersistentVolumeClaim': persistentVolumeClaim,
  'v1/Pod': pod,
  'v1/ResourceQuota': resourceQuota,
  'v1/Secret': secret,
  'v1/Service': service,
  'v1/ServiceAccount': serviceAccount,
  'admissionregistration.k8s.io/v1/MutatingAdmissionPolicy': mutatingAdmissionPolicy,
  'admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBinding': mutatingAdmissionPolicyBinding,
  'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration': mutatingWebhookConfiguration,
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy': validatingAdmissionPolicy,
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding': validatingAdmissionPolicyBinding,
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration': validatingWebhookConfiguration,
  'apiextensions.k8s.io/v1/CustomResourceDefinition': customResourceDefinition,
  'apiregistration.k8s.io/v1/APIService': apiService,
  'apps/v1/DaemonSet': daemonSet,
  'apps/v1/Deployment': deployment,
  'apps/v1/ReplicaSet': replicaSet,
  'apps/v1/StatefulSet': statefulSet,
  'autoscaling/v1/HorizontalPodAutoscaler': horizontalPodAutoscalerV1,
  'autoscaling/v2/HorizontalPodAutoscaler': horizontalPodAutoscaler,
  'batch/v1/CronJob': cronJob,
  'batch/v1/Job': job,
  'coordination.k8s.io/v1/Lease': lease,
  'discovery.k8s.io/v1/EndpointSlice': endpointSlice,
  'networking.k8s.io/v1/Ingress': ingress,
  'networking.k8s.io/v1/IngressClass': ingressClass,
  'networking.k8s.io/v1/NetworkPolicy': networkPolicy,
  'node.k8s.io/v1/RuntimeClass': runtimeClass,
  'policy/v1/PodDisruptionBudget': podDisruptionBudget,
  'rbac.authorization.k8s.io/v1/ClusterRole': clusterRole,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': clusterRoleBinding,
  'rbac.authorization.k8s.io/v1/Role': role,
  'rbac.authorization.k8s.io/v1/RoleBinding': roleBinding,
  'scheduling.k8s.io/v1/PriorityClass': priorityClass,
  'storage.k8s.io/v1/CSIDriver': csiDriver,
  'storage.k8s.io/v1/StorageClass': storageClass,
};

const byKind = new Map(Object.entries(rules));

/** Whether `nativeFaultsOf` says which fields of a kind are required: OpenAPI names others than the server asks for. */
export const isNative = (apiVersion: string, kind: string): boolean => byKind.has(`${apiVersion}/${kind}`);

const metadataRules = new Map<string, Rule>();

/** Rules of metadata, by kind of Kubernetes; custom resources have one in common. */
function metadataOf(group: string, kind: string, minor: number): Rule {
  const id = isOfKubernetes(group) ? `${minor} ${group}/${kind}` : '';
  const known = metadataRules.get(id) ?? metadata(nameForm(group, kind, minor), hasStrictFinalizers(group));
  metadataRules.set(id, known);
  return known;
}

/**
 * What Kubernetes' own code demands of objects of a kind beyond what OpenAPI says. It never throws, and passes over what has the
 * wrong type.
 *
 * @param fine another object of the kind that nothing is wrong with
 */
export type NativeFaults = (object: KubernetesObject, fine?: KubernetesObject) => readonly Fault[];

/** @param version the Kubernetes minor that objects are for, such as `1.36` */
export function nativeFaultsOf(apiVersion: string, kind: string, version: string): NativeFaults {
  const minor = Number(version.slice(version.indexOf('.') + 1));
  const ofMetadata = metadataOf(groupOf(apiVersion), kind, minor);
  const own = byKind.get(`${apiVersion}/${kind}`);
  return (object, fine) => {
    const isNew = object.metadata !== fine?.metadata;
    if (!isNew && own === undefined) return none;
    const walk: Walk = { minor, path: [], faults: [] };
    if (isNew) within(walk, 'metadata', fine ? newIn(object.metadata, fine.metadata) : object.metadata, ofMetadata);
    own?.(object, walk);
    return walk.faults;
  };
}

/** The fields of metadata that are not those of an object that is fine, and its names, which a rule looks at together. */
function newIn(metadata: KubernetesObject['metadata'], fine: KubernetesObject['metadata']): object {
  const found: Record<string, unknown> = {};
  for (const key in metadata)
    if (metadata[key] !== fine[key] || key === 'name' || key === 'generateName') found[key] = metadata[key];
  return found;
}

const none: readonly Fault[] = [];
