import {
  all,
  atLeast,
  choice,
  each,
  entries,
  fields,
  isEmpty,
  listOf,
  map,
  mapOf,
  part,
  type Rule,
  range,
  say,
  shown,
  textOf,
} from '../rule.ts';

// Kubernetes v1.36, pkg/apis/storage/validation/validation.go: validateCSIDriverSpec.

const tokens: Rule = all(entries(fields({ expirationSeconds: range(600, 2 ** 32) })), (value, walk) => {
  const seen = new Set<string>();
  listOf(value).forEach((token, at) => {
    const audience = textOf(mapOf(token)['audience']);
    if (seen.has(audience)) say(walk, `${shown(audience)} is there twice`, 'remove one', at, 'audience');
    seen.add(audience);
  });
});

export const csiDriver: Rule = part(
  'spec',
  all(
    fields({
      fsGroupPolicy: choice('ReadWriteOnceWithFSType', 'File', 'None'),
      volumeLifecycleModes: each(choice('Persistent', 'Ephemeral')),
      tokenRequests: tokens,
      nodeAllocatableUpdatePeriodSeconds: atLeast(10),
    }),
    map(({ serviceAccountTokenInSecrets, tokenRequests }, walk) => {
      if (serviceAccountTokenInSecrets === true && isEmpty(tokenRequests))
        say(walk, 'needs tokenRequests', 'add one', 'serviceAccountTokenInSecrets');
    }),
  ),
);
