import { annotationKey, dnsLabel, type Form, qualifiedName, written } from './forms.ts';
import {
  all,
  each,
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
} from './rule.ts';
import { labels } from './selector.ts';

/** All annotations together, in bytes of keys and values. */
const mostAnnotations = 256 * 1024;

const key = written(annotationKey);

/** Annotations (Kubernetes v1.36, apimachinery, pkg/api/validation/objectmeta.go). */
export const annotations: Rule = (value, walk) => {
  const found = mapOf(value);
  let size = 0;
  for (const name in found) {
    within(walk, name, name, key);
    size += name.length + textOf(found[name]).length;
  }
  // A character has at most three bytes.
  if (size * 3 > mostAnnotations && bytesOf(found) > mostAnnotations)
    say(walk, 'are larger than 256 KiB together', 'move the largest into a ConfigMap');
};

const bytesOf = (found: Readonly<Record<string, unknown>>): number =>
  Object.entries(found).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(textOf(value)),
    0,
  );

const owner: Rule = all(
  required('apiVersion', 'kind', 'name', 'uid'),
  map(({ apiVersion, kind }, walk) => {
    if (textOf(apiVersion).endsWith('/')) say(walk, 'has no version', 'write a group and a version', 'apiVersion');
    if (apiVersion === 'v1' && kind === 'Event') say(walk, 'an Event cannot own anything', 'name another owner');
  }),
);

const owners: Rule = all(entries(owner), (value, walk) => {
  const controllers = listOf(value).filter((each) => mapOf(each)['controller'] === true);
  if (controllers.length > 1)
    say(walk, 'only one owner may be the controller', 'set controller to false in the others');
});

const qualified = written(qualifiedName);

function notBoth(value: unknown, walk: Walk): void {
  const found = listOf(value);
  if (found.includes('orphan') && found.includes('foregroundDeletion'))
    say(walk, 'orphan and foregroundDeletion exclude each other', 'remove one of them');
}

const standard = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** A finalizer with a domain, or one of Kubernetes' own (Kubernetes v1.36, pkg/apis/core/validation/validation.go). */
export const ownFinalizer: Rule = (value, walk) => {
  const text = textOf(value);
  qualified(text, walk);
  if (qualifiedName.fits(text) && !text.includes('/') && !standard.includes(text))
    say(walk, `${shown(text)} has no domain`, 'write one before it, with "/" between');
};

/** Names as a prefix that something is appended to. */
const prefix = (name: string): string => (name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name);

const common = {
  namespace: unlessEmpty(written(dnsLabel)),
  labels,
  annotations,
  ownerReferences: owners,
  generation: (value: unknown, walk: Walk) => {
    if (typeof value === 'number' && value < 0) say(walk, 'must not be negative');
  },
  managedFields: (_: unknown, walk: Walk) => say(walk, 'belongs to the API server', 'remove it'),
};

/** The metadata of an object whose name has a form. With `strict`, finalizers need a domain. */
export function metadata(name: Form, strict: boolean): Rule {
  const named = written(name);
  return all(
    fields({ ...common, finalizers: all(each(strict ? ownFinalizer : qualified), notBoth) }),
    map(({ name: own, generateName }, walk) => {
      if (!isEmpty(own)) within(walk, 'name', own, named);
      else if (isEmpty(generateName)) say(walk, 'is required', 'name the object', 'name');
      if (isEmpty(generateName)) return;
      const beginning = textOf(generateName);
      if (!name.fits(prefix(beginning)))
        say(walk, `${shown(beginning)} cannot begin ${name.name}`, name.hint, 'generateName');
    }),
  );
}

/** The metadata of what an object is a template for. */
export const templateMetadata: Rule = fields({ labels, annotations });
