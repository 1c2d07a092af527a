import { type Event, parseEvents, YAMLException } from 'js-yaml';

/** A document as js-yaml reads it, before it makes a value of it. */
export interface Source {
  readonly text: string;
  readonly events: Event[];
}

/** Deeper than any schema that a definition of a custom resource holds. */
const maxDepth = 500;

/** js-yaml's reason where a line inside of quotes, brackets or braces is not indented. */
export const shallow = 'deficient indentation';

/** More than anything around it. */
const indentation = ' '.repeat(100);

/** Every line costs another try: beyond this, a text is rather broken than old. */
const mostLines = 1000;

/**
 * Lines inside of quotes, brackets and braces must be indented in YAML 1.2. Kubernetes' tools, which read 1.1, do not mind; so such
 * lines are indented, which changes nothing else.
 * @throws YAMLException
 */
export function sourceOf(text: string): Source {
  const lines: string[] = [];
  let first: YAMLException | undefined;
  for (let tries = 0, line = -1; ; tries++) {
    const current = lines.length === 0 ? text : lines.join('\n');
    try {
      return { text: current, events: parseEvents(current, { maxDepth }) };
    } catch (error) {
      if (!(error instanceof YAMLException) || error.reason !== shallow || !error.mark) throw first ?? error;
      first ??= error;
      if (error.mark.line <= line || tries === mostLines) throw first;
      line = error.mark.line;
      if (lines.length === 0) lines.push(...text.split('\n'));
      lines[line] = `${indentation}${lines[line]}`;
    }
  }
}
