import { type Finding, problem, warning, where } from '../../constructs/model/finding.ts';
import { applicationsOf } from './applications.ts';
import type { Check } from './check.ts';
import { entry } from './entry.ts';

/**
 * How many Applications one Application may apply. Argo CD writes a line for each into its status, and etcd takes 1.5 MiB: one
 * with 1,700 objects had 367 kB of them beside its history, one with 3,000 failed (argo-cd#14486, argo-cd#621, deployKF#224).
 */
const MANY = 300;
const TOO_MANY = 500;

/** A root has no more children than it can carry. */
export const children: Check = {
  name: 'size',
  run(checked) {
    const { plan } = checked;
    const counts = new Map<string, { count: number; from: string }>();
    for (const { file } of applicationsOf(checked))
      if (file.by !== 'hand') entry(counts, file.by.application, () => ({ count: 0, from: file.from })).count++;
    const findings: Finding[] = [];
    for (const [application, { count, from }] of counts)
      if (count > MANY)
        findings.push(
          (count > TOO_MANY ? problem : warning)(
            'size',
            where(plan.facts.id, application),
            `applies ${count} Applications, and one should apply no more than ${count > TOO_MANY ? TOO_MANY : MANY}`,
            {
              at: { file: from, path: [] },
              hint:
                application === 'root'
                  ? 'spread components and factories over more clusters'
                  : 'make several factories of this one, or spread its stages over more clusters',
            },
          ),
        );
    return findings;
  },
};
