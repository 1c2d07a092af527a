import { type ASTNode, EvaluationError, Optional } from '@marcbachmann/cel-js';
import { isMap } from '../../constructs/model/json.ts';
import type { Library } from './library.ts';
import { compare } from './order.ts';
import { ours } from './words.ts';

/** What the library's evaluator is to a macro; its own types do not speak of macros. */
interface Evaluator {
  run(node: ASTNode, context: Context): unknown;
  getType(name: string): Type;
}
interface Checker {
  check(node: ASTNode, context: Context): Type;
  getType(name: string): Type;
}
interface Context {
  forkWithVariable(name: string, type: Type): Context;
  setIterValue(value: unknown, evaluator: Evaluator): Context;
}
interface Type {
  readonly name: string;
}

/** A call whose arguments are more than values. */
interface Call {
  readonly args: readonly ASTNode[];
  readonly receiver: ASTNode;
}
type Evaluate = (evaluator: Evaluator, context: Context) => unknown;

/** @param check compiles the arguments; in the contexts that `evaluate` will run them in */
const macro = (result: string, check: (checker: Checker, context: Context) => void, evaluate: Evaluate) => ({
  async: false,
  typeCheck(checker: Checker, _: unknown, context: Context): Type {
    check(checker, context);
    return checker.getType(result);
  },
  evaluate: (evaluator: Evaluator, _: unknown, context: Context) => evaluate(evaluator, context),
});

