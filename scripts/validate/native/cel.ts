import { compile } from '../../cel/index.ts';
import { withoutTexts } from '../../cel/words.ts';
import { withMaps } from './patch.ts';
import { type Rule, say, shown, textOf, type Walk } from './rule.ts';

/** A named part of the expressions after it. */
export interface Variable {
  readonly name: string;
  readonly text: string;
}

/** What an expression can use and what it has to be. */
export interface Expected {
  readonly hasParams?: boolean;
  /** What comes before it, and can be used in it. */
  readonly variables?: readonly Variable[];
  /** Whether it can ask what somebody may do. */
  readonly authorizer?: boolean;
  readonly returns?: readonly (keyof typeof made)[];
}

/** What an expression can have to make, and the type of that. */
const made = {
  bool: 'bool',
  string: 'string',
  null: 'null',
  // As `withMaps` writes them.
  'Object{…}': 'map<string, dyn>',
  'list of JSONPatch{…}': 'list<map<string, dyn>>',
} as const;

const patches: readonly string[] = ['Object{…}', 'list of JSONPatch{…}'];

/** Names whose types an API server knows better than we do. */
const typed = /\b(variables|request|namespaceObject)\b/;

/** Texts and comments, in which nothing is a name; or a variable where it is used. */
const use =
  /[rR]?(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\/\/[^\n]*|\bvariables\.([_a-zA-Z]\w*)/g;

/** An expression with its variables written out, so that their types count. */
const writtenOut = (text: string, variables: readonly Variable[]): string =>
  text.replace(use, (found, name: string | undefined) => {
    const at = name === undefined ? -1 : variables.findIndex((each) => each.name === name);
    const variable = variables[at];
    return variable === undefined ? found : `(${writtenOut(variable.text, variables.slice(0, at))})`;
  });

/** An expression in CEL (Kubernetes v1.36, apiserver, pkg/admission/plugin/cel/compile.go). */
export const expression =
  (expected: Expected): Rule =>
  (value, walk) => {
    const text = textOf(value);
    if (text.trim() === '') say(walk, 'is required', 'write an expression in CEL');
    // These have functions that only an API server has.
    else if (!/\b(authorizer|jsonpatch)\b/.test(withoutTexts(text))) compiled(text, expected, walk);
    else if (expected.authorizer === false && /\bauthorizer\b/.test(withoutTexts(text)))
      say(walk, 'cannot ask the authorizer here', 'do without it');
  };

function compiled(text: string, { hasParams, variables = [], returns }: Expected, walk: Walk): void {
  const names = ['object', 'oldObject', 'request', 'namespaceObject', ...(hasParams ? ['params'] : [])];
  const plain = withoutTexts(text);
  for (const [, name = ''] of plain.matchAll(/\bvariables\.\??([_a-zA-Z]\w*)/g))
    if (!variables.some((each) => each.name === name))
      say(walk, `there is no variable ${shown(name)} before it`, 'add it to variables');
  const whole = writtenOut(text, variables);
  const isPatch = returns?.some((each) => patches.includes(each));
  const program = compile(isPatch ? withMaps(whole) : whole, variables.length > 0 ? [...names, 'variables'] : names);
  if (program.unsupported !== undefined) {
    say(walk, `is no expression that Kubernetes takes: ${program.unsupported}`, 'correct it');
    return;
  }
  const { type } = program;
  if (returns === undefined || returns.some((each) => made[each] === type)) return;
  if (type !== 'dyn' || !typed.test(plain))
    say(
      walk,
      `must make ${returns.join(' or ')}, and makes ${type}`,
      returns.includes('bool') ? 'compare it with something' : undefined,
    );
}

const reserved: ReadonlySet<string> = new Set([
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import'],
  ...['let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);

/** The name of a variable in CEL. */
export const identifier: Rule = (value, walk) => {
  const text = textOf(value);
  if (!/^[_a-zA-Z][_a-zA-Z0-9]*$/.test(text) || reserved.has(text))
    say(
      walk,
      `${shown(text)} is not a name in CEL`,
      'use letters, digits and "_", no digit first and no word of the language',
    );
};
