import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { filesOf } from '../../scripts/import/archive.ts';
import { packed } from '../helm/chart.ts';

/** Blocks of an archive: a header with a name and a kind, and a content. */
function block(name: string, kind: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(kind, 156);
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
const archive = (...blocks: readonly Buffer[]) => gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));

describe('the archive of a chart', () => {
  test('holds the texts that a shape is made from, below the folder of the chart', () => {
    const { archive: bytes } = packed({
      name: 'press',
      version: '1.2.0',
      files: {
        'values.yaml': 'a: 1\n',
        'values.schema.json': '{}',
        'templates/one.yaml': 'é'.repeat(600),
        'templates/deep/_two.tpl': '',
        'charts/ink/values.yaml': 'b: 2\n',
        'README.md': '# Press',
        'crds/press.yaml': 'kind: CustomResourceDefinition',
      },
    });
    const files = filesOf(bytes);
    expect([...files.keys()]).toEqual([
      'Chart.yaml',
      'values.yaml',
      'values.schema.json',
      'templates/one.yaml',
      'templates/deep/_two.tpl',
      'charts/ink/values.yaml',
    ]);
    expect(files.get('values.yaml')).toBe('a: 1\n');
    expect(files.get('templates/one.yaml')).toBe('é'.repeat(600));
  });

  test('may name files in any way that tar has for long names', () => {
    const long = `press/templates/${'deep/'.repeat(30)}one.yaml`;
    const path = long.slice('press/'.length);
    const pax = `${String(long.length + 10)} path=${long}\n`;
    expect([...filesOf(archive(block('PaxHeaders', 'x', pax), block('short', '0', 'a'))).keys()]).toEqual([path]);
    expect([...filesOf(archive(block('@LongLink', 'L', `${long}\0`), block('short', '0', 'a'))).keys()]).toEqual([
      path,
    ]);
    const prefixed = block('values.yaml', '0', 'a: 1');
    prefixed.write('press/charts/ink', 345);
    expect([...filesOf(archive(prefixed)).keys()]).toEqual(['charts/ink/values.yaml']);
  });

  test('may hold folders and links, which are no texts', () => {
    const blocks = [
      block('press/templates/', '5', ''),
      block('press/values.yaml', '2', ''),
      block('press/Chart.yaml', '0', 'a'),
    ];
    expect([...filesOf(archive(...blocks)).keys()]).toEqual(['Chart.yaml']);
  });

  test('that is cut off holds what is there; what is no archive is an error', () => {
    expect([...filesOf(gzipSync(block('press/values.yaml', '0', 'a: 1').subarray(0, 700))).keys()]).toEqual([
      'values.yaml',
    ]);
    expect(() => filesOf(Buffer.from('no archive'))).toThrow();
  });
});
