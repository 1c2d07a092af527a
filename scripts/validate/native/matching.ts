import { expression } from './cel.ts';
import { pathSegment, qualifiedName, written } from './forms.ts';
import {
  all,
  atMost,
  choice,
  each,
  entries,
  fields,
  isEmpty,
  listOf,
  map,
  type Rule,
  required,
  say,
  shown,
  textOf,
  unique,
  type Walk,
  within,
} from './rule.ts';
import { selector } from './selector.ts';

// What policies and webhooks have in common (Kubernetes v1.36, pkg/apis/admissionregistration/validation/validation.go).

export const failurePolicy = choice('Ignore', 'Fail');

/** A list in which `*` stands for everything else. */
const alone =
  (what: string): Rule =>
  (value, walk) => {
    if (listOf(value).length > 1 && listOf(value).includes('*'))
      say(walk, `"*" stands for all ${what}`, 'remove the others');
  };

const filled: Rule = (value, walk) => {
  if (isEmpty(value)) say(walk, 'must not be empty', 'remove it');
};

/** `pods`, `pods/status`, `*`. */
function resources(value: unknown, walk: Walk): void {
  const list = listOf(value).map(textOf);
  const wholes = new Set<string>();
  const subs = new Set<string>();
  list.forEach((each, at) => {
    const [resource = '', ...rest] = each.split('/');
    const sub = rest.join('/');
    if (rest.length === 0) return;
    if (wholes.has(resource) || subs.has(sub)) say(walk, `${shown(each)} is among the others already`, 'remove it', at);
    if (sub === '*') wholes.add(resource);
    if (resource === '*') subs.add(sub);
  });
  if (list.length > 1 && list.includes('*/*')) say(walk, '"*/*" stands for all resources', 'remove the others');
  // The server looks at the last one without a subresource alone.
  const plain = list.filter((each) => each !== '' && !each.includes('/')).at(-1);
  if (list.includes('*') && plain !== undefined && plain !== '*')
    say(walk, '"*" stands for all resources', 'remove the others');
}

export const operations = ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'];

/** Which requests are meant. */
export const rule = (allowed: readonly string[]): Rule =>
  all(
    map(required('operations', 'apiGroups', 'apiVersions', 'resources')),
    fields({
      operations: all(each(choice(...allowed)), alone('operations')),
      apiGroups: alone('groups'),
      apiVersions: all(each(filled), alone('versions')),
      resources: all(each(filled), resources),
      scope: choice('Cluster', 'Namespaced', '*'),
      resourceNames: all(each(written(pathSegment)), (value, walk) => {
        const seen = new Set<unknown>();
        listOf(value).forEach((name, at) => {
          if (seen.has(name)) say(walk, `${shown(textOf(name))} is there twice`, 'remove one', at);
          seen.add(name);
        });
      }),
    }),
  );

export const matching = (allowed: readonly string[]): Rule =>
  fields({
    matchPolicy: choice('Exact', 'Equivalent'),
    namespaceSelector: selector,
    objectSelector: selector,
    resourceRules: entries(rule(allowed)),
    excludeResourceRules: entries(rule(operations)),
  });

export const conditions = (hasParams: boolean): Rule =>
  all(
    entries(
      map(({ name, expression: text }, walk) => {
        within(walk, 'name', textOf(name), written(qualifiedName));
        within(walk, 'expression', textOf(text), expression({ hasParams, returns: ['bool'] }));
      }),
    ),
    unique('name'),
    atMost(64, 'entries'),
  );
