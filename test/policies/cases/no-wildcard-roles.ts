import { role } from './access.ts';
import { allows, type Case, refuses } from './case.ts';

const pods = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] };

export const noWildcardRoles: readonly Case[] = [
  allows('a role that names what it permits', role(pods)),
  allows('several rules', role(pods, { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['update'] })),
  allows('a role without rules', role()),
  allows('a role that leaves its rules out', { ...role(), rules: undefined }),
  refuses('every verb', role({ ...pods, verbs: ['*'] })),
  refuses('every resource', role({ ...pods, resources: ['*'] })),
  refuses('every API group', role({ ...pods, apiGroups: ['*'] })),
  refuses('every verb among others', role({ ...pods, verbs: ['get', '*'] })),
  refuses('every verb in the last of its rules', role(pods, { ...pods, verbs: ['*'] })),
];
