import { load, loadAll, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { Json } from '../../constructs/model/json.ts';
import { compareKeys, printDocument, printDocuments } from '../../scripts/pipeline/print.ts';
import { multiLine, oneLine } from './strings.ts';

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'js-yaml, YAML 1.2': (text) => load(text),
  'js-yaml, YAML 1.1': (text) => load(text, { schema: YAML11_SCHEMA }),
  'yaml, YAML 1.2': (text) => parse(text),
  'yaml, YAML 1.1': (text) => parse(text, { version: '1.1' }),
};

function expectReadBack(value: Json): void {
  const text = printDocument(value);
  for (const [reader, read] of Object.entries(readers)) {
    expect(read(text), `${reader} reads\n${text}`).toEqual(value);
  }
}

describe('a string', () => {
  it.each([...oneLine, ...multiLine])('%j is read back as a value, a key, an item and a document', (text) => {
    expectReadBack({ a: text, b: { c: [text, [text], { d: text }], e: 1 } });
    expectReadBack(Object.fromEntries([[text, { [`${text}x`]: text }]]));
    expectReadBack([Object.fromEntries([[text, [text]]]), [[text], 1]]);
    expectReadBack(text);
  });

  it.each([
    'nginx:1.27',
    'https://example.org/a?b=c#d',
    'a b',
    '1.2.3',
    '10.0.0.0/8',
    '100m',
    '--flag=x',
    './a',
    'a, b',
  ])('%j stands without quotes', (text) => expect(printDocument({ a: text })).toBe(`a: ${text}\n`));

  it('takes single quotes, and double ones only for escapes', () => {
    expect(printDocument(['no', "it's: so", '{{ x }}', 'é', '😀'])).toBe(
      "- 'no'\n- 'it''s: so'\n- '{{ x }}'\n- 'é'\n- '😀'\n",
    );
    expect(printDocument(['a\tb', '\u001b', '\ufeff', '\u2028', 'é\r'])).toBe(
      '- "a\\tb"\n- "\\u001b"\n- "\\ufeff"\n- "\\u2028"\n- "é\\r"\n',
    );
  });

  it('is never folded', () => {
    const text = 'word '.repeat(400).trim();
    expect(printDocument({ a: text })).toBe(`a: ${text}\n`);
  });

  it('is an explicit key when it is too long for an implicit one', () => {
    const text = 'k'.repeat(1500);
    expect(printDocument([{ [text]: 1 }])).toBe(`- ? ${text}\n  : 1\n`);
    expectReadBack({ a: [{ [text]: { [text]: [text] } }] });
  });
});

describe('a string of several lines', () => {
  it.each([
    ['a\nb\n', '|\n    a\n    b\n'],
    ['a\nb', '|-\n    a\n    b\n'],
    ['a\n\nb\n\n', '|+\n    a\n\n    b\n\n'],
    [' a\nb\n', '|2\n     a\n    b\n'],
    ['\na', '|2-\n\n    a\n'],
    ['\ta\nb', '|2-\n    \ta\n    b\n'],
    ['# a: b\n- c\n', '|\n    # a: b\n    - c\n'],
  ])('%j is a literal block', (text, printed) => {
    expect(printDocument({ a: { b: text } })).toBe(`a:\n  b: ${printed}`);
  });

  it.each([
    ['a\n \nb', '"a\\n \\nb"'],
    ['a\n\t', '"a\\n\\t"'],
    ['a\r\nb\r\n', '"a\\r\\nb\\r\\n"'],
    ['a\u0085\nb', '"a\\u0085\\nb"'],
    ['\n', '"\\n"'],
  ])('%j is in double quotes', (text, printed) => {
    expect(printDocument({ a: { b: text } })).toBe(`a:\n  b: ${printed}\n`);
  });
});

describe('a number', () => {
  it.each([
    [0, '0'],
    [-12, '-12'],
    [9007199254740991, '9007199254740991'],
    [1.5, '1.5'],
    [1e21, '1.0e+21'],
    [1.5e300, '1.5e+300'],
    [1e-7, '1.0e-7'],
    [5e-324, '5.0e-324'],
  ])('%d is printed as %s', (value, printed) => {
    expect(printDocument({ a: value })).toBe(`a: ${printed}\n`);
    expectReadBack({ a: value, b: [value] });
  });
});

describe('what JSON or UTF-8 does not have', () => {
  it.each([
    [{ spec: { replicas: Number.NaN } }, 'cannot print NaN at [1].spec.replicas'],
    [{ a: [1, Number.POSITIVE_INFINITY] }, 'cannot print Infinity at [1].a[1]'],
    [{ a: -0 }, 'cannot print -0 at [1].a'],
    [{ a: { b: 'x\ud83d' } }, 'cannot print half a surrogate pair at [1].a.b'],
  ])('is refused with its place', (value, message) => {
    expect(() => printDocuments([{}, value])).toThrow(new TypeError(message));
  });
});

