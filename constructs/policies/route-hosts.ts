import { hosts } from './hosts.ts';
import { routes } from './kinds.ts';
import type { Policy } from './policy.ts';

/** One host name, one factory: otherwise one team could take another's traffic. A route without a name would take all of it. */
export const routeHosts: Policy = {
  reason: 'a route may only name hosts that the platform gave to its namespace',
  mend: 'name one of the hosts in the annotation millwright.dev/hosts of its namespace',
  kinds: routes,
  variables: [hosts],
  rules: [
    {
      field: 'spec.hostnames',
      expression:
        'object.spec.?hostnames.orValue([]).size() > 0 && object.spec.hostnames.all(host, host in variables.hosts)',
    },
  ],
};
