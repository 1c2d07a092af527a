import { describe, expect, test } from 'vitest';
import { readme } from '../../scripts/pipeline/readme.ts';
import { planOf, type Sample, sampleFleet } from '../plan/sample.ts';
import { shop } from '../plan/teams.ts';

const text = (sample: Sample) => readme(planOf(sampleFleet({ factories: { shop }, ...sample }), []));

describe('the README of a cluster says of its policies', () => {
  const section = (sample: Sample) => text(sample).split('## What is asked of tenants')[1]?.split('\n## ')[0] ?? '';

  test('which refuse, which warn, and which are not asked and why', () => {
    const said = section({ environment: { profile: 'SUP' } });
    expect(said).toMatch(/^- refused: `ingress-hosts`, .*`route-hosts`$/m);
    expect(said).toMatch(/^- taken with a warning: .*`no-latest-tag`/m);
    expect(said).toMatch(
      /^- not asked: `named-pods` \(optional in SUP\), .*`trusted-registries` \(the fleet names no registry\)$/m,
    );
  });

  test('what was decided otherwise than the profile, by whom, and what is left out and why', () => {
    const said = text({
      environment: {
        policies: {
          'no-latest-tag': { action: 'warn', except: { 'shop-test': 'the vendor has no tags' } },
          'resource-requests': 'deny',
          'no-host-paths': 'deny',
        },
      },
      cluster: { policies: { 'named-pods': 'off' } },
    });
    const deviations = said.split('## Deviations')[1]?.split('\n## ')[0]?.trim().split('\n');
    expect(deviations).toEqual([
      '- the policy named-pods is off: lab/one asks for it',
      '- the policy no-latest-tag only warns: lab asks for it',
      '- the policy no-latest-tag leaves out shop-test: the vendor has no tags',
      '- the policy resource-requests refuses: lab asks for it',
    ]);
  });

  test('nothing in its deviations where the profile decides', () => {
    expect(text({})).not.toContain('## Deviations');
  });
});
