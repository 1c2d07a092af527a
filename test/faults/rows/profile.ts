import type { Fault } from '../fault.ts';

/** Gaps: what a profile asks for and nobody answers. */
export const profile: readonly Fault[] = [
  {
    check: 'profile',
    name: 'nobody says who runs the nodes of a cluster',
    on: 'staging/eu-1',
    inject: {
      edit: [['staging.ts', "        'cluster-lifecycle': elsewhere('kubespray, run by the data-centre team'),\n", '']],
    },
    where: 'staging/eu-1 › cluster-lifecycle',
    message: 'is mandatory in MBU and nothing answers it',
    hint: "write 'cluster-lifecycle': elsewhere('who') or waived('why')",
    at: ['staging.ts', '      platform: {'],
  },
  {
    check: 'profile',
    name: 'a capability is waived without a reason',
    on: 'production/eu-2',
    inject: {
      edit: [['production.ts', "waived('no distributed services here yet; review in March 2027')", "waived('')"]],
    },
    where: 'production/eu-2 › tracing',
    message: 'waived(…) needs a reason',
    hint: "say who answers it or why it is not needed: the cluster's README prints it",
    at: ['production.ts', 'tracing: waived'],
  },
];
