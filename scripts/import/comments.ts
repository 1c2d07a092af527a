/** Reads what the comments of a values.yaml say: keys that a chart knows and has no default for. */

/** A line that may hold a key. */
interface Line {
  readonly column: number;
  /** What stands from there on. */
  readonly text: string;
  readonly isComment: boolean;
  /** Whether a comment's text is further in than the comment itself. */
  readonly indented: boolean;
}

/** A key that later lines may stand below. */
interface Level {
  readonly column: number;
  /** None inside of a list. */
  readonly path: readonly string[] | undefined;
}

const keyed = /^(?:([A-Za-z_](?:[\w.-]*\w)?)|"([\w./-]+)"|'([\w./-]+)'):(?:\s+(.*))?$/;
const startsBlock = /(?:^|[:-]\s+)[|>][-+\d]*\s*(?:#.*)?$/;
const parameter = /^@param\s+([\w./-]+)/;
const announces = /\b(?:examples?|e\.g\.)[^:]*:$/i;
const dotted = /^([\w-]+(?:\.[\w-]+)+)\s+--\s/;

/** What stands before a colon in a sentence, and is never a key. */
const prose = new Set(['http', 'https', 'note', 'ref', 'see']);

/**
 * The paths that comments name: `# key: value` among the keys of a map, `@param a.b`, and `# a.b -- what it does`. Prose may
 * look like YAML, so that some of them are none of the chart's: whoever asks is told too much rather than too little.
 *
 * @param text of a values.yaml
 * @returns in the order of the file
 */
export function documented(text: string): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const real: Level[] = [];
  let commented: Level[] = [];
  /** The column of a key with empty braces, as long as the lines below it are an example of what they may hold. */
  let emptied = Infinity;
  /** Whether the comment has said that an example follows. */
  let announced = false;
  for (const line of linesOf(text)) {
    if (!line?.isComment) {
      if (line) enter(real, line, pathOf(line, real));
      emptied = line && isEmpty(line) ? line.column : Infinity;
      announced = false;
      commented = [];
      continue;
    }
    const named = parameter.exec(line.text) ?? dotted.exec(line.text);
    if (named?.[1]) found.push(named[1].split('.'));
    announced ||= announces.test(line.text);
    const nested = commented.some(({ column }) => column < line.column);
    if (line.column >= emptied || (announced && line.indented && !nested)) continue;
    const path = pathOf(line, nested ? commented : real);
    enter(commented, line, path);
    if (path) found.push(path);
  }
  return found;
}

/**
 * The lines that may hold keys; nothing in place of an empty one. A comment's column is where its text would stand without
 * the sign.
 */
function* linesOf(text: string): Generator<Line | undefined> {
  let inBlock = Infinity;
  for (const line of text.split(/\r?\n/)) {
    const column = line.search(/\S/);
    if (column < 0) {
      yield undefined;
      continue;
    }
    if (column > inBlock) continue;
    inBlock = Infinity;
    const comment = /^\s*#+( *)(.*?)\s*$/.exec(line);
    if (!comment) {
      if (startsBlock.test(line)) inBlock = column;
      yield { column, text: line.trim(), isComment: false, indented: false };
    } else if (comment[2]) {
      const more = Math.max(0, (comment[1] ?? '').length - 1);
      yield { column: column + more, text: comment[2], isComment: true, indented: more > 0 };
    }
  }
}

/** @returns nothing for what is no key, and inside of lists */
function pathOf(line: Line, levels: readonly Level[]): readonly string[] | undefined {
  const key = keyOf(line);
  const parent = levels.findLast(({ column }) => column < line.column);
  if (!key || (parent && !parent.path)) return undefined;
  return [...(parent?.path ?? []), key.name];
}

function enter(levels: Level[], line: Line, path: readonly string[] | undefined): void {
  while ((levels.at(-1)?.column ?? -1) >= line.column) levels.pop();
  const key = keyOf(line);
  // Nothing stands below a key that has its value beside it.
  if (line.text.startsWith('-') || key?.value === '') levels.push({ column: line.column, path });
}

const isEmpty = (line: Line): boolean => /^(?:\{\s*\}|\[\s*\]|null|~)$/.test(keyOf(line)?.value ?? '');

function keyOf({ text, isComment }: Line): { name: string; value: string } | undefined {
  const [, plain, double, single, rest = ''] = keyed.exec(text) ?? [];
  const name = plain ?? double ?? single;
  if (name === undefined) return undefined;
  const value = rest.replace(/(?:^|\s)#.*$/, '').trim();
  if (isComment && (prose.has(name.toLowerCase()) || /^[A-Z]/.test(name) || isSentence(value))) return undefined;
  return { name, value };
}

/** Several words without quotes or brackets. */
const isSentence = (value: string): boolean => /\s/.test(value) && !/^["'[{|>&*!]/.test(value);
