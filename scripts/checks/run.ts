import type { CheckName, Finding } from '../../constructs/model/finding.ts';
import type { Checked } from './check.ts';
import { checks } from './index.ts';
import { remember, type Verdict } from './round.ts';

/** CPU time in microseconds, by the name of the check that took it. */
export type Timings = Map<CheckName, number>;

/** What the checks say of a cluster. */
export interface Said extends Verdict {
  readonly findings: readonly Finding[];
}

/** Runs all checks over a cluster. What each of them costs is added to `timings`, if somebody wants to know. */
export function runChecks(checked: Checked, timings?: Timings): Said {
  const findings = timings === undefined ? checks.flatMap((check) => check.run(checked)) : timed(checked, timings);
  return { findings, ...remember(checked) };
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
