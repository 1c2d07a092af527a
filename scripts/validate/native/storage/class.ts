import { labelKey, qualifiedName, written } from '../forms.ts';
import {
  all,
  choice,
  entries,
  fields,
  isEmpty,
  listOf,
  map,
  mapOf,
  type Rule,
  required,
  say,
  shown,
  textOf,
  unlessEmpty,
  type Walk,
  within,
} from '../rule.ts';

// Kubernetes v1.36: pkg/apis/storage/validation/validation.go; ValidateTopologySelectorTerm in pkg/apis/core/validation.

const anyCase = { ...qualifiedName, fits: (text: string) => qualifiedName.fits(text.toLowerCase()) };

const parameters: Rule = map((found, walk) => {
  const entries = Object.entries(found);
  if (entries.length > 512) say(walk, `may have at most 512 entries, and has ${entries.length}`);
  if ('' in found) say(walk, 'a key must not be empty', 'name it', '');
  const size = entries.reduce((sum, [key, value]) => sum + key.length + textOf(value).length, 0);
  if (size > 256 * 1024) say(walk, 'are larger than 256 KiB together');
});

function twice(values: readonly unknown[], walk: Walk, ...key: readonly string[]): void {
  const seen = new Set<unknown>();
  values.forEach((value, at) => {
    if (seen.has(value)) say(walk, `${shown(textOf(value))} is there twice`, 'remove one', at, ...key);
    seen.add(value);
  });
}

const requirement: Rule = map(({ key, values }, walk) => {
  within(walk, 'key', textOf(key), written(labelKey));
  if (isEmpty(values)) say(walk, 'is required', 'add a value', 'values');
  within(walk, 'values', values, () => twice(listOf(values), walk));
});

const expressions: Rule = fields({
  matchLabelExpressions: all(entries(requirement), (value, walk) =>
    twice(
      listOf(value).map((each) => mapOf(each)['key'] ?? ''),
      walk,
      'key',
    ),
  ),
});

/** Two terms that ask for nothing are the same to the server, and so is one and what it begins with. */
const term: Rule = all(map(required('matchLabelExpressions')), expressions);

const normal = (value: unknown): string =>
  JSON.stringify(
    listOf(mapOf(value)['matchLabelExpressions'])
      .map((each) => [textOf(mapOf(each)['key']), [...listOf(mapOf(each)['values'])].map(textOf).sort()] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

export const storageClass: Rule = all(
  required('provisioner'),
  fields({
    provisioner: unlessEmpty(written(anyCase)),
    parameters,
    reclaimPolicy: unlessEmpty(choice('Delete', 'Retain')),
    volumeBindingMode: choice('Immediate', 'WaitForFirstConsumer'),
    allowedTopologies: all(entries(term), (value, walk) => twice(listOf(value).map(normal), walk)),
  }),
);
