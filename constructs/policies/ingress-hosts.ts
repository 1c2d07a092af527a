import { hosts } from './hosts.ts';
import { ingresses } from './kinds.ts';
import type { Policy } from './policy.ts';

/** The same as for routes: every Gateway controller of the catalogue serves Ingresses too. */
export const ingressHosts: Policy = {
  reason: 'an ingress may only name hosts that the platform gave to its namespace',
  mend: 'name one of the hosts in the annotation millwright.dev/hosts of its namespace, in each rule and certificate',
  kinds: ingresses,
  variables: [hosts],
  rules: [
    { field: 'spec.defaultBackend', expression: '!has(object.spec.defaultBackend)' },
    {
      field: 'spec.rules',
      expression:
        "object.spec.?rules.orValue([]).size() > 0 && object.spec.rules.all(rule, rule.?host.orValue('') in variables.hosts)",
    },
    {
      field: 'spec.tls',
      expression:
        'object.spec.?tls.orValue([]).all(tls, tls.?hosts.orValue([]).size() > 0 && tls.hosts.all(host, host in variables.hosts))',
    },
  ],
};
