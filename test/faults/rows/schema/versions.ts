import type { Fault } from '../../fault.ts';
import { shop as at, web as deployment } from '../common.ts';

/** Kinds and fields of another time. */
export const versions: readonly Fault[] = [
  {
    check: 'schema',
    name: 'a version of an API is gone',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod-web › PodDisruptionBudget shop-prod/web',
      set: [[['apiVersion'], 'policy/v1beta1']],
    },
    where: 'production/eu-1 › shop-prod-web › PodDisruptionBudget shop-prod/web › apiVersion',
    message: 'Kubernetes 1.35 has no PodDisruptionBudget of policy/v1beta1',
    hint: 'write policy/v1',
    at,
  },
  {
    check: 'schema',
    name: 'a version of an API went with a Kubernetes before',
    on: 'local/dev',
    inject: {
      change: 'policies › ValidatingAdmissionPolicyBinding route-hosts',
      set: [[['apiVersion'], 'admissionregistration.k8s.io/v1beta1']],
    },
    where: 'local/dev › policies › ValidatingAdmissionPolicyBinding route-hosts › apiVersion',
    message:
      'Kubernetes 1.35 has no ValidatingAdmissionPolicyBinding of admissionregistration.k8s.io/v1beta1; it was last in 1.33',
    hint: 'write admissionregistration.k8s.io/v1',
  },
  {
    check: 'schema',
    name: 'a version of an API comes with a later Kubernetes',
    on: 'production/eu-1',
    inject: {
      file: 'platform/kyverno/manifests.yaml',
      add: [
        {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'MutatingAdmissionPolicy',
          metadata: { name: 'labels' },
          spec: { mutations: [], reinvocationPolicy: 'Never' },
        },
      ],
    },
    where: 'production/eu-1 › kyverno › MutatingAdmissionPolicy labels › apiVersion',
    message: 'Kubernetes 1.35 has no MutatingAdmissionPolicy of admissionregistration.k8s.io/v1; it came with 1.36',
    hint: 'write admissionregistration.k8s.io/v1alpha1 or admissionregistration.k8s.io/v1beta1',
  },
  {
    check: 'schema',
    name: 'a field comes with a later Kubernetes',
    on: 'production/eu-1',
    inject: {
      change: deployment,
      set: [[['spec', 'template', 'spec', 'schedulingGroup'], { podGroupName: 'shop' }]],
    },
    where: `production/eu-1 › ${deployment} › spec.template.spec.schedulingGroup`,
    message: 'Kubernetes 1.35 does not have this field; it came with 1.36',
    hint: 'remove it, or run Kubernetes 1.36',
    at,
  },
  {
    check: 'schema',
    name: 'a custom resource is of a version that its definition does not serve',
    on: 'production/eu-1',
    inject: {
      change: 'traefik › Certificate traefik/gateway-tls',
      set: [[['apiVersion'], 'cert-manager.io/v1alpha2']],
    },
    where: 'production/eu-1 › traefik › Certificate traefik/gateway-tls › apiVersion',
    message: 'cert-manager.io/Certificate has no version v1alpha2',
    hint: 'write cert-manager.io/v1',
  },
  {
    check: 'schema',
    name: 'a group of APIs is misspelt',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod-web › HTTPRoute shop-prod/web',
      set: [[['apiVersion'], 'gateway.networking.x-k8s.io/v1']],
    },
    where: 'production/eu-1 › shop-prod-web › HTTPRoute shop-prod/web › apiVersion',
    message:
      'nothing known has the kind HTTPRoute in gateway.networking.x-k8s.io/v1; did you mean "gateway.networking.k8s.io/v1"?',
    hint: 'write gateway.networking.k8s.io/v1 or gateway.networking.k8s.io/v1beta1',
    at,
  },
  {
    check: 'schema',
    name: 'a kind is misspelt',
    on: 'production/eu-1',
    inject: { change: 'shop-prod-web › Service shop-prod/web', set: [[['kind'], 'Servcie']] },
    where: 'production/eu-1 › shop-prod-web › Servcie shop-prod/web › kind',
    message: 'the core group has no kind Servcie; did you mean "Service"?',
    hint: 'correct the kind or the apiVersion',
    at,
  },
];
