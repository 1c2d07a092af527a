import { qualifiedName, written } from './forms.ts';
import {
  amount,
  containerResourceName,
  isHugePages,
  isOvercommittable,
  quotaNames,
  quotaResourceName,
  resourceName,
} from './pod/resources.ts';
import { milliOf } from './quantity.ts';
import {
  all,
  below,
  entries,
  type Fields,
  fields,
  isEmpty,
  listOf,
  map,
  mapOf,
  part,
  type Rule,
  say,
  shown,
  textOf,
  type Walk,
  within,
} from './rule.ts';
import { operands } from './selector.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidateLimitRange and ValidateResourceQuotaSpec.

const amounts = (name: Rule): Rule =>
  map((found, walk) => {
    for (const resource in found)
      within(walk, resource, found[resource], (value) => {
        name(resource, walk);
        amount(resource, value, walk);
      });
  });

const computed = new Set(['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory']);

/** What a quota can count of the things in a scope. */
const scopes: Readonly<Record<string, ReadonlySet<string>>> = {
  BestEffort: new Set(['pods']),
  NotBestEffort: computed,
  Terminating: computed,
  NotTerminating: computed,
  PriorityClass: computed,
  CrossNamespacePodAffinity: computed,
  VolumeAttributesClass: new Set(['persistentvolumeclaims', 'requests.storage']),
};

/** Scopes that something has or has not; there is nothing to compare. */
const simple = ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'];

const opposites = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

function scoped(names: readonly string[], hard: Fields, walk: Walk): void {
  for (const name of names) {
    const counted = scopes[name];
    if (counted === undefined)
      say(walk, `${shown(name)} is not one of ${Object.keys(scopes).join(', ')}`, 'correct it');
    else
      for (const resource in hard)
        if ((quotaNames.has(resource) || isHugePages(resource)) && !counted.has(resource))
          say(walk, `${resource} cannot be counted in the scope ${name}`, 'make two quotas of it');
  }
  for (const pair of opposites)
    if (pair.every((name) => names.includes(name))) say(walk, `${pair.join(' and ')} exclude each other`, 'remove one');
}

const expression: Rule = map((found, walk) => {
  operands(found, walk);
  const name = textOf(found['scopeName']);
  if (simple.includes(name) && found['operator'] !== 'Exists')
    say(walk, `must be Exists for the scope ${name}`, undefined, 'operator');
});

export const resourceQuota: Rule = part(
  'spec',
  all(
    fields({ hard: amounts(quotaResourceName), scopeSelector: fields({ matchExpressions: entries(expression) }) }),
    map(({ hard, scopes: names, scopeSelector }, walk) => {
      const { matchExpressions } = mapOf(scopeSelector);
      const selected = listOf(matchExpressions).map((each) => textOf(mapOf(each)['scopeName']));
      within(walk, 'scopes', names, () => scoped(listOf(names).map(textOf), mapOf(hard), walk));
      below(walk, ['scopeSelector', 'matchExpressions'], selected, () => scoped(selected, mapOf(hard), walk));
    }),
  ),
);

const lists = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
type List = (typeof lists)[number];
type Limits = Readonly<Record<List, Fields>>;

/** The limits as the server completes them (pkg/apis/core/v1/defaults.go): those of containers default to each other. */
function completed(item: Fields): Limits {
  const of = (list: List) => mapOf(item[list]);
  if (item['type'] === 'Pod')
    return {
      min: of('min'),
      max: of('max'),
      default: {},
      defaultRequest: {},
      maxLimitRequestRatio: of('maxLimitRequestRatio'),
    };
  const isContainer = item['type'] === 'Container';
  const byDefault = isContainer ? { ...of('max'), ...of('default') } : of('default');
  const requested = isContainer ? { ...of('min'), ...byDefault, ...of('defaultRequest') } : of('defaultRequest');
  return {
    min: of('min'),
    max: of('max'),
    default: byDefault,
    defaultRequest: requested,
    maxLimitRequestRatio: of('maxLimitRequestRatio'),
  };
}

/** What must not be more than what, for one resource. */
const orders: readonly (readonly [List, List])[] = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['defaultRequest', 'max'],
  ['defaultRequest', 'default'],
  ['min', 'default'],
  ['default', 'max'],
];

function compared(limits: Limits, name: string, walk: Walk): void {
  const of = (list: List) => (name in limits[list] ? milliOf(limits[list][name]) : undefined);
  for (const [small, large] of orders) {
    const [less, more] = [of(small), of(large)];
    if (less !== undefined && more !== undefined && less > more)
      say(walk, `is more than ${large}, which is ${limits[large][name]}`, undefined, small, name);
  }
  const [byDefault, requested] = [of('default'), of('defaultRequest')];
  if (!isOvercommittable(name) && byDefault !== undefined && requested !== undefined && byDefault !== requested)
    say(walk, 'must be equal to default', undefined, 'defaultRequest', name);
  ratio(of('maxLimitRequestRatio'), of('min'), of('max'), name, walk);
}

function ratio(
  most: bigint | undefined,
  least: bigint | undefined,
  max: bigint | undefined,
  name: string,
  walk: Walk,
): void {
  if (most === undefined) return;
  if (most < 1000n) say(walk, 'must be at least 1', undefined, 'maxLimitRequestRatio', name);
  if (least === undefined || max === undefined) return;
  if (Number(most) / 1000 > Number(max) / Number(least))
    say(walk, 'is more than max divided by min', undefined, 'maxLimitRequestRatio', name);
}

function limits(item: Fields, walk: Walk): void {
  const type = textOf(item['type']);
  within(walk, 'type', type, written(qualifiedName));
  if (qualifiedName.fits(type) && !type.includes('/') && !['Pod', 'Container', 'PersistentVolumeClaim'].includes(type))
    say(walk, `${shown(type)} is not one of Pod, Container, PersistentVolumeClaim`, 'correct it', 'type');
  const name = type === 'Pod' || type === 'Container' ? containerResourceName : resourceName;
  for (const list of lists)
    within(walk, list, item[list], () => {
      for (const resource in mapOf(item[list])) within(walk, resource, resource, name);
    });
  if (type === 'Pod')
    for (const list of ['default', 'defaultRequest'])
      if (Object.keys(mapOf(item[list])).length > 0) say(walk, 'has no meaning for the type Pod', 'remove it', list);
  if (type === 'PersistentVolumeClaim' && !('storage' in mapOf(item['min'])) && !('storage' in mapOf(item['max'])))
    say(walk, 'needs storage in min or max', 'add it');
  const all = completed(item);
  for (const resource of new Set(lists.flatMap((list) => Object.keys(all[list])))) compared(all, resource, walk);
}

export const limitRange: Rule = part(
  'spec',
  fields({
    limits: all(entries(map(limits)), (value, walk) => {
      const seen = new Set<string>();
      listOf(value).forEach((item, at) => {
        const type = textOf(mapOf(item)['type']);
        if (!isEmpty(type) && seen.has(type))
          say(walk, `${shown(type)} is there twice`, 'put them together', at, 'type');
        seen.add(type);
      });
    }),
  }),
);
