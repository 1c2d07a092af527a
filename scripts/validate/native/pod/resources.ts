import { dnsLabel, qualifiedName, written } from '../forms.ts';
import { milliOf } from '../quantity.ts';
import {
  all,
  type Fields,
  isEmpty,
  listOf,
  map,
  mapOf,
  type Rule,
  say,
  shown,
  textOf,
  type Walk,
  within,
} from '../rule.ts';

// Kubernetes v1.36: pkg/apis/core/helper/helpers.go for the names, pkg/apis/core/validation/validation.go for the rest.

const compute = ['cpu', 'memory', 'ephemeral-storage'];

const counted = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];

/** What a ResourceQuota can count without a prefix. */
export const quotaNames: ReadonlySet<string> = new Set([
  ...compute,
  ...compute.flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  'requests.storage',
  ...counted,
]);

const standard: ReadonlySet<string> = new Set([...quotaNames, 'storage']);
const integers: ReadonlySet<string> = new Set(counted);
const ofContainers: ReadonlySet<string> = new Set(compute);

const hugePages = 'hugepages-';
export const isHugePages = (name: string): boolean => name.startsWith(hugePages);
const isQuotaHugePages = (name: string): boolean => isHugePages(name) || name.startsWith(`requests.${hugePages}`);

/** Without a group, or with one of Kubernetes. */
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');

/** A resource that a device plugin brings: `example.org/gpu`. */
const isExtended = (name: string): boolean =>
  !isNative(name) && !name.startsWith('requests.') && qualifiedName.fits(`requests.${name}`);

/** Whether a container may ask for less than its limit. */
export const isOvercommittable = (name: string): boolean => isNative(name) && !isHugePages(name);

/** The name of any resource, where the walk stands. */
export const resourceName: Rule = (value, walk) => {
  const name = textOf(value);
  written(qualifiedName)(name, walk);
  if (qualifiedName.fits(name) && !name.includes('/') && !standard.has(name) && !isQuotaHugePages(name))
    say(
      walk,
      `${shown(name)} is no resource that Kubernetes knows`,
      'correct it, or write one with a domain such as example.org/gpu',
    );
};

/** The name of a resource that containers ask for. */
export const containerResourceName: Rule = (value, walk) => {
  const name = textOf(value);
  resourceName(name, walk);
  if (!name.includes('/')) {
    if (standard.has(name) && !ofContainers.has(name))
      say(
        walk,
        `${shown(name)} is nothing that a container can ask for`,
        `ask for ${compute.join(', ')}, hugepages-… or a resource with a domain`,
      );
  } else if (!isNative(name) && !isExtended(name))
    say(walk, `${shown(name)} is not a name for a resource of a device`, 'write one such as example.org/gpu');
};

/** The name of a resource that a quota counts. */
export const quotaResourceName: Rule = (value, walk) => {
  const name = textOf(value);
  resourceName(name, walk);
  if (name === 'storage') say(walk, '"storage" is nothing that a quota counts', 'write requests.storage');
};

/** An amount of a resource: not negative, and whole where only whole ones make sense. */
export function amount(name: string, value: unknown, walk: Walk): void {
  const milli = milliOf(value);
  if (milli === undefined) return;
  if (milli < 0n) say(walk, `must not be negative, and is ${value}`);
  if (milli % 1000n !== 0n && (integers.has(name) || isExtended(name)))
    say(walk, `must be a whole number, and is ${value}`);
  if (isHugePages(name)) pages(name, milli, walk);
}

function pages(name: string, milli: bigint, walk: Walk): void {
  const size = milliOf(name.slice(hugePages.length));
  if (size === undefined || size <= 0n || size % 1000n !== 0n || milli % size !== 0n)
    say(walk, `must be a multiple of the pages' size in ${name}`, 'round it up');
}

type Names = ReadonlySet<string>;

function lists(found: Fields, walk: Walk, name: Rule): void {
  for (const list of ['limits', 'requests'])
    within(walk, list, found[list], () => {
      const amounts = mapOf(found[list]);
      for (const resource in amounts)
        within(walk, resource, amounts[resource], (value) => {
          name(resource, walk);
          amount(resource, value, walk);
        });
    });
}

function compared(found: Fields, walk: Walk): void {
  const limits = mapOf(found['limits']);
  const requests = mapOf(found['requests']);
  for (const name in requests) {
    const request = milliOf(requests[name]);
    const limit = name in limits ? milliOf(limits[name]) : undefined;
    if (request === undefined) continue;
    if (limit === undefined) {
      if (!isOvercommittable(name)) say(walk, 'needs a limit as large as the request', 'add it', 'limits', name);
    } else if (!isOvercommittable(name) && request !== limit)
      say(walk, `must be equal to the limit of ${limits[name]}, and is ${requests[name]}`, undefined, 'requests', name);
    else if (request > limit)
      say(walk, `is more than the limit of ${limits[name]}`, 'lower the request or raise the limit', 'requests', name);
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    say(walk, 'asks for huge pages without cpu or memory', 'ask for one of them too');
}

function claims(found: Fields, walk: Walk, known: Names): void {
  const seen = new Set<string>();
  for (const [at, claim] of listOf(found['claims']).entries()) {
    const { name, request } = mapOf(claim);
    const text = textOf(name);
    const part = textOf(request);
    if (text === '') {
      say(walk, 'is required', 'name an entry of resourceClaims', 'claims', at, 'name');
      continue;
    }
    if (part !== '') within(walk, 'request', part, written(dnsLabel));
    const whole = [...seen].some((other) =>
      part === '' ? other === text || other.startsWith(`${text}/`) : other === text || other === `${text}/${part}`,
    );
    if (whole) say(walk, `${shown(text)} is there twice`, 'remove one', 'claims', at);
    if (!known.has(text))
      say(walk, `${shown(text)} is not among the pod's resourceClaims`, 'add it there', 'claims', at, 'name');
    seen.add(part === '' ? text : `${text}/${part}`);
  }
}

/** What a container or a pod asks for. `known` are the names of the pod's claims. */
export const resources = (name: Rule, known: Names): Rule =>
  map((found, walk) => {
    lists(found, walk, name);
    if (!isEmpty(found['requests'])) compared(found, walk);
    else if (!isEmpty(found['limits'])) compared(found, walk);
    if (!isEmpty(found['claims'])) claims(found, walk, known);
  });

/** What the pod itself takes besides its containers. */
export const overhead: Rule = (value, walk) => {
  if (typeof value === 'object') all(resources(containerResourceName, new Set()))({ limits: value }, walk);
};
