import { dnsLabel, dnsSubdomain, written } from '../forms.ts';
import { templateMetadata } from '../metadata.ts';
import { milliOf } from '../quantity.ts';
import {
  all,
  choice,
  each,
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
  textOf,
  unlessEmpty,
  type Walk,
  within,
} from '../rule.ts';
import { selector } from '../selector.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidatePersistentVolumeClaimSpec.

const modes = choice('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod');

/** How a volume may be mounted: at least one way, and the way of a single pod stands alone. */
export const accessModes: Rule = map(({ accessModes: list }, walk) => {
  if (isEmpty(list))
    return say(walk, 'is required', 'write ReadWriteOnce, if one node at a time is enough', 'accessModes');
  within(walk, 'accessModes', list, each(modes));
  const found = listOf(list);
  if (found.includes('ReadWriteOncePod') && found.some((mode) => mode !== 'ReadWriteOncePod'))
    say(walk, 'ReadWriteOncePod stands alone', 'remove the others', 'accessModes');
});

export const volumeMode = choice('Block', 'Filesystem');

/** An amount of storage that is there and more than nothing. */
export function storageOf(amounts: Fields, walk: Walk): void {
  const milli = milliOf(amounts['storage']);
  if (!('storage' in amounts)) say(walk, 'is required', 'say how much storage, such as 10Gi', 'storage');
  else if (milli !== undefined && milli <= 0n)
    say(walk, `must be more than nothing, and is ${amounts['storage']}`, undefined, 'storage');
}

const source: Rule = all(
  required('name', 'kind'),
  map(({ apiGroup, kind }, walk) => {
    if (isEmpty(apiGroup) && kind !== 'PersistentVolumeClaim')
      say(walk, 'must be PersistentVolumeClaim where there is no apiGroup', 'add the apiGroup', 'kind');
    if (!isEmpty(apiGroup)) within(walk, 'apiGroup', apiGroup, written(dnsSubdomain));
  }),
);

function sameSource({ dataSource, dataSourceRef }: Fields, walk: Walk): void {
  if (isAbsent(dataSource) || isAbsent(dataSourceRef)) return;
  const [one, other] = [mapOf(dataSource), mapOf(dataSourceRef)];
  const same = ['apiGroup', 'kind', 'name'].every((key) => (one[key] ?? '') === (other[key] ?? ''));
  if (!same) say(walk, 'must be the same as dataSourceRef', 'remove one of the two', 'dataSource');
}

const common: Rule = all(
  accessModes,
  fields({
    selector,
    storageClassName: unlessEmpty(written(dnsSubdomain)),
    volumeAttributesClassName: unlessEmpty(written(dnsSubdomain)),
    volumeMode,
    dataSourceRef: all(source, fields({ namespace: unlessEmpty(written(dnsLabel)) })),
  }),
  map(sameSource),
  part('resources', part('requests', map(storageOf))),
);

/** What a claim asks for, where it is part of something else. */
export const claimSpec: Rule = all(common, fields({ dataSource: source }));

/** Other sources are for dataSourceRef, and the server drops them here without a word. */
const isKept = ({ apiGroup, kind }: Fields): boolean =>
  (kind === 'PersistentVolumeClaim' && isEmpty(apiGroup)) ||
  (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io');

/** A claim of its own. */
export const persistentVolumeClaim: Rule = part(
  'spec',
  all(
    common,
    map(({ dataSource, dataSourceRef }, walk) => {
      if (!isAbsent(dataSourceRef) || isKept(mapOf(dataSource))) within(walk, 'dataSource', dataSource, source);
    }),
  ),
);

/** A claim that a pod brings along: it takes its name from the pod. */
export const claimTemplate: Rule = all(
  part('spec', claimSpec),
  fields({
    metadata: all(
      templateMetadata,
      map((metadata, walk) => {
        for (const key in metadata)
          if (key !== 'labels' && key !== 'annotations' && !isEmpty(metadata[key]) && textOf(metadata[key]) !== '')
            say(walk, 'cannot be chosen for a claim of a pod', 'remove it', key);
      }),
    ),
  }),
);
