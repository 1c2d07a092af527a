import { posix } from 'node:path';
import { parse } from '@babel/parser';

/** Packages that are pure themselves. cdk8s-plus-27 is large, and has one home. */
const packages: Readonly<Record<string, RegExp>> = {
  cdk8s: /^constructs\//,
  'cdk8s-plus-27': /^constructs\/workloads\//,
  constructs: /^constructs\//,
  'fastest-levenshtein': /^constructs\//,
  valibot: /^constructs\//,
};

/** Names of the surroundings that pure code does not know of: files, processes, network, clock, randomness, locale. */
const surroundings: ReadonlySet<string> = new Set([
  ...['process', 'require', 'module', '__dirname', '__filename', 'global', 'globalThis', 'eval', 'Function'],
  ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'navigator', 'console', 'Worker', 'SharedArrayBuffer'],
  ...['Date', 'performance', 'crypto', 'Intl', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
]);

/** Members whose results depend on chance or on where the program runs. */
const members: ReadonlySet<string> = new Set([
  'random',
  'localeCompare',
  'toLocaleString',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
]);

interface Node {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } };
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/**
 * What a file under `constructs/` must not do, each with its line: empty for a pure file.
 *
 * @param file its path from the project's root, with `/`
 * @param text its TypeScript
 */
export function impurities(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const note = (node: Node, what: string) => found.push(`${file}:${node.loc?.start.line}: ${what}`);
  const visit = (node: Node): void => {
    const spec = importOf(node);
    if (spec !== undefined) {
      const fault = faultOf(file, spec);
      if (fault) note(node, fault);
    }
    if (node.type === 'MetaProperty') note(node, 'import.meta');
    if (node.type === 'Identifier' && surroundings.has(String(node['name']))) note(node, String(node['name']));
    const member = node.type.endsWith('MemberExpression') ? nameOf(node['property']) : undefined;
    if (member !== undefined && members.has(member)) note(node, `.${member}`);
    for (const child of children(node)) visit(child);
  };
  visit(parse(text, { sourceType: 'module', plugins: ['typescript'] }).program as unknown as Node);
  return found;
}

/** What a node imports: `import`, `export … from`, `import(…)`, `import x = require(…)`, and `import('…')` as a type. */
function importOf(node: Node): unknown {
  const source = node['source'];
  if (/^(Import|Export(Named|All))Declaration$/.test(node.type)) return source ? textOf(source) : undefined;
  if (node.type === 'ImportExpression') return textOf(source);
  if (node.type === 'CallExpression' && isNode(node['callee']) && node['callee'].type === 'Import')
    return textOf((node['arguments'] as readonly unknown[])[0]);
  if (node.type === 'TSImportType') return textOf(node['argument']);
  return node.type === 'TSExternalModuleReference' ? textOf(node['expression']) : undefined;
}

/** A literal's text; `null` for what is computed. */
function textOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'TSLiteralType') return textOf(node['literal']);
  return node.type === 'StringLiteral' ? String(node['value']) : null;
}

function faultOf(file: string, spec: unknown): string | undefined {
  if (typeof spec !== 'string') return 'imports what it computes';
  if (/^\.\.?\//.test(spec)) {
    const target = posix.join(posix.dirname(file), spec);
    return target.startsWith('constructs/') ? undefined : `imports ${target}, which is outside of constructs/`;
  }
  const home = Object.hasOwn(packages, spec) ? packages[spec] : undefined;
  if (!home) return `imports ${spec}`;
  return home.test(file) ? undefined : `imports ${spec}, which belongs into constructs/workloads/`;
}

const nameOf = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node['name']);
  return node.type === 'StringLiteral' ? String(node['value']) : undefined;
};

/** The nodes below a node, without plain names of members and keys: those are no variables. */
function children(node: Node): Node[] {
  const isName = (key: string) =>
    node['computed'] !== true && (key === 'key' || (key === 'property' && node.type.endsWith('MemberExpression')));
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'loc' || isName(key)) return [];
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
}
