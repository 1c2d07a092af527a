import { dnsLabel, qualifiedName, written } from './forms.ts';
import { tolerations } from './pod/affinity.ts';
import { overhead } from './pod/resources.ts';
import {
  all,
  atLeast,
  choice,
  fields,
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
} from './rule.ts';
import { labels } from './selector.ts';

// Kubernetes v1.36: pkg/apis/node/validation/validation.go, pkg/apis/coordination/validation/validation.go.

const once: Rule = (value, walk) => {
  const seen = new Set<string>();
  listOf(value).forEach((each, at) => {
    const { key, operator, value: text, effect } = mapOf(each);
    const id = JSON.stringify([key, operator, text, effect].map(textOf));
    if (seen.has(id)) say(walk, 'is there twice', 'remove one', at);
    seen.add(id);
  });
};

export const runtimeClass: Rule = all(
  required('handler'),
  fields({
    handler: unlessEmpty(written(dnsLabel)),
    overhead: fields({ podFixed: overhead }),
    scheduling: fields({ nodeSelector: labels, tolerations: all(tolerations, once) }),
  }),
);

const strategy: Rule = (value, walk) => {
  if (textOf(value).includes('/')) written(qualifiedName)(value, walk);
  else choice('OldestEmulationVersion')(value, walk);
};

export const lease: Rule = part(
  'spec',
  all(
    fields({ leaseDurationSeconds: atLeast(1), leaseTransitions: atLeast(0), strategy }),
    map(({ strategy: own, preferredHolder }, walk) => {
      if (!isEmpty(preferredHolder) && isEmpty(own)) say(walk, 'needs a strategy', 'add it', 'preferredHolder');
    }),
  ),
);
