import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { millwright } from './run.ts';
import { edit, type Small, small, texts, write } from './small.ts';
import { conflicts } from './wrong/conflicts.ts';
import { files } from './wrong/files.ts';
import type { Mistake } from './wrong/mistake.ts';
import { names } from './wrong/names.ts';
import { values } from './wrong/values.ts';

let fleet: Small | undefined;
afterEach(() => {
  if (fleet) rmSync(fleet.dir, { recursive: true });
  fleet = undefined;
});

/** The small fleet with a mistake in it. */
function mistaken({ edit: edits = [], files: changed = {} }: Mistake): Small {
  fleet = small();
  write(fleet.fleet, changed);
  for (const [path, from, to] of edits) edit(fleet.fleet, path, from, to);
  return fleet;
}

/** `environments/<file>:<line>` of the line where a text begins. */
function placeOf({ fleet: folder }: Small, [path, text]: readonly [string, string?]): string {
  if (text === undefined) return `environments/${path}`;
  const whole = readFileSync(join(folder, path), 'utf8');
  const at = whole.indexOf(text);
  if (at < 0) throw new Error(`${path} does not hold ${text}`);
  return `environments/${path}:${whole.slice(0, at).split('\n').length}`;
}

async function refused(mistake: Mistake): Promise<void> {
  const made = mistaken(mistake);
  const before = texts(made.dir);
  const { code, out, err } = await millwright(made, 'synth');
  expect({ code, out }, err).toEqual({ code: mistake.code ?? 1, out: '' });
  const errors = err.split('\n').filter((line) => line.startsWith('error '));
  expect(errors, 'one error, said once').toHaveLength(1);
  expect(errors[0]).toMatch(mistake.says);
  if (mistake.at) expect(errors[0]).toContain(placeOf(made, mistake.at));
  const hint = /^error .*\n {2}(.*)$/m.exec(err)?.[1] ?? '';
  expect(hint).toMatch(mistake.mend);
  expect(err, 'no stack trace').not.toMatch(/\n\s+at |bug of Millwright/);
  expect(err).toContain('nothing was written');
  expect(texts(made.dir), 'nothing is written').toEqual(before);
}

describe('a synth is refused with one clear error when', () => {
  describe('names are wrong:', () =>
    it.each(names.map((row) => [row.name, row] as const))('%s', (_, row) => refused(row)));
  describe('values are wrong:', () =>
    it.each(values.map((row) => [row.name, row] as const))('%s', (_, row) => refused(row)));
  describe('files are wrong:', () =>
    it.each(files.map((row) => [row.name, row] as const))('%s', (_, row) => refused(row)));
  describe('things do not go together:', () =>
    it.each(conflicts.map((row) => [row.name, row] as const))('%s', (_, row) => refused(row)));
});
