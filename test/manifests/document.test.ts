import { describe, expect, test } from 'vitest';
import type { Path } from '../../scripts/checks/read.ts';
import { isMistake, readDocument } from '../../scripts/manifests/document.ts';

const text = `# a Deployment
apiVersion: apps/v1
spec:
  template: &all
    containers:
      - name: one
        image: a
      -
        name: 'two'
        "env": [{name: A}, {name: B,
          value: b}]
      - name: three
  other:
    <<: *all
    more: yes
  again: *all
yes: no
empty:
`;

function lines(...paths: readonly Path[]): readonly number[] {
  const document = readDocument(text);
  if (isMistake(document)) throw new Error(document.message);
  return paths.map((path) => document.line(path));
}

function mistake(of: string) {
  const document = readDocument(of);
  return isMistake(document) ? document : undefined;
}

describe('a path of a document is found on its line', () => {
  test('keys, items, quoted keys and keys between braces', () => {
    expect(lines(['apiVersion'], ['spec'], ['spec', 'template', 'containers'])).toEqual([2, 3, 5]);
    const container = ['spec', 'template', 'containers', 1];
    expect(lines([...container, 'name'], [...container, 'env'], [...container, 'env', 1, 'value'])).toEqual([
      9, 10, 11,
    ]);
    expect(lines(['spec', 'template', 'containers', 2])).toEqual([12]);
    expect(lines(['true'], ['empty'])).toEqual([17, 18]);
  });

  test('what is missing is on the line of the nearest parent that is there', () => {
    expect(
      lines([], ['kind'], ['spec', 'replicas'], ['spec', 'template', 'containers', 0, 'ports', 0, 'name']),
    ).toEqual([2, 2, 3, 6]);
  });

  test('what an alias or a merge brings is where it is used', () => {
    expect(lines(['spec', 'again', 'containers', 0, 'name'], ['spec', 'other', 'containers'])).toEqual([16, 14]);
  });
});

describe('a text that cannot be read is one mistake, on its line', () => {
  test.each([
    ['bad indentation', 'a:\n  b: 1\n c: 2\n', 3, 'is not YAML: bad indentation of a mapping entry'],
    ['a tab', 'a:\n\tb: 1\n', 2, 'is not YAML: tab characters must not be used in indentation'],
    ['a template', 'a: 1\nb: {{ .Values.b }}\nc: {{ .c }}\n', 2, 'is a template, not YAML'],
    ['a template of lines', 'a: 1\n{{- if .b }}\nc: d\n{{- end }}\n', 2, 'is a template, not YAML'],
    ['a conflict', 'a: 1\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n', 2, 'holds the marks of a conflict'],
    ['a directive', '%YAML 1.2\n', 2, 'begins with a directive, which kubectl and Argo CD do not take'],
    ['infinity', 'a: ".inf"\nb: [1, .inf]\n', 2, '.inf is a number that the API server cannot take'],
    [
      'infinity as a key, behind one that is there twice',
      'a: 1\na: 2\n.inf: 3\n',
      3,
      '.inf is a number that the API server cannot take',
    ],
    ['an alias of nothing', 'a: 1\nb: *c\n', 2, 'is not YAML: unidentified alias "c"'],
    ['an alias of itself', 'a: &a\n  b: *a\n', 2, 'an alias stands inside of what it stands for'],
    ['an alias of its own list', 'a: &a\n  - *a\n', 2, 'an alias stands inside of what it stands for'],
    ['text behind the end', 'a: 1\n...\nb: 1\n', 2, 'more text follows after the end of the document (`...`)'],
    ['JSON that is not closed', '{"a": [1,\n2}', 2, 'is not YAML: missed comma between flow collection entries'],
  ])('%s', (_, of, line, message) => {
    expect(mistake(of)).toMatchObject({ line, message });
  });

  test('aliases that stand for more than a machine can hold', () => {
    const levels = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`);
    expect(mistake(`a0: &a0 x\n${levels.join('')}`)).toMatchObject({
      message: 'its aliases stand for more than 1000000 values',
    });
  });
});

test('aliases are read as what they stand for', () => {
  expect(readDocument('a: &a {b: 1}\nc: *a\nd: {<<: *a, e: 2}\n')).toMatchObject({
    value: { a: { b: 1 }, c: { b: 1 }, d: { b: 1, e: 2 } },
    mistakes: [],
  });
});

test('a mark of byte order, and line ends of Windows, make no difference', () => {
  expect(readDocument('\ufeffa: |\r\n  b\r\n  c\r\nd: 1\r\n')).toMatchObject({ value: { a: 'b\nc\n', d: 1 } });
});

test('definitions of custom resources may be nested deeply', () => {
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  expect(readDocument(deep(400))).toMatchObject({ mistakes: [] });
  expect(mistake(deep(40_000))).toMatchObject({ message: 'is not YAML: nesting exceeded maxDepth (500)' });
});

test('lines inside of quotes and brackets need no indentation, as in YAML 1.1', () => {
  const text = 'a:\n  b: [\n  {"c": 1,\n\t"d": 2}\n]\n  e: "x\ny"\nf: {\n}\ng: {h: no}\n';
  const document = readDocument(text);
  expect(document).toMatchObject({ value: { a: { b: [{ c: 1, d: 2 }], e: 'x y' }, f: {}, g: { h: false } } });
  expect(isMistake(document) ? [] : [document.line(['a', 'b', 0, 'd']), document.line(['g', 'h'])]).toEqual([4, 10]);
  expect(mistake('a:\n  b: [\n1,\nc: 2\n3\n')).toMatchObject({ line: 3 });
});

test('the lines of a list with thousands of objects are found in no time', () => {
  const item = (at: number) => `- metadata:\n    name: n${at}\n  spec:\n    a: [1, 2, 3]\n`;
  const document = readDocument(`items:\n${Array.from({ length: 5000 }, (_, at) => item(at)).join('')}`);
  if (isMistake(document)) throw new Error(document.message);
  const begin = performance.now();
  const found = Array.from({ length: 5000 }, (_, at) => document.line(['items', at, 'spec', 'a', 1]));
  // Going through the list from its start for each of them would take many seconds.
  expect(performance.now() - begin).toBeLessThan(2000);
  expect(found).toEqual(Array.from({ length: 5000 }, (_, at) => at * 4 + 5));
});
