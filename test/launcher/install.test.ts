import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { installReason, locksAgree } from '../../scripts/launcher/install.mjs';

const agree = () => true;
const differ = () => false;
const unasked = () => {
  throw new Error('the times say enough');
};

describe('packages are installed', () => {
  it.each([
    ['when there are none', { installed: undefined, locked: 1, agree: unasked }, 'no packages are installed yet'],
    [
      'when there are none and no lock',
      { installed: undefined, locked: undefined, agree: unasked },
      'no packages are installed yet',
    ],
    ['not when they are newer than the lock', { installed: 2, locked: 1, agree: unasked }, undefined],
    ['not when both are of the same moment', { installed: 2, locked: 2, agree: unasked }, undefined],
    ['not when there is no lock', { installed: 2, locked: undefined, agree: unasked }, undefined],
    ['not when git has only touched the lock', { installed: 1, locked: 2, agree }, undefined],
    [
      'when a newer lock names other packages',
      { installed: 1, locked: 2, agree: differ },
      'package-lock.json has changed',
    ],
  ])('%s', (_, state, reason) => expect(installReason(state)).toBe(reason));
});

const lock = (packages: Record<string, object>) => JSON.stringify({ packages });
const a = { version: '1.0.0', integrity: 'sha512-a' };

describe('two locks agree', () => {
  it.each([
    ['when they are the same', lock({ a }), lock({ a }), true],
    ['whatever the project itself is called', lock({ '': { version: '2.0.0' }, a }), lock({ a }), true],
    ['when what npm left out is optional', lock({ a, b: { ...a, optional: true } }), lock({ a }), true],
    ['not when a package is missing', lock({ a, b: a }), lock({ a }), false],
    ['not when a package is left over', lock({ a }), lock({ a, b: a }), false],
    ['not when a version differs', lock({ a }), lock({ a: { ...a, version: '1.0.1' } }), false],
    ['not when the bytes differ', lock({ a }), lock({ a: { ...a, integrity: 'sha512-b' } }), false],
    ['not when a commit differs', lock({ a: { resolved: 'git#1' } }), lock({ a: { resolved: 'git#2' } }), false],
    ['not when one is broken', lock({ a }), '{"packages": {', false],
  ])('%s', (_, wanted, installed, expected) => expect(locksAgree(wanted, installed)).toBe(expected));

  it("in this project's own node_modules", () => {
    const read = (name: string) => fs.readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    expect(locksAgree(read('package-lock.json'), read('node_modules/.package-lock.json'))).toBe(true);
  });
});
