// @ts-check
// Compiles a template of Handlebars to a function without Handlebars: its runtime takes 3 ms to load, and most of the time of
// a README. Loaded only when there is something to bundle.

import handlebars from 'handlebars';

/**
 * @typedef {{
 *   type: string,
 *   value?: string,
 *   original?: string,
 *   escaped?: boolean,
 *   path?: Node & { parts: string[], depth: number },
 *   params?: Node[],
 *   program?: { body: Node[] },
 *   inverse?: { body: Node[] },
 * }} Node what of Handlebars' nodes is read here
 */

/** What the compiled function needs beside the template. */
const RUNTIME = `
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;', '\`': '&#x60;', '=': '&#x3D;' };
const written = (value, name) => {
  if (value === undefined) throw new Error(\`a template misses "\${name}"\`);
  return value === null ? '' : String(value);
};
const escaped = (value, name) => {
  const text = written(value, name);
  return /[&<>"'\`=]/.test(text) ? text.replace(/[&<>"'\`=]/g, (char) => ESCAPES[char]) : text;
};
const holds = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
`;

/**
 * @param {string} source with \`{{x}}\`, \`{{{x}}}\`, \`{{#if x}}\`, \`{{#each x}}\` and \`{{this}}\`, and nothing else of Handlebars
 * @returns {string} a module that exports a function from data to text
 * @throws {Error} naming what it does not compile
 */
export function compiledTemplate(source) {
  const { body } = /** @type {{ body: Node[] }} */ (/** @type {unknown} */ (handlebars.parse(source)));
  return `${RUNTIME}
export default (data) => {
  let text = '';
${statements(body, 'data', 0)}
  return text;
};
`;
}

/**
 * @param {readonly Node[]} nodes
 * @param {string} context the variable whose fields they name
 * @param {number} depth
 * @returns {string}
 */
const statements = (nodes, context, depth) => nodes.map((node) => statement(node, context, depth)).join('\n');

/**
 * @param {Node} node
 * @param {string} context
 * @param {number} depth
 * @returns {string}
 */
function statement(node, context, depth) {
  if (node.type === 'ContentStatement') return node.value === '' ? '' : `text += ${JSON.stringify(node.value)};`;
  if (node.type === 'CommentStatement') return '';
  const name = node.path?.original ?? '';
  if (node.type === 'MustacheStatement' && node.params?.length === 0)
    return `text += ${node.escaped ? 'escaped' : 'written'}(${field(node.path, context)}, ${JSON.stringify(name)});`;
  const [param] = node.params ?? [];
  if (node.type === 'BlockStatement' && node.params?.length === 1 && !node.inverse) {
    const body = node.program?.body ?? [];
    const value = field(param, context);
    if (name === 'if') return `if (holds(${value})) {\n${statements(body, context, depth)}\n}`;
    const [list, at, item] = [`list${depth}`, `at${depth}`, `item${depth}`];
    if (name === 'each')
      return `for (let ${at} = 0, ${list} = ${value}; ${at} < ${list}.length; ${at}++) {
const ${item} = ${list}[${at}];
${statements(body, item, depth + 1)}
}`;
  }
  throw new Error(`templates here know no ${node.type} of "${name}"`);
}

/**
 * @param {Node | undefined} node
 * @param {string} context
 */
function field(node, context) {
  const path = /** @type {{ type: string, original: string, parts: string[], depth: number }} */ (node);
  if (path.type !== 'PathExpression' || path.depth > 0 || path.original.startsWith('@'))
    throw new Error(`templates here know no "${path.original}"`);
  return path.parts.reduce((value, part) => `${value}[${JSON.stringify(part)}]`, context);
}
