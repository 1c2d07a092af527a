import { describe, expect, test } from 'vitest';
import { type Stratum, strata } from '../../constructs/model/capability.ts';
import { type Node, waves } from '../../constructs/plan/waves.ts';

const node = (id: string, stratum: Stratum, ...after: string[]): Node => ({ id, stratum, after });
const numbers = (...nodes: Node[]) => Object.fromEntries(waves('lab/one', nodes).waves);
const messages = (...nodes: Node[]) => waves('lab/one', nodes).findings.map(({ message }) => message);

describe('a wave', () => {
  test.each(strata.map((stratum, index) => [stratum, index * 100] as const))(
    'begins at its stratum times 100: %s at %i',
    (stratum, expected) => {
      expect(numbers(node('a', stratum))).toEqual({ a: expected });
    },
  );

  test('is the longest path to a component inside its stratum', () => {
    expect(
      numbers(
        node('d', 'services', 'b', 'c', 'a'),
        node('a', 'services'),
        node('c', 'services', 'b'),
        node('b', 'services', 'a'),
      ),
    ).toEqual({ a: 600, b: 601, c: 602, d: 603 });
  });

  test('does not count what lies in an earlier stratum', () => {
    expect(
      numbers(
        node('a', 'definitions'),
        node('b', 'definitions', 'a'),
        node('c', 'traffic', 'b'),
        node('d', 'traffic', 'c'),
      ),
    ).toEqual({ a: 0, b: 1, c: 400, d: 401 });
  });

  test('moves with one new edge only where the edge leads', () => {
    const nodes = (...extra: string[]) => [
      node('a', 'services'),
      node('b', 'services', 'a'),
      node('c', 'services', 'b'),
      node('x', 'services', ...extra),
      node('y', 'services', 'x'),
      node('late', 'dashboards', 'y'),
    ];
    expect(numbers(...nodes())).toEqual({ a: 600, b: 601, c: 602, x: 600, y: 601, late: 800 });
    expect(numbers(...nodes('a'))).toEqual({ a: 600, b: 601, c: 602, x: 601, y: 602, late: 800 });
  });

  test('does not depend on the order in which components are named', () => {
    const nodes = [
      node('a', 'services'),
      node('b', 'services', 'a'),
      node('c', 'services', 'a', 'b'),
      node('d', 'traffic'),
    ];
    expect(numbers(...nodes.toReversed())).toEqual(numbers(...nodes));
  });

  test('takes no notice of what does not run, or of a component that waits for itself', () => {
    expect(numbers(node('a', 'services', 'absent', 'a'))).toEqual({ a: 600 });
    expect(messages(node('a', 'services', 'absent', 'a'))).toEqual([]);
  });
});

describe('a cycle', () => {
  const ring = [node('a', 'guards', 'c'), node('b', 'guards', 'a'), node('c', 'guards', 'b')];

  test('is printed whole, once, and without what only leads to it', () => {
    const outside = [node('in', 'guards', 'a'), node('before', 'guards')];
    expect(messages(...outside, ...ring)).toEqual(['waits for itself: a → c → b → a']);
  });

  test('is an error with a place and a way out', () => {
    const at = { file: 'environments/lab.ts', path: ['clusters'] };
    const { findings } = waves(
      'lab/one',
      ring.map((each) => ({ ...each, at })),
    );
    expect(findings).toEqual([
      expect.objectContaining({
        check: 'cycle',
        severity: 'error',
        where: 'lab/one › a',
        at,
        hint: expect.any(String),
      }),
    ]);
  });

  test('does not hide another', () => {
    const other = [node('x', 'traffic', 'y'), node('y', 'traffic', 'x')];
    expect(messages(...ring, ...other)).toHaveLength(2);
  });
});

describe('an edge into a later stratum', () => {
  test('is an error that names both ends and their strata', () => {
    expect(messages(node('cert-manager', 'foundations', 'grafana'), node('grafana', 'observability'))).toEqual([
      'needs grafana, which comes later: cert-manager belongs to foundations, grafana to observability',
    ]);
  });
});

describe('a large platform', () => {
  const size = 10_000;
  const chain = Array.from({ length: size }, (_, index) =>
    // Each in front of what it waits for, so that the whole chain is open at once.
    node(
      `n${index}`,
      strata[8 - Math.floor((index * 9) / size)] ?? 'definitions',
      ...(index + 1 < size ? [`n${index + 1}`] : []),
    ),
  );

  test('may be a chain of 10,000: no stack overflows', () => {
    expect(() => waves('lab/one', chain)).not.toThrow();
  });

  test('takes time that grows with its nodes and edges, not with their square', () => {
    const seconds = (nodes: readonly Node[]) => {
      const start = performance.now();
      waves('lab/one', nodes);
      return performance.now() - start;
    };
    // Each waits for the 50 before it: half a million edges.
    const dense = Array.from({ length: size }, (_, index) =>
      node(
        `n${index}`,
        'services',
        ...Array.from({ length: Math.min(index, 50) }, (_, back) => `n${index - back - 1}`),
      ),
    );
    expect(seconds(dense)).toBeLessThan(2000);
    expect(seconds(chain)).toBeLessThan(500);
  });

  test('may not have more than 100 components in a row inside a stratum, or the next stratum would begin before its end', () => {
    const row = (length: number) =>
      Array.from({ length }, (_, index) => node(`n${index}`, 'traffic', ...(index > 0 ? [`n${index - 1}`] : [])));
    expect(messages(...row(100))).toEqual([]);
    expect(messages(...row(101))).toEqual(['comes after 100 others in a row in traffic']);
  });
});
