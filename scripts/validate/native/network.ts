import { isPartOf, network, networkOf } from './address.ts';
import { portName, written } from './forms.ts';
import {
  all,
  choice,
  each,
  entries,
  type Fields,
  fields,
  given,
  isAbsent,
  isEmpty,
  listOf,
  map,
  part,
  type Rule,
  range,
  required,
  say,
  textOf,
  type Walk,
  within,
} from './rule.ts';
import { selector } from './selector.ts';

// Kubernetes v1.36, pkg/apis/networking/validation/validation.go: ValidateNetworkPolicySpec.

const portNumber = range(1, 65_535);

const port: Rule = all(
  fields({
    protocol: choice('TCP', 'UDP', 'SCTP'),
    port: (value, walk) => (typeof value === 'number' ? portNumber : written(portName))(value, walk),
  }),
  map(({ port: from, endPort }, walk) => {
    if (isAbsent(endPort)) return;
    if (typeof from !== 'number')
      return say(walk, 'needs a port that is a number', 'write the first port of the range', 'endPort');
    within(walk, 'endPort', endPort, range(Math.max(1, from), 65_535));
  }),
);

function block({ cidr, except }: Fields, walk: Walk): void {
  if (isEmpty(cidr)) return;
  within(walk, 'cidr', cidr, network);
  const large = networkOf(textOf(cidr));
  listOf(except).forEach((each, at) => {
    const small = networkOf(textOf(each));
    within(walk, 'except', each, () => within(walk, at, each, network));
    if (large !== undefined && small !== undefined && !isPartOf(small, large))
      say(walk, `must be a smaller network inside of ${textOf(cidr)}`, 'correct it', 'except', at);
  });
}

const kinds = ['podSelector', 'namespaceSelector', 'ipBlock'];

const peer: Rule = all(
  map((found, walk) => {
    const named = given(found, kinds);
    if (named.length === 0) say(walk, `needs one of ${kinds.join(', ')}`, 'say who is meant');
    if (named.length > 1 && named.includes('ipBlock'))
      say(walk, 'ipBlock stands alone', 'make two entries of it', 'ipBlock');
  }),
  fields({ podSelector: selector, namespaceSelector: selector, ipBlock: all(required('cidr'), map(block)) }),
);

const policyTypes: Rule = all(each(choice('Ingress', 'Egress')), (value, walk) => {
  if (listOf(value).length > 2) say(walk, 'may have at most two entries');
});

export const networkPolicy: Rule = part(
  'spec',
  fields({
    podSelector: selector,
    ingress: entries(fields({ ports: entries(port), from: entries(peer) })),
    egress: entries(fields({ ports: entries(port), to: entries(peer) })),
    policyTypes,
  }),
);