describe('a document', () => {
  it('is in block style, lists in maps indented, maps in lists on the line of the dash', () => {
    const value = {
      a: [{ b: 1, c: { d: [true] } }, [['e'], { f: null }], 'g'],
      h: {},
      i: [],
      j: [[], {}],
      k: undefined,
    };
    expect(printDocument(value)).toBe(
      `a:
  - b: 1
    c:
      d:
        - true
  - - - e
    - f: null
  - g
h: {}
i: []
j:
  - []
  - {}
`,
    );
  });

  it.each([
    [[], '[]'],
    [{}, '{}'],
    [{ a: undefined }, '{}'],
    [null, 'null'],
    ['a\nb', '"a\\nb"'],
  ] satisfies [Json, string][])('may be %j', (value, printed) => expect(printDocument(value)).toBe(`${printed}\n`));

  it('can be indented', () => {
    expect(printDocument({ a: [1, { b: 'x\ny' }], c: {} }, 4)).toBe(
      '    a:\n      - 1\n      - b: |-\n          x\n          y\n    c: {}\n',
    );
    expect(printDocument([], 2)).toBe('  []\n');
  });

  it('is separated from the next by a line of dashes', () => {
    const documents = [{ a: 'b\n\n' }, ['---'], 'c', {}, { d: 'e\n\n' }];
    const text = printDocuments(documents);
    expect(printDocuments([{ a: 1 }, { b: 2 }])).toBe('a: 1\n---\nb: 2\n');
    expect(loadAll(text)).toEqual(documents);
    expect(parseAllDocuments(text).map((document) => document.toJS())).toEqual(documents);
    expect(printDocuments([])).toBe('');
  });
});

describe('the order of keys', () => {
  it('begins with the well-known ones', () => {
    const keys = [
      'status',
      'image',
      'spec',
      'annotations',
      'name',
      'metadata',
      'labels',
      'kind',
      'Z',
      'args',
      'apiVersion',
    ];
    expect(keys.concat('namespace', 'finalizers').sort(compareKeys).join(' ')).toBe(
      'apiVersion kind metadata name namespace labels annotations finalizers image Z args spec status',
    );
  });

  it('is by code unit otherwise, in maps of any size', () => {
    const keys = ['b', 'a', 'B', '10', '9', 'é', '\ufffd', '😀', ...Array.from({ length: 50 }, (_, i) => `k${i}`)];
    const value = Object.fromEntries(keys.map((key) => [key, 1]));
    const printed = Object.keys(Object(load(printDocument(value))));
    expect(printed.filter((key) => !/^\d/.test(key))).toEqual(keys.filter((key) => !/^\d/.test(key)).sort());
    expect(printDocument({ 9: 1, 10: 1 })).toBe("'10': 1\n'9': 1\n");
  });
});

describe('random values', () => {
  /** Mulberry32: a number from 0 to below 1, the same ones for the same seed. */
  function random(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }
  const next = random(20_240_601);
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(of: readonly [T, ...T[]]): T => of[below(of.length)] ?? of[0];
  const many = <T>(limit: number, one: () => T): T[] => Array.from({ length: below(limit) }, one);
  const alphabets: readonly [string, ...string[]] = [
    'ab \n\t:#-\'"\\{}[],&*!|>%@`?é😀\u0085\u2028\ufeff\r\0',
    '0123456789_.:eE+-xobTZ ,inf',
    'a b\n\n\t-:#',
    'yesnotrufal~NYT',
  ];
  const text = (): string => {
    const alphabet = [...pick(alphabets)];
    return many(9, () => alphabet[below(alphabet.length)]).join('');
  };
  const atom = (): Json =>
    pick<() => Json>([
      text,
      text,
      text,
      () => pick([true, false, null]),
      () => below(1e6),
      () => next() * 10 ** below(40),
    ])();
  const any = (depth: number): Json => {
    if (depth === 0) return atom();
    const one = (): Json => any(depth - 1);
    return pick<() => Json>([atom, () => many(4, one), () => Object.fromEntries(many(5, () => [text(), one()]))])();
  };
  const shuffled = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(shuffled);
    const entries = Object.entries(value).map(([key, held]) => ({ key, held, at: next() }));
    entries.sort((a, b) => a.at - b.at);
    return Object.fromEntries(entries.map(({ key, held }) => [key, held === undefined ? held : shuffled(held)]));
  };

  it('are read back, and print the same bytes whatever the order of their keys', () => {
    for (let round = 0; round < 2000; round++) {
      const value = any(4);
      expectReadBack(value);
      expect(printDocument(shuffled(value))).toBe(printDocument(value));
    }
  });
});
