// @ts-check
// Makes the floor of a fleet, and the same for stock cdk8s, from the tree of its first cluster.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

/** @typedef {{ environment: string, name: string, contact: string }} Place what of a tree varies by cluster */

/** @param {string} folder @returns {string[]} sorted */
const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** @param {string} tree @returns how many files and objects it holds */
export function countTree(tree) {
  const paths = filesBelow(tree);
  const yaml = paths.filter((path) => path.endsWith('.yaml'));
  const objects = yaml.reduce((sum, path) => sum + loadAll(readFileSync(join(tree, path), 'utf8')).length, 0);
  return { files: paths.length, objects };
}

/**
 * Writes a script with the objects of every cluster as literals, and the text of a runtime that does something with them.
 *
 * @param {object} order
 * @param {string} order.tree a tree of ours
 * @param {readonly Place[]} order.places its clusters; the first one's files are read
 * @param {'floor.mjs' | 'stock.mjs'} order.runtime
 * @param {string} order.script which is written
 */
export function makeScript({ tree, places, runtime, script }) {
  const [model] = places;
  if (!model) throw new Error('a floor needs a cluster');
  const folder = join(tree, model.environment, model.name);
  const paths = filesBelow(folder);
  const lines = paths.map((path) => fileLine(path, readFileSync(join(folder, path), 'utf8'), model));
  const folders = [...new Set(paths.map((path) => path.replace(/[^/]*$/, '')))];
  const clusters = places.map(({ environment, name, contact }) => [environment, name, contact]);
  const text = readFileSync(new URL(runtime, import.meta.url), 'utf8').replaceAll('export function', 'function');
  const data = `[\n${lines.join('')}],\n${JSON.stringify(folders)},\n${JSON.stringify(clusters)}`;
  writeFileSync(script, `${text}\nrun(${data});\n`);
}

/**
 * Writes a Helm chart whose templates are a cluster's YAML as it is.
 *
 * @param {string} folder of the cluster
 * @param {string} chart which is made
 */
export function writeChart(folder, chart) {
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: tree\nversion: 1.0.0\n');
  const paths = filesBelow(folder).filter((path) => path.endsWith('.yaml'));
  for (const path of paths)
    writeFileSync(
      join(chart, 'templates', path.replaceAll('/', '.')),
      readFileSync(join(folder, path), 'utf8').replaceAll('{{', '{{ "{{" }}'),
    );
}

/** @param {string} path @param {string} text @param {Place} model */
function fileLine(path, text, model) {
  const end = text.indexOf('\n') + 1;
  const parts = path.endsWith('.yaml') ? [text.slice(0, end), ...loadAll(text.slice(end))] : text;
  return `['${path}', (environment, name, contact) => ${code(parts, model)}],\n`;
}

/**
 * A value as JavaScript; keys keep their order.
 *
 * @param {unknown} value
 * @param {Place} model
 * @returns {string}
 */
function code(value, model) {
  if (typeof value === 'string') return stringCode(value, model);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => code(item, model)).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, held]) => `${keyCode(key)}: ${code(held, model)}`)
    .join(', ')}}`;
}

/** @param {string} key */
const keyCode = (key) => (/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key));

/**
 * A string, with what varies by cluster as template expressions.
 *
 * @param {string} text
 * @param {Place} model
 */
function stringCode(text, model) {
  const escaped = text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
  let template = escaped;
  for (const variable of /** @type {const} */ (['contact', 'environment', 'name']))
    template = template.replaceAll(model[variable], `\${${variable}}`);
  if (template !== escaped || text.includes('\n')) return `\`${template}\``;
  return JSON.stringify(text);
}
