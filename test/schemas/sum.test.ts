import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sumOf } from '../../scripts/schemas/make/sum.mjs';
import { folder, project } from './maker.ts';

const schemas = join(project, 'scripts/schemas');

const copied = () => {
  const copy = folder();
  for (const part of ['crds', 'kubernetes']) cpSync(join(schemas, part), join(copy, part), { recursive: true });
  return copy;
};

describe('the sum of the data', () => {
  const sum = readFileSync(join(schemas, 'sum.txt'), 'utf8');

  test('is one line, and true wherever the data lies', () => {
    expect(sum).toMatch(/^[0-9a-f]{64}\n$/);
    expect(sumOf(schemas)).toBe(sum);
    expect(sumOf(copied())).toBe(sum);
  });

  test.each(['crds/cert-manager.io/_shared.json', 'crds/index.json', 'kubernetes/apps/Deployment.json'])(
    'changes with a byte of %s',
    (path) => {
      const copy = copied();
      const bytes = readFileSync(join(copy, path));
      bytes.writeUInt8(bytes.readUInt8(10) ^ 1, 10);
      writeFileSync(join(copy, path), bytes);
      expect(sumOf(copy)).not.toBe(sum);
    },
  );

  test('changes when a file comes or goes', () => {
    const copy = copied();
    writeFileSync(join(copy, 'kubernetes/apps/Loom.json'), '');
    expect(sumOf(copy)).not.toBe(sum);
    rmSync(join(copy, 'kubernetes/apps/Loom.json'));
    rmSync(join(copy, 'kubernetes/apps/Deployment.json'));
    expect(sumOf(copy)).not.toBe(sum);
  });
});