/** What stands under a key; undefined where nothing does. */
function fieldOf(value: unknown, name: string): unknown {
  if (value instanceof Optional) return value.hasValue() ? fieldOf(value.value(), name) : undefined;
  if (value instanceof Map) return value.get(name);
  return isMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** `has(of.name)`, where `of` may be anything. */
function has({ args: [field] }: Call) {
  if (field?.op !== '.') throw new Error('invalid argument to has() macro');
  const [of, name] = field.args;
  return macro(
    'bool',
    (checker, context) => checker.check(of, context),
    (evaluator, context) => fieldOf(evaluator.run(of, context), name) !== undefined,
  );
}

/** What a macro of two variables goes over: indices and elements, or keys and values. */
function pairsOf(range: unknown): Iterable<readonly [unknown, unknown]> {
  if (Array.isArray(range)) return range.map((element, at): [bigint, unknown] => [BigInt(at), element]);
  if (range instanceof Set) return pairsOf([...range]);
  if (range instanceof Map) return range;
  return isMap(range) ? Object.entries(range) : refused();
}

const refused = (): never => {
  throw new EvaluationError('no such overload');
};
const truth = (value: unknown): boolean => (typeof value === 'boolean' ? value : refused());

/** Evaluates an argument for one pair after the other. */
type Each = (node: ASTNode) => unknown;

/** A macro of two variables; `gather` sees each pair with the means to evaluate the other arguments for it. */
const over =
  (result: string, gather: (pairs: Iterable<readonly [unknown, Each]>, args: readonly ASTNode[]) => unknown) =>
  ({ args, receiver }: Call) => {
    const [first, second, ...rest] = args;
    if (first?.op !== 'id' || second?.op !== 'id') throw new Error('argument must be a simple name');
    const inner = (of: Checker | Evaluator, context: Context) => {
      const outer = context.forkWithVariable(first.args, of.getType('dyn'));
      return { outer, innermost: outer.forkWithVariable(second.args, of.getType('dyn')) };
    };
    return macro(
      result,
      (checker, context) => {
        checker.check(receiver, context);
        for (const node of rest) checker.check(node, inner(checker, context).innermost);
      },
      (evaluator, context) => {
        const { outer, innermost } = inner(evaluator, context);
        function* pairs(): Iterable<readonly [unknown, Each]> {
          for (const [key, value] of pairsOf(evaluator.run(receiver, context))) {
            outer.setIterValue(key, evaluator);
            innermost.setIterValue(value, evaluator);
            yield [key, (node) => evaluator.run(node, innermost)];
          }
        }
        return gather(pairs(), rest);
      },
    );
  };

/** `all` looks for a false, `exists` for a true: what decides makes the errors of other elements irrelevant. */
const quantifier = (decisive: boolean) =>
  over('bool', (pairs, [predicate]) => {
    let error: unknown;
    for (const [, each] of pairs) {
      try {
        if (predicate && truth(each(predicate)) === decisive) return decisive;
      } catch (thrown) {
        error ??= thrown;
      }
    }
    if (error) throw error;
    return !decisive;
  });

const exactlyOne = over('bool', (pairs, [predicate]) => {
  let count = 0;
  for (const [, each] of pairs) if (predicate && truth(each(predicate))) count++;
  return count === 1;
});

/** What the last argument makes of each pair; of those that the one before it lets pass, where there are two. */
function* transformed(pairs: Iterable<readonly [unknown, Each]>, args: readonly ASTNode[]) {
  const filter = args.length > 1 ? args[0] : undefined;
  const transform = args.at(-1);
  for (const [key, each] of pairs)
    if (transform && (!filter || truth(each(filter)))) yield [key, each(transform)] as const;
}

const list = over('list', (pairs, args) => Array.from(transformed(pairs, args), ([, value]) => value));
const map = over('map', (pairs, args) => mapOf(transformed(pairs, args)));
const mapOfEntries = over('map', (pairs, args) => {
  return mapOf([...transformed(pairs, args)].flatMap(([, entry]) => [...pairsOf(entry)]));
});

function mapOf(entries: Iterable<readonly [unknown, unknown]>): ReadonlyMap<unknown, unknown> {
  const made = new Map<unknown, unknown>();
  for (const [key, value] of entries) {
    if (made.has(key)) throw new EvaluationError(`insert failed: key ${String(key)} already exists`);
    made.set(key, value);
  }
  return made;
}

/** `sortBy`: the elements in the order of what is made of each. */
function sortBy({ args: [variable, key], receiver }: Call) {
  if (variable?.op !== 'id' || !key) throw new Error('argument must be a simple name');
  return macro(
    'list',
    (checker, context) => {
      checker.check(receiver, context);
      checker.check(key, context.forkWithVariable(variable.args, checker.getType('dyn')));
    },
    (evaluator, context) => {
      const inner = context.forkWithVariable(variable.args, evaluator.getType('dyn'));
      const keyed = Array.from(pairsOf(evaluator.run(receiver, context)), ([, element]) => {
        return { element, key: evaluator.run(key, inner.setIterValue(element, evaluator)) };
      });
      return keyed.sort((a, b) => compare(a.key, b.key)).map(({ element }) => element);
    },
  );
}

/** `optMap` and `optFlatMap`: what is made of the value, if there is one. */
const ofOptional =
  (wrap: (value: unknown) => unknown) =>
  ({ args: [variable, transform], receiver }: Call) => {
    if (variable?.op !== 'id' || !transform) throw new Error('argument must be a simple name');
    return macro(
      'optional',
      (checker, context) => {
        checker.check(receiver, context);
        checker.check(transform, context.forkWithVariable(variable.args, checker.getType('dyn')));
      },
      (evaluator, context) => {
        const found = evaluator.run(receiver, context);
        if (!(found instanceof Optional)) return refused();
        if (!found.hasValue()) return found;
        const inner = context.forkWithVariable(variable.args, evaluator.getType('dyn'));
        return wrap(evaluator.run(transform, inner.setIterValue(found.value(), evaluator)));
      },
    );
  };

/**
 * Macros that the library does not have, or has in another form. Source: cel-go v0.26.0 ext/comprehensions.go and cel/library.go, as
 * k8s.io/apiserver v0.36.1 pkg/cel/environment/base.go takes them in.
 */
export const macros: Library = {
  functions: {
    [`has${ours}(ast): bool`]: has,
    'list.all(ast, ast, ast): bool': quantifier(false),
    'list.exists(ast, ast, ast): bool': quantifier(true),
    'list.exists_one(ast, ast, ast): bool': exactlyOne,
    'list.existsOne(ast, ast, ast): bool': exactlyOne,
    'list.transformList(ast, ast, ast): list': list,
    'list.transformList(ast, ast, ast, ast): list': list,
    'list.transformMap(ast, ast, ast): map': map,
    'list.transformMap(ast, ast, ast, ast): map': map,
    'list.transformMapEntry(ast, ast, ast): map': mapOfEntries,
    'list.transformMapEntry(ast, ast, ast, ast): map': mapOfEntries,
    'list.sortBy(ast, ast): list': sortBy,
    'optional.optMap(ast, ast): optional': ofOptional((value) => Optional.of(value)),
    'optional.optFlatMap(ast, ast): optional': ofOptional((value) => value),
  },
};
