import { roleBinding } from './access.ts';
import { allows, type Case, refuses } from './case.ts';

export const noAdminBindings: readonly Case[] = [
  allows('a Role of the namespace', roleBinding('Role', 'developer')),
  allows('a Role of the namespace, whatever it is called', roleBinding('Role', 'admin')),
  allows('the ClusterRole that may look', roleBinding('ClusterRole', 'view')),
  allows('a ClusterRole of a component', roleBinding('ClusterRole', 'press-reader')),
  refuses('cluster-admin', roleBinding('ClusterRole', 'cluster-admin')),
  refuses('admin', roleBinding('ClusterRole', 'admin')),
  refuses('edit', roleBinding('ClusterRole', 'edit')),
  refuses('what admin is made of', roleBinding('ClusterRole', 'system:aggregate-to-admin')),
];
