import type { Fault } from '../fault.ts';
import { shop } from './common.ts';

/** What the project of an Application does not permit. */
export const project: readonly Fault[] = [
  {
    check: 'project',
    name: 'a team writes a cluster role',
    on: 'production/eu-1',
    inject: {
      file: 'factories/shop/prod/web/manifests.yaml',
      add: [
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name: 'shop-reader' },
          rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
        },
      ],
    },
    where: 'production/eu-1 › shop-prod-web',
    message: 'the project shop-prod does not permit ClusterRole shop-reader',
    hint: 'cluster-scoped objects belong to the platform, not to a team',
    at: shop,
  },
  {
    check: 'project',
    name: 'a team raises its own quota',
    on: 'production/eu-1',
    inject: {
      file: 'factories/shop/prod/web/manifests.yaml',
      add: [
        {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: { name: 'more', namespace: 'shop-prod' },
          spec: { hard: { 'requests.cpu': '100' } },
        },
      ],
    },
    where: 'production/eu-1 › shop-prod-web',
    message: 'the project shop-prod does not permit ResourceQuota shop-prod/more',
    hint: 'put it into a namespace of that project, or let the platform write it',
    at: shop,
  },
  {
    check: 'project',
    name: 'a team writes into the namespace of another',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod-web › PodDisruptionBudget shop-prod/web',
      set: [
        [['metadata', 'namespace'], 'payments-prod'],
        [['metadata', 'name'], 'web'],
      ],
    },
    where: 'production/eu-1 › shop-prod-web',
    message: 'the project shop-prod does not permit PodDisruptionBudget payments-prod/web',
    hint: 'put it into a namespace of that project, or let the platform write it',
    at: shop,
  },
  {
    check: 'project',
    name: 'an application of a team comes from a repository that the team did not name',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod › Application argocd/shop-prod-cache',
      set: [[['spec', 'source', 'repoURL'], 'https://charts.example.com']],
    },
    where: 'production/eu-1 › shop-prod-cache',
    message: 'the project shop-prod does not permit the source https://charts.example.com',
    hint: 'name it in the project, or use one that the project has',
    at: shop,
  },
  {
    check: 'project',
    name: 'an application of a team goes into the namespace of another',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod › Application argocd/shop-prod-cache',
      set: [[['spec', 'destination', 'namespace'], 'payments-prod']],
    },
    where: 'production/eu-1 › shop-prod-cache',
    message: 'the project shop-prod does not permit the destination payments-prod',
    hint: 'name it in the project, or use one that the project has',
    at: shop,
  },
];
