import { describe, expect, test } from 'vitest';
import { textOf } from '../../scripts/charts/files.ts';
import { type OwnShapes, shapeFor } from '../../scripts/charts/read.ts';
import { projectRoot } from '../catalogue/known.ts';
import { withDefaults } from './made.ts';

const none: OwnShapes = new Map();
const own = (name: string, value: string): OwnShapes =>
  new Map([[name, { name, file: `environments/charts/${name}`, value }]]);

describe('the shape of a chart', () => {
  test('is found by name and version, with or without a v', () => {
    expect(shapeFor(projectRoot, none, 'cert-manager', 'v1.21.1')?.shape?.chart).toBe('cert-manager');
    expect(shapeFor(projectRoot, none, 'cert-manager', '1.21.1')?.shape?.chart).toBe('cert-manager');
    expect(shapeFor(projectRoot, none, 'cert-manager', 'v1.21.0')).toBeUndefined();
    expect(shapeFor(projectRoot, none, 'cert-manager-v1.21.1', '')).toBeUndefined();
  });

  test('is read once', () => {
    expect(shapeFor(projectRoot, none, 'dex', '0.24.0')).toBe(shapeFor(projectRoot, none, 'dex', '0.24.0'));
  });

  test('is the fleet’s own before any other, and read again once it has changed', () => {
    const name = 'dex-0.24.0.json';
    const one = own(name, textOf(withDefaults({ a: 1 })));
    expect(shapeFor(projectRoot, one, 'dex', '0.24.0')?.shape?.defaults).toEqual({ a: 1 });
    const other = own(name, textOf(withDefaults({ b: 1 })));
    expect(shapeFor(projectRoot, other, 'dex', '0.24.0')?.shape?.defaults).toEqual({ b: 1 });
    expect(shapeFor(projectRoot, none, 'dex', '0.24.0')?.shape?.defaults).toHaveProperty('replicaCount');
  });

  test('is none where the file holds something else', () => {
    for (const text of ['', '{', '[]', '{"chart":"dex"}', 'null'])
      expect(shapeFor(projectRoot, own('dex-0.25.0.json', text), 'dex', '0.25.0')).toEqual({
        damaged: 'environments/charts/dex-0.25.0.json',
      });
  });

  test.each([
    ['../../package', '1'],
    ['..', '/../../package'],
    ['a/b', '1.0.0'],
  ])('is not looked for in another folder: %s %s', (chart, version) => {
    expect(shapeFor(projectRoot, none, chart, version)).toBeUndefined();
  });
});
