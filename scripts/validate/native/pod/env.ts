import { annotationKey, configKey, dnsLabel, dnsSubdomain, envName, labelKey, written } from '../forms.ts';
import { milliOf } from '../quantity.ts';
import {
  all,
  choice,
  entries,
  type Fields,
  fields,
  given,
  isEmpty,
  map,
  type Rule,
  required,
  say,
  shown,
  textOf,
  unlessEmpty,
  within,
} from '../rule.ts';
import { noBacksteps } from './path.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidateEnv and what it calls.

/** A key of a ConfigMap or a Secret. */
const keyOf: Rule = all(
  required('key'),
  fields({ key: unlessEmpty(written(configKey)) }),
  map(({ name }, walk) => within(walk, 'name', textOf(name), written(dnsSubdomain))),
);

/** What an environment variable can say of its pod. */
const envPaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.host',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** What a file can say of its pod. */
const filePaths = ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'];

const subscripted = /^(.+?)\['(.*)'\]$/s;

/** A field of the pod itself. */
const fieldRefTo = (paths: readonly string[]): Rule => {
  const known = choice(...paths);
  return all(
    required('fieldPath'),
    fields({
      apiVersion: unlessEmpty(choice('v1')),
      fieldPath: unlessEmpty((value, walk) => {
        const path = textOf(value);
        const [, base, key = ''] = subscripted.exec(path) ?? [];
        if (base === 'metadata.annotations') return written(annotationKey)(key, walk);
        if (base === 'metadata.labels') return written(labelKey)(key, walk);
        if (base !== undefined) return say(walk, `${shown(path)} takes no key in brackets`, 'remove the brackets');
        known(value, walk);
      }),
    }),
  );
};

const resources = ['cpu', 'memory', 'ephemeral-storage'].flatMap((name) => [`limits.${name}`, `requests.${name}`]);
const hugePages = /^(limits|requests)\.hugepages-/;

/** Divisors in thousandths. */
const cpuDivisors = [1n, 1000n];
const byteDivisors = Array.from({ length: 7 }, (_, power) => [
  1000n ** BigInt(power + 1),
  1000n * 1024n ** BigInt(power),
]).flat();

/** A resource of a container of the pod; a file has to say of which. */
const resourceRef = (inFile: boolean): Rule =>
  all(
    inFile ? required('containerName', 'resource') : required('resource'),
    map(({ resource, divisor }, walk) => {
      const name = textOf(resource);
      if (name !== '' && !hugePages.test(name)) within(walk, 'resource', name, choice(...resources));
      const milli = milliOf(divisor ?? 0);
      if (milli === undefined || milli === 0n) return;
      const known = name.endsWith('.cpu')
        ? cpuDivisors
        : resources.includes(name) || hugePages.test(name)
          ? byteDivisors
          : [];
      if (known.length > 0 && !known.includes(milli))
        say(
          walk,
          `${divisor} does not divide ${name}`,
          name.endsWith('.cpu') ? 'write 1 or 1m' : 'write 1 with a unit, such as 1Mi',
          'divisor',
        );
    }),
  );

/** What a file of the downward API says: one of two. */
export const downwardFile: Rule = map((file, walk) => {
  const found = given(file, ['fieldRef', 'resourceFieldRef']);
  if (found.length !== 1) say(walk, 'needs either fieldRef or resourceFieldRef', 'give one of them');
  if (found.includes('fieldRef')) within(walk, 'fieldRef', file['fieldRef'], fieldRefTo(filePaths));
  else if (found.length > 0) within(walk, 'resourceFieldRef', file['resourceFieldRef'], resourceRef(true));
});

const fileKey: Rule = all(
  required('key', 'volumeName', 'path'),
  fields({
    key: unlessEmpty(written(envName)),
    volumeName: unlessEmpty(written(dnsLabel)),
    path: noBacksteps,
  }),
);

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

const source = fields({
  fieldRef: fieldRefTo(envPaths),
  resourceFieldRef: resourceRef(false),
  configMapKeyRef: keyOf,
  secretKeyRef: keyOf,
  fileKeyRef: fileKey,
});

function oneSource({ value, valueFrom }: Fields, walk: Parameters<Rule>[1]): void {
  within(walk, 'valueFrom', valueFrom, (from) => {
    const found = typeof from === 'object' && from !== null ? given(from as Fields, sources) : undefined;
    if (found === undefined) return;
    if (found.length === 0) say(walk, `needs one of ${sources.join(', ')}`, 'add one of them');
    else if (!isEmpty(value)) say(walk, 'cannot stand beside value', 'remove one of the two');
    else if (found.length > 1)
      say(walk, `has ${found.join(' and ')}, of which only one may be given`, 'remove the others');
  });
}

/** The variables of a container. */
export const env: Rule = entries(
  all(
    map((variable, walk) => {
      within(walk, 'name', textOf(variable['name']), written(envName));
      oneSource(variable, walk);
    }),
    fields({ valueFrom: source }),
  ),
);

const prefixed = (name: unknown): string => textOf(name).replace(/(?<=.)-$/, 'a');

const nameOfAll: Rule = all(
  required('name'),
  map(({ name }, walk) => {
    if (!isEmpty(name)) within(walk, 'name', prefixed(name), written(dnsSubdomain));
  }),
);

/** Whole ConfigMaps and Secrets as variables. */
export const envFrom: Rule = entries(
  all(
    map((from, walk) => {
      const found = given(from, ['configMapRef', 'secretRef']);
      if (found.length !== 1) say(walk, 'needs either configMapRef or secretRef', 'give one of them');
    }),
    fields({ prefix: unlessEmpty(written(envName)), configMapRef: nameOfAll, secretRef: nameOfAll }),
  ),
);
