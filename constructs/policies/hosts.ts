import { hostsAnnotation } from '../argocd/names.ts';
import type { Variable } from './policy.ts';

/** The host names that the platform gave to a namespace. It belongs to the platform, so its annotation can be trusted. */
export const hosts: Variable = {
  name: 'hosts',
  expression: `namespaceObject.metadata.?annotations[?'${hostsAnnotation}'].orValue('').split(',')`,
};
