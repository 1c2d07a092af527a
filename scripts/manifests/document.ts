/** One YAML or JSON document: a text in, a value or the reason why it has none out. */
import { constructFromEvents, EVENT_ID, YAMLException } from 'js-yaml';
import type { Path } from '../checks/read.ts';
import { expandedSize } from './alias.ts';
import { lineAt, Positions } from './position.ts';
import { kubernetesYaml, NoJson } from './scalar.ts';
import { type Source, shallow, sourceOf } from './source.ts';

/** Something wrong with a text. Lines count from 1. */
export interface Mistake {
  readonly line: number;
  /** Inside of the value, where it is known. */
  readonly path?: Path;
  /** One sentence without a full stop, to be read after the place. */
  readonly message: string;
  readonly hint: string;
  /** Whether the text is a template that nobody has rendered, which is the same mistake all over a file. */
  readonly template?: boolean;
}

/** A document that was read; `undefined` as its value says that there was nothing in it. */
export interface Document {
  readonly value: unknown;
  /** The line of a path, or of its nearest parent that is there. */
  line(path: Path): number;
  /** What does not keep the rest from being read. */
  readonly mistakes: readonly Mistake[];
}

export const isMistake = (read: Document | Mistake): read is Mistake => 'message' in read;

/** How many values the aliases of one document may stand for. */
const mostValues = 1_000_000;

/** Reads one document as Kubernetes' own tools do; see scalar.ts. */
export function readDocument(text: string): Document | Mistake {
  let source: Source = { text, events: [] };
  try {
    source = sourceOf(text);
    return documentOf(source, construct(source, false), []);
  } catch (error) {
    if (error instanceof YAMLException && error.reason === 'duplicated mapping key') return withRepeated(source);
    return mistakeOf(source, error);
  }
}

const construct = ({ text, events }: Source, json: boolean): readonly unknown[] =>
  constructFromEvents(events, { source: text, schema: kubernetesYaml, json });

/** What the tools keep of a key that is there twice is the last one. */
function withRepeated(source: Source): Document | Mistake {
  try {
    const mistakes = new Positions(source).repeatedKeys().map(({ path, line }) => ({
      path,
      line,
      message: 'the same key is there twice',
      hint: 'keep one of them: Kubernetes takes the last and drops the others',
    }));
    return documentOf(source, construct(source, true), mistakes);
  } catch (error) {
    return mistakeOf(source, error);
  }
}

function documentOf(source: Source, values: readonly unknown[], mistakes: readonly Mistake[]): Document | Mistake {
  const { text, events } = source;
  if (values.length > 1)
    return {
      line: lineAt(text, text.search(/^\.\.\./m)),
      message: 'more text follows after the end of the document (`...`)',
      hint: 'begin the next document with a line `---`',
    };
  const [value] = values;
  const shares = events.some(({ type }) => type === EVENT_ID.ALIAS);
  if (shares && expandedSize(value, mostValues) > mostValues)
    return { line: 1, message: `its aliases stand for more than ${mostValues} values`, hint: unfold };
  let positions: Positions | undefined;
  const line = (path: Path): number => {
    positions ??= new Positions(source);
    return positions.line(path);
  };
  return { value: value ?? undefined, line, mistakes };
}

const unfold = 'write the values out where they are used';

function mistakeOf(source: Source, error: unknown): Mistake {
  const { text } = source;
  if (error instanceof NoJson)
    return {
      line: new Positions(source).lineOfWord(error.word),
      message: `${error.word} is a number that the API server cannot take`,
      hint: 'put it in quotes, or write a number',
    };
  if (!(error instanceof YAMLException)) throw error;
  const line = (error.mark?.line ?? 0) + 1;
  if (error.reason.startsWith('directive'))
    return { line, message: 'begins with a directive, which kubectl and Argo CD do not take', hint: 'leave it out' };
  if (error.reason.startsWith('recursive'))
    return { line, message: 'an alias stands inside of what it stands for', hint: unfold };
  return special(text, line) ?? { line, ...inWords(error.reason) };
}

/** js-yaml's reason in words that say what to mend. */
function inWords(reason: string): Pick<Mistake, 'message' | 'hint'> {
  if (reason === shallow)
    return {
      message: 'is not YAML: a quote, bracket or brace is still open',
      hint: 'close it, or indent the lines in it with spaces',
    };
  const hint = reason.includes('tab') ? 'indent with spaces, never with tabs' : 'mend the text there';
  return { message: `is not YAML: ${reason}`, hint };
}

/** What is no YAML for a reason that a parser cannot know. */
function special(text: string, line: number): Mistake | undefined {
  const conflict = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(text);
  if (conflict)
    return {
      line: lineAt(text, conflict.index),
      message: 'holds the marks of a conflict',
      hint: 'resolve the conflict',
    };
  const opening = text.indexOf('{{');
  if (opening < 0) return undefined;
  const there = text.split('\n')[line - 1]?.includes('{{') ? line : lineAt(text, opening);
  return { line: there, message: 'is a template, not YAML', hint: renderFirst, template: true };
}

/** What makes manifests of a chart's templates. */
export const renderFirst = 'render it first: helm template … | npm run check -- --manifests -';
