import type { Fault } from '../fault.ts';

/** A component of the fleet's own that comes at a certain time. */
const timed = (more: string): string => `import { component, own } from 'millwright';

export default component({
  summary: 'Waits',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  ${more}
});
`;
const running = (ids: string) =>
  ['local.ts', '      platform: {', `      platform: {\n        databases: { ${ids} },`] as const;

/** An order in which nothing can come first. */
export const cycle: readonly Fault[] = [
  {
    check: 'cycle',
    name: 'two components wait for each other',
    on: 'local/dev',
    inject: {
      files: {
        'components/databases/hen.ts': timed("after: ['egg'],"),
        'components/databases/egg.ts': timed("after: ['hen'],"),
      },
      edit: [running('hen: {}, egg: {}')],
    },
    where: 'local/dev › hen',
    message: 'waits for itself: hen → egg → hen',
    hint: 'take one of these edges away: an `after`, an object, a facility or a serves(…) that makes it',
    at: ['local.ts', 'databases:'],
  },
  {
    check: 'cycle',
    name: 'a component of the network waits for a service',
    on: 'local/dev',
    inject: {
      files: { 'components/databases/early.ts': timed("stratum: 'networking',\n  after: ['loki'],") },
      edit: [running('early: {}')],
    },
    where: 'local/dev › early',
    message: 'needs loki, which comes later: early belongs to networking, loki to observability',
    hint: 'give early a later stratum or loki an earlier one',
    at: ['local.ts', 'databases:'],
  },
];
