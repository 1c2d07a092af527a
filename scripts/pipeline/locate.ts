import type { Expression, File, Node, ObjectExpression } from '@babel/types';
import type { Place } from '../../constructs/model/finding.ts';
import type { LocateError } from '../../constructs/plan/refusals.ts';
import type { LoadedFleet } from '../launcher/host.ts';

/** Turns a place in a user's file into `file:line`, as deep as the file shows it. */
export type Locate = (place: Place) => string;

/**
 * @param read the text of a file as messages name it, or nothing
 * @returns a function that remembers the files it has parsed; the parser is loaded with it, so make it only when there is
 *   something to report
 */
export async function locator(read: (file: string) => string | undefined): Promise<Locate> {
  const { parse } = await import('@babel/parser');
  const parsed = new Map<string, File | undefined>();
  const fileOf = (name: string): File | undefined => {
    if (!parsed.has(name))
      parsed.set(
        name,
        attempt(() => parse(read(name) ?? '', { sourceType: 'module', plugins: ['typescript'], errorRecovery: true })),
      );
    return parsed.get(name);
  };
  return ({ file, path, line: known }) => {
    if (known !== undefined) return `${file}:${known}`;
    if (/\.ya?ml$/.test(file)) return `${file}:${yamlLine(read(file) ?? '', path)}`;
    const tree = file.endsWith('.ts') ? fileOf(file) : undefined;
    const line = tree && lineOf(tree, path);
    return line === undefined ? file : `${file}:${line}`;
  };
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** The line of the deepest key of a path below the file's default export. */
function lineOf(file: File, path: Place['path']): number | undefined {
  const exported = file.program.body.find((statement) => statement.type === 'ExportDefaultDeclaration');
  if (exported?.type !== 'ExportDefaultDeclaration') return undefined;
  let line = exported.loc?.start.line;
  let current: Node | undefined = argumentOf(file, exported.declaration);
  for (const key of path) {
    const next: Node | undefined = current && step(file, current, key);
    if (!next) break;
    line = next.loc?.start.line ?? line;
    current = unwrapped(file, next);
  }
  return line;
}

/** What a declaration function is given: the first argument of `environment({ … })`. */
function argumentOf(file: File, node: Node): Node | undefined {
  const value = unwrapped(file, node);
  return value?.type === 'CallExpression' ? unwrapped(file, value.arguments[0]) : value;
}

function step(file: File, node: Node, key: string | number): Node | undefined {
  if (node.type === 'ArrayExpression') return node.elements[Number(key)] ?? undefined;
  if (node.type === 'CallExpression')
    return node.arguments[0] && step(file, unwrapped(file, node.arguments[0]) ?? node, key);
  return node.type === 'ObjectExpression' ? property(file, node, String(key)) : undefined;
}

function property(file: File, object: ObjectExpression, key: string): Node | undefined {
  for (const each of [...object.properties].reverse()) {
    if (each.type === 'SpreadElement') {
      const spread = unwrapped(file, each.argument);
      const found = spread?.type === 'ObjectExpression' ? property(file, spread, key) : undefined;
      if (found) return found;
    } else if (!each.computed && nameOf(each.key) === key) return each;
  }
  return undefined;
}

const nameOf = (node: Node): string | undefined => {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'StringLiteral' || node.type === 'NumericLiteral' ? String(node.value) : undefined;
};

/** An expression without what TypeScript wraps around it; a name stands for the constant of the same file. */
function unwrapped(file: File, node: Node | null | undefined): Node | undefined {
  if (!node) return undefined;
  if (node.type === 'ObjectProperty')
    return unwrapped(file, node.shorthand ? constant(file, nameOf(node.key)) : node.value);
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression' || node.type === 'TSNonNullExpression')
    return unwrapped(file, node.expression);
  if (node.type === 'Identifier') return unwrapped(file, constant(file, node.name));
  // What a component computes stands where its function returns it.
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') return unwrapped(file, node.body);
  return node;
}

function constant(file: File, name: string | undefined): Expression | undefined {
  for (const statement of file.program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations)
      if (id.type === 'Identifier' && id.name === name && init) return init;
  }
  return undefined;
}

/** Such files are a few levels deep with one key a line, so a key's line is found by reading down; an item's by its dash. */
function yamlLine(text: string, path: Place['path']): number {
  const lines = text.split('\n');
  let line = 0;
  for (const key of path) {
    if (typeof key === 'number') {
      line = itemLine(lines, line, key) ?? line;
      continue;
    }
    const found = lines.findIndex(
      (content, index) => index >= line && new RegExp(`^\\s*(?:- )?['"]?${escaped(key)}['"]?\\s*:`).test(content),
    );
    const inline = lines.findIndex(
      (content, index) => index >= line && new RegExp(`[{,]\\s*['"]?${escaped(key)}['"]?\\s*:`).test(content),
    );
    const next = found >= 0 ? found : inline;
    if (next < 0) break;
    line = next;
  }
  return line + 1;
}

/** The line of an item of the first list below a line. */
function itemLine(lines: readonly string[], from: number, item: number): number | undefined {
  const first = lines.findIndex((content, index) => index > from && /^\s*-(\s|$)/.test(content));
  const dash = `${/^\s*/.exec(lines[first] ?? '')?.[0]}-`;
  return lines.flatMap((content, index) => (index >= first && content.startsWith(dash) ? [index] : []))[item];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where in a fleet's files an error was thrown. */
export const locateIn =
  ({ loaded, label }: { readonly loaded: LoadedFleet; readonly label: string }): LocateError =>
  (error) => {
    const found = loaded.locate(error);
    return found && { file: `${label}/${found.file}`, path: [], line: found.line };
  };
