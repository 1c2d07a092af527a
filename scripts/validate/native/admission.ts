import { type Expected, expression, identifier, type Variable } from './cel.ts';
import { dnsLabelOfLetter, dnsSubdomain, pathSegment, qualifiedName, written } from './forms.ts';
import { conditions, failurePolicy, matching, operations } from './matching.ts';
import {
  all,
  atMost,
  choice,
  each,
  entries,
  type Fields,
  fields,
  isAbsent,
  isEmpty,
  listOf,
  map,
  mapOf,
  part,
  type Rule,
  required,
  say,
  shown,
  textOf,
  unique,
  unlessEmpty,
  type Walk,
  within,
} from './rule.ts';
import { selector } from './selector.ts';

// Kubernetes v1.36, pkg/apis/admissionregistration/validation/validation.go.

const paramKind: Rule = map(({ apiVersion, kind }, walk) => {
  const parts = textOf(apiVersion).split('/');
  const [group, version] = parts.length === 1 ? ['', parts[0]] : parts;
  if (parts.length > 2 || !dnsLabelOfLetter.fits(version ?? '') || (group !== '' && !dnsSubdomain.fits(group ?? '')))
    say(walk, `${shown(textOf(apiVersion))} is not an apiVersion`, 'write a group and a version', 'apiVersion');
  if (!dnsLabelOfLetter.fits(textOf(kind).toLowerCase()))
    say(walk, `${shown(textOf(kind))} is not a kind`, 'correct it', 'kind');
});

const line = (value: unknown): boolean => /[\n\r]/.test(textOf(value).trim());

function validation({ expression: text, message, messageExpression, reason }: Fields, walk: Walk, scope: Scope): void {
  within(walk, 'expression', textOf(text), expression({ ...scope, returns: ['bool'] }));
  if (!isEmpty(messageExpression))
    within(
      walk,
      'messageExpression',
      messageExpression,
      expression({ ...scope, returns: ['string'], authorizer: false }),
    );
  if (!isEmpty(message) && textOf(message).trim() === '') say(walk, 'must not be blank', 'write a sentence', 'message');
  if (line(message)) say(walk, 'must be one line', 'remove the line breaks', 'message');
  if (!isAbsent(reason)) within(walk, 'reason', reason, choice('Forbidden', 'Invalid', 'RequestEntityTooLarge'));
}

interface Scope {
  readonly hasParams: boolean;
  readonly variables: readonly Variable[];
}

const variablesOf = (spec: Fields): readonly Variable[] =>
  listOf(spec['variables']).map((each) => {
    const { name, expression: text } = mapOf(each);
    return { name: textOf(name), text: textOf(text) };
  });

function variables({ variables: list }: Fields, walk: Walk, hasParams: boolean): void {
  const all = variablesOf({ variables: list });
  let before = 0;
  const variable: Rule = map(({ name, expression: text }) => {
    within(walk, 'name', textOf(name), identifier);
    within(walk, 'expression', textOf(text), expression({ hasParams, variables: all.slice(0, before) }));
    before++;
  });
  within(walk, 'variables', list, entries(variable));
}

const validatingSpec: Rule = map((spec, walk) => {
  const hasParams = !isAbsent(spec['paramKind']);
  const scope = { hasParams, variables: variablesOf(spec) };
  within(walk, 'paramKind', spec['paramKind'], paramKind);
  if (isAbsent(spec['matchConstraints'])) say(walk, 'is required', 'say which requests are meant', 'matchConstraints');
  else within(walk, 'matchConstraints', spec['matchConstraints'], all(required('resourceRules'), matching(operations)));
  within(walk, 'matchConditions', spec['matchConditions'], conditions(hasParams));
  variables(spec, walk, hasParams);
  if (isEmpty(spec['validations']) && isEmpty(spec['auditAnnotations']))
    say(walk, 'is required', 'add a validation', 'validations');
  within(walk, 'validations', spec['validations'], entries(map((found) => validation(found, walk, scope))));
  within(
    walk,
    'auditAnnotations',
    spec['auditAnnotations'],
    all(entries(map((found) => audit(found, walk, scope))), unique('key'), atMost(20, 'entries')),
  );
});

