import type { Environment } from '@marcbachmann/cel-js';
import { environmentOf } from './environment.ts';
import { fromJson } from './json.ts';
import { messageOf } from './message.ts';
import { inOurWords } from './words.ts';

/** The values of an expression's variables, by name: plain JSON, whose whole numbers are ints. */
export type Values = Readonly<Record<string, unknown>>;

/** An expression, ready to be evaluated any number of times. */
export interface Program {
  readonly unsupported?: undefined;
  /** What it makes, as far as the text alone says: `bool`, `string`, `dyn`. */
  readonly type: string;
  /** With plain JSON. One that is missing is an error only where it is needed. */
  run(values: Values): Outcome;
  /** With values that are CEL's already: ints are bigint. */
  evaluate(values: Values): Outcome;
}

/** `value` is CEL's: an int is a bigint. `error` is in the API server's words where it has words of its own. */
export type Outcome = { readonly value: unknown; readonly error?: undefined } | { readonly error: string };

/** An expression that is not CEL, or asks for what is not known here. */
export interface Unsupported {
  readonly unsupported: string;
}

const programs = new Map<string, Map<string, Program | Unsupported>>();
const environments = new Map<string, Environment>();

/**
 * Compiles an expression, once for its text and the names of its variables.
 * @param names of variables, whose values come with each run
 */
export function compile(text: string, names: readonly string[]): Program | Unsupported {
  const scope = names.join(' ');
  const compiled = programs.get(scope) ?? new Map<string, Program | Unsupported>();
  programs.set(scope, compiled);
  const known = compiled.get(text);
  if (known) return known;
  const environment = environments.get(scope) ?? environmentOf(names);
  environments.set(scope, environment);
  const program = programOf(text, environment);
  compiled.set(text, program);
  return program;
}

function programOf(text: string, environment: Environment): Program | Unsupported {
  try {
    const parsed = environment.parse(inOurWords(text));
    const { valid, error, type = 'dyn' } = parsed.check();
    if (!valid) return { unsupported: messageOf(error) };
    const evaluate = (values: Values): Outcome => {
      try {
        return { value: parsed(values) };
      } catch (thrown) {
        return { error: messageOf(thrown) };
      }
    };
    return { type, evaluate, run: (values) => evaluate(mapped(values)) };
  } catch (thrown) {
    return { unsupported: messageOf(thrown) };
  }
}

const mapped = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fromJson(value)]));
