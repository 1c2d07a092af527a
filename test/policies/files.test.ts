import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { policyNames } from '../../constructs/model/policy.ts';
import { policies } from '../../constructs/policies/index.ts';
import { policyLevels } from '../../constructs/profiles/policies.ts';
import { projectRoot } from '../catalogue/known.ts';

const page = readFileSync(join(projectRoot, 'docs/policies.md'), 'utf8');
const does = { mandatory: 'deny', recommended: 'warn', optional: '–' } as const;

test('the names of policies are sorted, and those of DNS labels', () => {
  expect([...policyNames].sort()).toEqual(policyNames);
  for (const name of policyNames) expect(name).toMatch(/^[a-z]([a-z-]{0,61}[a-z])$/);
});

describe.each(policyNames)('%s', (name) => {
  test('has a file of its own, and one with its cases', () => {
    for (const folder of ['constructs/policies', 'test/policies/cases'])
      expect(existsSync(join(projectRoot, folder, `${name}.ts`)), folder).toBe(true);
  });

  test('is explained where people look it up', () => {
    const { SUP, MBU, ENT } = policyLevels[name];
    const levels = [SUP, MBU, ENT].map((level) => does[level]).join(' | ');
    expect(page).toContain(`| \`${name}\` | ${policies[name].reason} | ${levels} |`);
  });
});

test('the page explains no policy that there is not', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(policyNames);
});

test('no file of a policy is forgotten', () => {
  const declaring = readdirSync(join(projectRoot, 'constructs/policies'))
    .filter((file) => file.endsWith('.ts'))
    .filter((file) =>
      /^export const \w+: Policy = /m.test(readFileSync(join(projectRoot, 'constructs/policies', file), 'utf8')),
    );
  expect(declaring.map((file) => file.slice(0, -3)).sort()).toEqual(policyNames);
});
