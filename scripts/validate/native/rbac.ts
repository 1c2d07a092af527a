import { dnsSubdomain, pathSegment, written } from './forms.ts';
import {
  all,
  choice,
  entries,
  type Fields,
  fields,
  isEmpty,
  map,
  part,
  type Rule,
  required,
  say,
  textOf,
  type Walk,
  within,
} from './rule.ts';
import { selector } from './selector.ts';

// Kubernetes v1.36, pkg/apis/rbac/validation/validation.go.

const group = 'rbac.authorization.k8s.io';

const ruleOf = (namespaced: boolean): Rule =>
  map((rule, walk) => {
    required('verbs')(rule, walk);
    if (isEmpty(rule['nonResourceURLs'])) return required('apiGroups', 'resources')(rule, walk);
    if (namespaced) say(walk, 'is for ClusterRoles only', 'remove it', 'nonResourceURLs');
    if (!['apiGroups', 'resources', 'resourceNames'].every((key) => isEmpty(rule[key])))
      say(walk, 'cannot stand beside resources', 'make two rules of it', 'nonResourceURLs');
  });

export const role: Rule = fields({ rules: entries(ruleOf(true)) });

export const clusterRole: Rule = fields({
  rules: entries(ruleOf(false)),
  aggregationRule: all(required('clusterRoleSelectors'), fields({ clusterRoleSelectors: entries(selector) })),
});

function subject({ kind, name, namespace, apiGroup }: Fields, walk: Walk, namespaced: boolean): void {
  if (isEmpty(name)) say(walk, 'is required', 'name who is meant', 'name');
  within(walk, 'kind', textOf(kind), choice('User', 'Group', 'ServiceAccount'));
  if (kind === 'ServiceAccount') {
    if (!isEmpty(name)) within(walk, 'name', name, written(dnsSubdomain));
    if (!isEmpty(apiGroup)) say(walk, 'must be empty for a ServiceAccount', 'remove it', 'apiGroup');
    if (!namespaced && isEmpty(namespace)) say(walk, 'is required for a ServiceAccount', 'add it', 'namespace');
  } else if (!isEmpty(apiGroup)) within(walk, 'apiGroup', apiGroup, choice(group));
}

const binding = (namespaced: boolean): Rule =>
  all(
    part(
      'roleRef',
      map(({ apiGroup, kind, name }, walk) => {
        if (!isEmpty(apiGroup)) within(walk, 'apiGroup', apiGroup, choice(group));
        within(walk, 'kind', textOf(kind), choice(...(namespaced ? ['Role'] : []), 'ClusterRole'));
        if (isEmpty(name)) say(walk, 'is required', 'name the role', 'name');
        else within(walk, 'name', name, written(pathSegment));
      }),
    ),
    fields({ subjects: entries(map((found, walk) => subject(found, walk, namespaced))) }),
  );

export const roleBinding = binding(true);
export const clusterRoleBinding = binding(false);
