import { describe, expect, test } from 'vitest';
import { pieces } from '../../scripts/manifests/split.ts';

/** A text, given in parts of so many characters. */
function* inParts(text: string, length: number): Generator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

const cut = (text: string, length = text.length + 1) =>
  [...pieces(inParts(text, length))].map(({ text: own, index, line, mistake }) => [
    index,
    line,
    own.trim(),
    ...(mistake ? [mistake.message] : []),
  ]);

describe('a stream of YAML', () => {
  const text = '# all of it\n---\na: 1\n---  # two\nb: |\n  ---\n  x\n---\n---\r\nc: 1\r\n---';
  const documents = [
    [1, 3, 'a: 1'],
    [2, 5, 'b: |\n  ---\n  x'],
    [3, 9, ''],
    [4, 10, 'c: 1'],
    [5, 12, ''],
  ];

  test('is cut at lines that begin with ---', () => {
    expect(cut(text)).toEqual(documents);
  });

  test('is cut alike wherever its parts end', () => {
    for (let length = 1; length < text.length; length++) expect(cut(text, length)).toEqual(documents);
  });

  test('begins with a document where no separator does', () => {
    expect(cut('a: 1\n')).toEqual([[1, 1, 'a: 1']]);
    expect(cut('\n# about\na: 1\n---\nb: 1\n')).toEqual([
      [1, 1, '# about\na: 1'],
      [2, 5, 'b: 1'],
    ]);
  });

  test('holds nothing if it is empty, blank or all comment', () => {
    for (const nothing of ['', ' \n\n', '# a\n#b', '\n # a\n\n']) expect(cut(nothing)).toEqual([]);
  });

  test('must have nothing behind a separator, as kubectl has it', () => {
    const says = 'something stands behind the separator `---`, where kubectl and Argo CD take nothing';
    expect(cut('a: 1\n--- b: 1\n---x\n')).toEqual([
      [1, 1, 'a: 1'],
      [2, 3, '', says],
      [3, 4, '', says],
    ]);
  });
});

describe('a stream of JSON', () => {
  const text = ' {"a": "}\\"{"}{"b": [1, {"c": 2}]}\n\n{\n"d": 1\n}\n---\n[1]\n';
  const documents = [
    [1, 1, '{"a": "}\\"{"}'],
    [2, 1, '{"b": [1, {"c": 2}]}'],
    [3, 1, '{\n"d": 1\n}'],
    [4, 5, '---\n[1]'],
  ];

  test('is cut where a document ends', () => {
    expect(cut(text)).toEqual(documents);
  });

  test('is cut alike wherever its parts end', () => {
    for (let length = 1; length < text.length; length++) expect(cut(text, length)).toEqual(documents);
  });

  test('keeps what is not closed, for a reader to say so', () => {
    expect(cut('{"a": 1}\n{"b": ')).toEqual([
      [1, 1, '{"a": 1}'],
      [2, 1, '{"b":'],
    ]);
  });

  test('holds nothing else', () => {
    const says = 'something stands between two JSON documents';
    expect(cut('{"a": 1}\nb: 1\n{"c": 1}')).toEqual([
      [1, 1, '{"a": 1}'],
      [2, 1, '', says],
    ]);
  });
});
