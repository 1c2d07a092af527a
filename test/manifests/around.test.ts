import { expect, test } from 'vitest';
import { aroundOf } from '../../scripts/manifests/around.ts';
import { pieces } from '../../scripts/manifests/split.ts';
import { root } from '../fleet/run.ts';

const namespace = (name: string, team: string): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels: {team: ${team}}\n`;

test('objects know the namespaces among them, but not one of which there are two that differ', () => {
  const texts = [
    namespace('a', 'x'),
    namespace('b', 'x'),
    namespace('a', 'y'),
    namespace('b', 'x'),
    '{{ no: yaml',
    'a: 1\n',
  ];
  const list = `apiVersion: v1\nkind: List\nitems:\n- {"kind": "Namespace", apiVersion: v1, metadata: {name: c}}\n`;
  const around = aroundOf(root, '1.36', pieces([[...texts, list].join('---\n')]));
  expect(around.namespace('a')).toBeUndefined();
  expect(around.namespace('b')).toMatchObject({ metadata: { labels: { team: 'x' } } });
  expect(around.namespace('c')).toMatchObject({ metadata: { name: 'c' } });
  expect(around.namespace('d')).toBeUndefined();
});
