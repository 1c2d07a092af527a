import type { CheckName, Finding } from '../../constructs/model/finding.ts';
import type { Checked } from './check.ts';
import { checks } from './index.ts';
import { remember } from './object.ts';

/** CPU time in microseconds, by the name of the check that took it. */
export type Timings = Map<CheckName, number>;

/** Runs all checks over a cluster. What each of them costs is added to `timings`, if somebody wants to know. */
export function runChecks(checked: Checked, timings?: Timings): readonly Finding[] {
  const findings = timings === undefined ? checks.flatMap((check) => check.run(checked)) : timed(checked, timings);
  remember(checked);
  return findings;
}

function timed(checked: Checked, timings: Timings): readonly Finding[] {
  return checks.flatMap((check) => {
    const start = process.cpuUsage();
    const findings = check.run(checked);
    const { user, system } = process.cpuUsage(start);
    timings.set(check.name, (timings.get(check.name) ?? 0) + user + system);
    return findings;
  });
}
