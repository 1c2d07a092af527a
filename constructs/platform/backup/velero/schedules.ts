import * as v from 'valibot';
import { shapes } from '../../../model/option.ts';

/** A backup that is taken again and again. */
export interface Schedule {
  /** Minute, hour, day of the month, month and weekday, in UTC. */
  readonly cron: string;
  /** For how many days each backup is kept. */
  readonly days: number;
  /** Everything on the cluster unless given. */
  readonly namespaces?: readonly string[] | undefined;
}
export type Schedules = Readonly<Record<string, Schedule>>;

/** What an environment may write; `five fields` because Velero's other forms, such as `@daily`, hide the time. */
export const schedulesShape = v.record(
  shapes.label,
  v.strictObject({
    cron: v.pipe(v.string(), v.regex(/^(\S+ ){4}\S+$/, 'must have five fields, such as 0 1 * * *')),
    days: v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(1, 'must be at least 1')),
    namespaces: v.optional(v.array(shapes.label)),
  }),
);

/** The chart's `schedules`. */
export const scheduleValues = (schedules: Schedules) =>
  Object.fromEntries(
    Object.entries(schedules).map(([name, { cron, days, namespaces }]) => [
      name,
      {
        schedule: cron,
        // With an owner, Argo CD would count each backup as a part of the schedule.
        useOwnerReferencesInBackup: false,
        template: { ttl: `${days * 24}h0m0s`, ...(namespaces && { includedNamespaces: namespaces }) },
      },
    ]),
  );
