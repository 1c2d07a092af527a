import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type CheckName, checkNames } from '../../constructs/model/finding.ts';
import { checks } from '../../scripts/checks/index.ts';
import type { Fault } from './fault.ts';
import { type Judged, judge, type Reference } from './judged.ts';
import { copyIn, hostIn, look, releasedIn, temporary, told } from './reference.ts';
import { faults } from './rows/index.ts';
import { badWords, verdict } from './verdict.ts';

const dir = temporary();
afterAll(() => rmSync(dir, { recursive: true }));
const host = hostIn(dir);
const sound = copyIn(dir, 'sound');
const reference: Reference = {
  ...{ host, dir, sound },
  whole: await look(host, sound),
  released: await releasedIn(dir, 'released', host),
};

const known = new Map<Fault, Promise<Judged>>();
/** Judges a fault once. */
function judgedOnce(fault: Fault): Promise<Judged> {
  const found = known.get(fault) ?? judge(reference, fault);
  known.set(fault, found);
  return found;
}

describe('the reference fleet as it is', () => {
  it('has all its clusters, and no findings', async () => {
    expect(reference.whole.built).toHaveLength(5);
    expect(await told(reference.whole.findings, reference.whole.source)).toEqual([]);
  });
});

const named = checkNames.filter((name) => faults.some(({ check }) => check === name));
describe.each(named)('caught by the check %s:', (name) => {
  const rows = faults.filter(({ check }) => check === name);
  it.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) => {
    const { sayings, found, by, without } = await judgedOnce(row);
    expect(verdict(sayings, found)).toEqual([]);
    expect(found.flatMap(badWords)).toEqual([]);
    expect(by.length, 'no two checks say the same').toBeLessThan(2);
    expect(verdict(sayings, without), 'without the check').toContainEqual(expect.stringMatching(/^not caught: /));
  });
});

describe('the table', () => {
  /** Said only of what Helm renders: test/helm. */
  const elsewhere: readonly CheckName[] = ['chart'];

  it('has at least two faults for every check', () => {
    const few = checkNames.filter((name) => faults.filter(({ check }) => check === name).length < 2);
    expect(few).toEqual(elsewhere);
  });

  it('has a fault for every entry in the list of checks', async () => {
    const used = new Set((await Promise.all(faults.map(judgedOnce))).flatMap(({ by }) => by));
    const unused = checks.flatMap((check, at) => (used.has(check) ? [] : [`${at}: ${check.name}`]));
    expect(unused).toEqual([]);
  });

  it('says of each fault what no other says', () => {
    const names = faults.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