function audit({ key, valueExpression }: Fields, walk: Walk, scope: Scope): void {
  within(walk, 'key', `a/${textOf(key)}`, written(qualifiedName));
  within(walk, 'valueExpression', textOf(valueExpression), expression({ ...scope, returns: ['string', 'null'] }));
  if (textOf(valueExpression).trim().length > 5 * 1024)
    say(walk, 'may have at most 5120 characters', undefined, 'valueExpression');
}

export const validatingAdmissionPolicy: Rule = part('spec', all(fields({ failurePolicy }), validatingSpec));

const paramRef: Rule = map(({ name, selector: own, parameterNotFoundAction }, walk) => {
  if (isEmpty(name) === isAbsent(own)) say(walk, 'needs either a name or a selector', 'give one of them');
  if (!isEmpty(name)) within(walk, 'name', name, written(pathSegment));
  if (!isAbsent(own)) within(walk, 'selector', own, selector);
  within(walk, 'parameterNotFoundAction', textOf(parameterNotFoundAction), choice('Deny', 'Allow'));
});

const actions: Rule = all(each(choice('Deny', 'Warn', 'Audit')), (value, walk) => {
  const list = listOf(value);
  if (list.includes('Deny') && list.includes('Warn'))
    say(walk, 'Deny and Warn say the same twice', 'remove one of them');
  if (new Set(list).size < list.length) say(walk, 'has an entry twice', 'remove one');
});

export const validatingAdmissionPolicyBinding: Rule = part(
  'spec',
  all(
    required('policyName', 'validationActions'),
    fields({
      policyName: unlessEmpty(written(dnsSubdomain)),
      paramRef,
      matchResources: matching(operations),
      validationActions: actions,
    }),
  ),
);

const mutating = operations.filter((each) => each !== 'DELETE');

/** The fields of a mutation, by the type of its patch. */
const patches: Readonly<Record<string, string>> = { ApplyConfiguration: 'applyConfiguration', JSONPatch: 'jsonPatch' };

const patch = (expected: Expected): Rule =>
  map(({ expression: text }, walk) => within(walk, 'expression', textOf(text), expression(expected)));

const mutation = (scope: Scope): Rule =>
  all(
    map((found, walk) => {
      const type = textOf(found['patchType']);
      within(walk, 'patchType', type, choice(...Object.keys(patches)));
      const mine = patches[type];
      if (mine === undefined) return;
      for (const key of Object.values(patches)) {
        if (key === mine && isAbsent(found[key])) say(walk, `is required for the type ${type}`, 'add it', key);
        if (key !== mine && !isAbsent(found[key])) say(walk, `is not for the type ${type}`, 'remove it', key);
      }
    }),
    fields({
      applyConfiguration: patch({ ...scope, returns: ['Object{…}'] }),
      jsonPatch: patch({ ...scope, returns: ['list of JSONPatch{…}'] }),
    }),
  );

const mutatingSpec: Rule = map((spec, walk) => {
  const hasParams = !isAbsent(spec['paramKind']);
  const scope = { hasParams, variables: variablesOf(spec) };
  within(walk, 'paramKind', spec['paramKind'], paramKind);
  if (isAbsent(spec['matchConstraints'])) say(walk, 'is required', 'say which requests are meant', 'matchConstraints');
  else within(walk, 'matchConstraints', spec['matchConstraints'], all(required('resourceRules'), matching(mutating)));
  within(walk, 'matchConditions', spec['matchConditions'], conditions(hasParams));
  variables(spec, walk, hasParams);
  if (isEmpty(spec['mutations'])) say(walk, 'is required', 'add a mutation', 'mutations');
  within(walk, 'mutations', spec['mutations'], entries(mutation(scope)));
  within(walk, 'reinvocationPolicy', textOf(spec['reinvocationPolicy']), choice('Never', 'IfNeeded'));
});

export const mutatingAdmissionPolicy: Rule = part('spec', all(fields({ failurePolicy }), mutatingSpec));

export const mutatingAdmissionPolicyBinding: Rule = part(
  'spec',
  all(
    required('policyName'),
    fields({ policyName: unlessEmpty(written(dnsSubdomain)), paramRef, matchResources: matching(mutating) }),
  ),
);
