import { Optional } from '@marcbachmann/cel-js';
import type { Fault } from '../checks/object.ts';
import type { CelRule, SchemaNode } from '../schemas/read.ts';
import { compile, type Program, type Unsupported } from './index.ts';
import { type Shape, shapeOf } from './shape.ts';
import { withoutTexts } from './words.ts';

/** A rule that a value breaks, or that fails on it. */
export interface RuleFault extends Fault {
  /** The rule's text. */
  readonly rule: string;
}

/** A rule that nobody here can evaluate. */
export interface Unevaluable {
  readonly rule: string;
  readonly reason: string;
}

/** The rules of a schema node, compiled. */
interface Rules {
  readonly shape: Shape;
  readonly rules: readonly CompiledRule[];
}

interface CompiledRule {
  readonly rule: CelRule;
  readonly program: Program;
  readonly message: Program | undefined;
  readonly path: Fault['path'];
  readonly values: object;
}

const names = ['self', 'oldSelf'];
const compiled = new WeakMap<SchemaNode, Rules>();

/**
 * What a value of a schema node breaks of the node's own rules, as an API server says it when the object is made: rules that compare
 * with the value before are left out, and rules that nobody here can evaluate too (`unevaluable` lists them).
 * Source: k8s.io/apiextensions-apiserver v0.36.1 pkg/apiserver/schema/cel/validation.go.
 * @param value fits the schema in everything else, and has its defaults
 */
export function ruleFaults(nodes: readonly SchemaNode[], index: number, value: unknown): readonly RuleFault[] {
  const node = nodes[index];
  if (!node?.['x-kubernetes-validations'] || value === null || value === undefined) return [];
  const { shape, rules } = rulesOf(nodes, index, node);
  if (rules.length === 0) return [];
  const self = shape(value);
  const faults: RuleFault[] = [];
  for (const each of rules) {
    const fault = faultOf(each, { ...each.values, self });
    if (fault) faults.push(fault);
  }
  return faults;
}

/** The rules of a schema node that nobody here can evaluate, with the reason. */
export function unevaluable(nodes: readonly SchemaNode[], index: number): readonly Unevaluable[] {
  const texts = (nodes[index]?.['x-kubernetes-validations'] ?? []).flatMap(({ rule, messageExpression }) =>
    messageExpression === undefined ? [rule] : [rule, messageExpression],
  );
  return texts.flatMap((rule) => {
    const { unsupported } = compile(rule, names);
    return unsupported === undefined ? [] : [{ rule, reason: unsupported }];
  });
}

function rulesOf(nodes: readonly SchemaNode[], index: number, node: SchemaNode): Rules {
  const known = compiled.get(node);
  if (known) return known;
  const rules = (node['x-kubernetes-validations'] ?? []).flatMap((rule): CompiledRule[] => {
    const program = compile(rule.rule, names);
    if (!isProgram(program) || (!rule.optionalOldSelf && comparesWithOld(rule.rule))) return [];
    const message = rule.messageExpression === undefined ? undefined : compile(rule.messageExpression, names);
    return [
      {
        rule,
        program,
        message: message && isProgram(message) ? message : undefined,
        path: pathOf(rule.fieldPath ?? ''),
        values: rule.optionalOldSelf ? { oldSelf: Optional.none() } : {},
      },
    ];
  });
  const made = { shape: shapeOf(nodes, index), rules };
  compiled.set(node, made);
  return made;
}

const isProgram = (program: Program | Unsupported): program is Program => program.unsupported === undefined;
const comparesWithOld = (rule: string): boolean => /\boldSelf\b/.test(withoutTexts(rule));

function faultOf({ rule, program, message, path }: CompiledRule, values: Readonly<Record<string, unknown>>) {
  const { error, ...outcome } = program.evaluate(values);
  if (error !== undefined) return { path: [], message: errorText(error, shown(rule)), rule: rule.rule };
  if ('value' in outcome && outcome.value === true) return undefined;
  const told = message && toldBy(message, values);
  return { path, message: told ?? rule.message?.trim() ?? `failed rule: ${shown(rule)}`, rule: rule.rule };
}

const shown = ({ rule, message }: CelRule): string => (message || rule).trim();

const errorText = (error: string, rule: string): string =>
  error.startsWith('no such overload')
    ? `'${error}': call arguments did not match a supported operator, function or macro signature for rule: ${rule}`
    : `${error} evaluating rule: ${rule}`;

/** What a message expression says; nothing where it fails, or says nothing fit for one line. */
function toldBy(message: Program, values: Readonly<Record<string, unknown>>): string | undefined {
  const { error, ...outcome } = message.evaluate(values);
  if (error !== undefined || !('value' in outcome) || typeof outcome.value !== 'string') return undefined;
  const text = outcome.value.trim();
  return text === '' || text.includes('\n') || Buffer.byteLength(text) > 5 * 1024 ? undefined : text;
}

/** `.spec['a.b']` as keys. */
const pathOf = (text: string): readonly string[] =>
  Array.from(
    text.matchAll(/\.([^.[]+)|\['((?:\\.|[^'\\])*)'\]/g),
    ([, field, key = '']) => field ?? key.replace(/\\(.)/g, '$1'),
  );
