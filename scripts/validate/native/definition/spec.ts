import { dnsLabelOfLetter, dnsSubdomain, type Form, written } from '../forms.ts';
import {
  all,
  below,
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
  unlessEmpty,
  type Walk,
  within,
} from '../rule.ts';
import { clientConfig, versions as reviewVersions } from '../webhook.ts';
import { schemaOfVersion } from './schema.ts';

// Kubernetes v1.36, apiextensions-apiserver, pkg/apis/apiextensions/validation/validation.go.

const label = written(dnsLabelOfLetter);
const anyCase: Form = { ...dnsLabelOfLetter, fits: (text) => dnsLabelOfLetter.fits(text.toLowerCase()) };
const kind = unlessEmpty(written(anyCase));

const names: Rule = all(
  required('plural', 'kind'),
  fields({
    plural: unlessEmpty(label),
    singular: unlessEmpty(label),
    kind,
    listKind: kind,
    shortNames: each(label),
    categories: each(label),
  }),
  map(({ kind: one, listKind, singular }, walk) => {
    if (!isEmpty(one) && one === listKind) say(walk, 'must differ from kind', `write ${textOf(one)}List`, 'listKind');
    if (isEmpty(singular) && !isEmpty(one)) within(walk, 'kind', textOf(one).toLowerCase(), label);
  }),
);

/** A path such as `.spec.replicas`. */
const path =
  (...starts: readonly string[]): Rule =>
  (value, walk) => {
    const text = textOf(value);
    if (!starts.some((start) => text.startsWith(start)))
      say(walk, `${shown(text)} must begin with ${starts.join(' or ')}`, 'write the whole path');
  };

const scale: Rule = all(
  required('specReplicasPath', 'statusReplicasPath'),
  fields({
    specReplicasPath: unlessEmpty(path('.spec.')),
    statusReplicasPath: unlessEmpty(path('.status.')),
    labelSelectorPath: unlessEmpty(path('.spec.', '.status.')),
  }),
);

const column: Rule = all(
  required('name', 'type', 'jsonPath'),
  fields({
    type: unlessEmpty(choice('integer', 'number', 'string', 'boolean', 'date')),
    format: unlessEmpty(choice('int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password')),
    jsonPath: unlessEmpty(path('.')),
  }),
);

const version: Rule = all(
  map((found, walk) => {
    within(walk, 'name', textOf(found['name']), label);
    const { openAPIV3Schema: schema } = mapOf(found['schema']);
    const withStatus = !isAbsent(mapOf(found['subresources'])['status']);
    if (isAbsent(schema)) say(walk, 'is required', 'add it', 'schema', 'openAPIV3Schema');
    else below(walk, ['schema', 'openAPIV3Schema'], schema, schemaOfVersion(withStatus));
    deprecation(found, walk);
  }),
  fields({ subresources: fields({ scale }), additionalPrinterColumns: entries(column) }),
);

function deprecation({ deprecated, deprecationWarning }: Fields, walk: Walk): void {
  if (isAbsent(deprecationWarning)) return;
  const text = textOf(deprecationWarning);
  if (deprecated !== true) say(walk, 'needs deprecated: true', 'set it', 'deprecationWarning');
  if (text === '' || text.length > 256 || /\p{C}/u.test(text))
    say(walk, 'must be one line of at most 256 characters', 'correct it', 'deprecationWarning');
}

function conversion({ strategy, webhook }: Fields, walk: Walk): void {
  within(walk, 'strategy', textOf(strategy), choice('None', 'Webhook'));
  if (strategy !== 'Webhook') {
    if (!isAbsent(webhook)) say(walk, 'needs the strategy Webhook', 'remove it', 'webhook');
    return;
  }
  within(walk, 'webhook', webhook ?? {}, (found) => {
    const { clientConfig: client, conversionReviewVersions } = mapOf(found);
    within(walk, 'clientConfig', client ?? {}, clientConfig);
    within(walk, 'conversionReviewVersions', conversionReviewVersions, reviewVersions);
  });
}

function versionsTogether(value: unknown, walk: Walk): void {
  const list = listOf(value).map(mapOf);
  const stored = list.filter(({ storage }) => storage === true).length;
  if (stored !== 1) say(walk, `must have one version with storage: true, and has ${stored}`, 'correct them');
  const called = list.map(({ name }) => textOf(name));
  called.forEach((name, at) => {
    if (called.indexOf(name) < at) say(walk, `${shown(name)} is there twice`, 'remove one', at, 'name');
  });
}

const spec: Rule = all(
  map(({ group, scope, preserveUnknownFields }, walk) => {
    if (!dnsSubdomain.fits(textOf(group)) || !textOf(group).includes('.'))
      say(walk, `${shown(textOf(group))} is not a domain`, 'write one of two parts or more', 'group');
    within(walk, 'scope', textOf(scope), choice('Cluster', 'Namespaced'));
    if (preserveUnknownFields === true) say(walk, 'must be false', 'remove it', 'preserveUnknownFields');
  }),
  required('versions'),
  part('names', names),
  fields({ versions: all(entries(version), versionsTogether), conversion: map(conversion) }),
);

const approval = 'api-approved.kubernetes.io';

/** Groups of the Kubernetes project need its approval, or a word that there is none. */
function approved({ metadata, spec: found }: Fields, walk: Walk): void {
  const group = textOf(mapOf(found)['group']);
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(group)) return;
  const text = textOf(mapOf(mapOf(metadata)['annotations'])[approval]);
  if (!text.startsWith('unapproved') && !/^[a-z][a-z\d+.-]*:\/\/[^/]/i.test(text))
    say(
      walk,
      `is required for the group ${group}`,
      'write the address of the approval, or "unapproved" and a reason',
      'metadata',
      'annotations',
      approval,
    );
}

export const customResourceDefinition: Rule = all(
  part('spec', spec),
  map((found, walk) => {
    const { name } = mapOf(found['metadata']);
    const { names: called, group } = mapOf(found['spec']);
    const wanted = `${textOf(mapOf(called)['plural'])}.${textOf(group)}`;
    if (textOf(name) !== wanted)
      say(walk, `must be the plural and the group: ${shown(wanted)}`, undefined, 'metadata', 'name');
    approved(found, walk);
  }),
);
