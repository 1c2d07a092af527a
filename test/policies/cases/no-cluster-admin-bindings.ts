import { clusterRoleBinding, group, serviceAccount, user } from './access.ts';
import { allows, type Case, refuses } from './case.ts';

/** Tenants are the groups `shop-dev` and `shop-leads` and the namespaces `shop-test` and `shop-prod`. */
export const noClusterAdminBindings: readonly Case[] = [
  allows('cluster-admin for the platform team', clusterRoleBinding('cluster-admin', group('platform-team'))),
  allows('cluster-admin for a component', clusterRoleBinding('cluster-admin', serviceAccount('velero'))),
  allows(
    'cluster-admin for a namespace that only begins like one',
    clusterRoleBinding('cluster-admin', group('system:serviceaccounts:shop-production')),
  ),
  allows('another role for a tenant', clusterRoleBinding('view', group('shop-dev'), serviceAccount('shop-test'))),
  allows('cluster-admin for nobody', clusterRoleBinding('cluster-admin')),
  refuses('cluster-admin for a group of a tenant', clusterRoleBinding('cluster-admin', group('shop-dev'))),
  refuses('admin for a ServiceAccount of a tenant', clusterRoleBinding('admin', serviceAccount('shop-prod'))),
  refuses(
    'edit for it beside a component',
    clusterRoleBinding('edit', serviceAccount('velero'), serviceAccount('shop-test')),
  ),
  refuses(
    'cluster-admin for all ServiceAccounts of a tenant',
    clusterRoleBinding('cluster-admin', group('system:serviceaccounts:shop-test')),
  ),
  refuses(
    'cluster-admin for its ServiceAccount as a user',
    clusterRoleBinding('cluster-admin', user('system:serviceaccount:shop-test:main')),
  ),
  refuses('edit for all ServiceAccounts', clusterRoleBinding('edit', group('system:serviceaccounts'))),
  refuses('edit for everybody who has logged in', clusterRoleBinding('edit', group('system:authenticated'))),
];
