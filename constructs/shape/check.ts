import * as v from 'valibot';
import { type Finding, type Place, problem, where } from '../model/finding.ts';
import { didYouMean, nearest } from '../model/suggest.ts';

type AnySchema = v.GenericSchema<unknown, unknown>;

/** Everything that is wrong with the shape of a declaration, each at its own place. */
export function checkShape(schema: AnySchema, value: unknown, place: string, at: Place): Finding[] {
  const result = v.safeParse(schema, value);
  if (result.success) return [];
  if (Array.isArray(value)) return [problem('definition', place, 'must be an object, not a list', { at })];
  const meant = result.issues.filter(isUnknown).map((issue) => nearestAt(schema, value, issue));
  const issues = result.issues.filter(
    (issue) => issue.received !== 'undefined' || !meant.includes(pathOf(issue).join('.')),
  );
  return issues.map((issue) => {
    const path = pathOf(issue);
    const where_ = where(place, ...path.map(String));
    const key = String(path.at(-1) ?? '');
    if (isUnknown(issue)) {
      const known = keysAt(schema, value, path.slice(0, -1));
      return problem('definition', where_, `unknown key "${key}"${didYouMean(key, known)}`, {
        at: { ...at, path: [...at.path, ...path] },
      });
    }
    return problem('definition', where_, messageOf(issue), { at: { ...at, path: [...at.path, ...path] } });
  });
}

type Issue = v.BaseIssue<unknown>;

const pathOf = (issue: Issue): (string | number)[] => (issue.path ?? []).map((item) => item.key as string | number);

const isUnknown = (issue: Issue): boolean => issue.type === 'strict_object' && issue.expected === 'never';

/** The path of the key that an unknown one may stand for: it is not missing besides. */
function nearestAt(schema: AnySchema, value: unknown, issue: Issue): string {
  const path = pathOf(issue);
  const above = path.slice(0, -1);
  return [...above, nearest(String(path.at(-1) ?? ''), keysAt(schema, value, above)) ?? ''].join('.');
}

const words: Readonly<Record<string, string>> = {
  Array: 'a list',
  Object: 'an object',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  undefined: 'nothing',
};

/** What is wrong with a value, in a sentence without its place. */
export function messageOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return `unknown key ${issue.received}`;
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  if (issue.received === 'undefined') return 'is required';
  return `must be ${words[issue.expected ?? ''] ?? issue.expected}, not ${words[issue.received] ?? issue.received}`;
}

/** The keys that an object schema knows, found by walking down to a value. */
function keysAt(schema: AnySchema, value: unknown, path: readonly (string | number)[]): readonly string[] {
  let schemas: readonly Loose[] = [schema as Loose];
  let current = value;
  for (const key of path) {
    schemas = schemas.flatMap((each) => below(each, current, key));
    current = (current as Record<string | number, unknown>)[key];
  }
  return schemas.flatMap((each) => opened(each, current)).flatMap((each) => Object.keys(each.entries ?? {}));
}

/** The parts of valibot's schemas that matter here; each kind has some of them. */
interface Loose {
  readonly entries?: Readonly<Record<string, Loose>>;
  readonly options?: readonly unknown[];
  readonly wrapped?: Loose;
  readonly value?: Loose;
  readonly item?: Loose;
  readonly pipe?: readonly Loose[];
  readonly key?: unknown;
  readonly getter?: (value: unknown) => Loose;
}

/** A schema without its wrappers; of a variant, the options that fit what is there. */
function opened(schema: Loose, value: unknown): readonly Loose[] {
  if (schema.getter) return opened(schema.getter(value), value);
  if (schema.wrapped) return opened(schema.wrapped, value);
  if (schema.pipe?.[0] && schema.pipe[0] !== schema) return opened(schema.pipe[0], value);
  if (!schema.options) return [schema];
  const options = schema.options.filter((each): each is Loose => typeof each === 'object' && each !== null);
  const kind =
    typeof schema.key === 'string' ? (value as Record<string, unknown> | undefined)?.[schema.key] : undefined;
  const fitting = options.filter(
    (each) =>
      kind === undefined || (each.entries?.[String(schema.key)] as { literal?: unknown } | undefined)?.literal === kind,
  );
  return fitting.flatMap((each) => opened(each, value));
}

const below = (schema: Loose, value: unknown, key: string | number): readonly Loose[] =>
  opened(schema, value).flatMap((each) =>
    [each.entries?.[String(key)] ?? each.value ?? each.item].filter((found) => found !== undefined),
  );
