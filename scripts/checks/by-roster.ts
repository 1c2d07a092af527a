import { rosterOf } from '../../constructs/plan/recurring.ts';
import { Alike } from './alike.ts';
import type { Check } from './check.ts';

/**
 * A check whose verdict follows from which objects each file holds, and for whom, as one that does not look at a cluster again which
 * has the same as one before.
 */
export function byRoster(check: Check): Check {
  const fine = new Alike();
  return {
    name: check.name,
    run(checked) {
      const rosters = checked.files.map(rosterOf).filter((roster) => roster !== undefined);
      // Of a file that nobody has compared with another cluster's, nobody knows what it holds.
      const isKnown = rosters.length === checked.files.length;
      if (isKnown && fine.has(rosters)) return [];
      const findings = check.run(checked);
      if (isKnown && findings.length === 0) fine.add(rosters);
      return findings;
    },
  };
}
