#!/usr/bin/env node
// @ts-check
/**
 * Makes this folder's data from upstream's definitions. What it is given replaces what the same component, or the same Kubernetes
 * minor, had; everything else stays. README.md says what the files mean.
 */
/** @import { Whole } from './make/definitions.mjs' */
/** @import { Minor } from './make/kubernetes.mjs' */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { byText, compact, grouped } from './make/compact.mjs';
import { definitionsOf } from './make/definitions.mjs';
import { idOf, presentDefinitions, presentMinors, writeAll } from './make/files.mjs';
import { byMinor, minorOf } from './make/kubernetes.mjs';

/**
 * Which component's file counts where several hold the same kind, by API group. prometheus-operator-crds is the release of the
 * operator's definitions alone; kube-prometheus-stack and alertmanager come with copies.
 * @type {Record<string, string>}
 */
const owners = { 'monitoring.coreos.com': 'prometheus-operator-crds' };

/** @param {string[]} paths files, or folders for the files directly in them @param {RegExp} endings */
const filesOf = (paths, endings) =>
  paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => endings.test(name));
    return names.sort(byText).map((name) => join(path, name));
  });

/** Do two components define a kind alike, prose aside? @param {Whole} a @param {Whole} b */
function alike(a, b) {
  const [one, other] = [a, b].map(({ plural, scope, versions }) => {
    const names = [...versions.keys()].sort(byText);
    const states = names.map((name) => ({ ...versions.get(name), name, schema: undefined }));
    return [plural, scope, states, compact([names.map((name) => versions.get(name)?.schema ?? {})])];
  });
  return isDeepStrictEqual(one, other);
}

/**
 * One definition a kind: the owner's, or the first of equal ones.
 * @param {Whole[]} all
 * @returns {Whole[]} sorted by group and kind
 * @throws {Error} if two components define a kind differently and `owners` does not say whose counts
 */
function chosen(all) {
  const kinds = [...grouped(all, idOf)].map(([id, candidates]) => {
    const [first, ...rest] = candidates.sort((a, b) => byText(a.component, b.component));
    const owned = candidates.find(({ group, component }) => owners[group] === component);
    if (!first || rest.length === 0) return candidates;
    const names = candidates.map(({ component }) => component).join(', ');
    if (!owned && !rest.every((other) => alike(first, other)))
      throw new Error(`${id} differs between ${names}: say in scripts/schemas/make.mjs, owners, whose counts`);
    console.log(`${id}: ${(owned ?? first).component}'s counts, of ${names}`);
    return [owned ?? first];
  });
  return kinds.flat().sort((a, b) => byText(a.group, b.group) || byText(a.kind, b.kind));
}

/**
 * @param {string} root @param {string[]} paths @param {string} [component]
 * @returns {Whole[]}
 */
function allDefinitions(root, paths, component) {
  const given = filesOf(paths, /\.(json|ya?ml)$/).flatMap((file) => definitionsOf(file, component));
  if (paths.length > 0 && given.length === 0) throw new Error(`no custom resource definition in ${paths.join(', ')}`);
  const components = new Set(given.map((whole) => whole.component));
  return chosen([...presentDefinitions(root).filter((whole) => !components.has(whole.component)), ...given]);
}

/** @param {string} root @param {string[]} paths @returns {Map<string, Minor>} */
const allMinors = (root, paths) => new Map([...presentMinors(root), ...filesOf(paths, /\.json$/).map(minorOf)]);

/** @param {number} bytes */
const kibibytes = (bytes) => `${Math.ceil(bytes / 1024)} KiB`;

const { argv } = yargs(hideBin(process.argv))
  .scriptName('node scripts/schemas/make.mjs')
  .options({
    definitions: {
      type: 'string',
      array: true,
      default: [],
      describe: 'files or folders with custom resource definitions',
    },
    kubernetes: {
      type: 'string',
      array: true,
      default: [],
      describe: 'files or folders, one swagger.json a Kubernetes minor',
    },
    component: { type: 'string', describe: 'who installs the definitions; else the name of each file' },
    root: { type: 'string', default: resolve(import.meta.dirname, '../..'), describe: 'the project to write to' },
  })
  .strict();
try {
  const { root, definitions, kubernetes, component } = await argv;
  const made = allDefinitions(root, definitions, component);
  const minors = allMinors(root, kubernetes);
  const bytes = writeAll(root, made, minors);
  console.log(`${made.length} custom resources, ${kibibytes(bytes.customResources)}`);
  console.log(`Kubernetes ${[...minors.keys()].sort(byMinor).join(', ')}, ${kibibytes(bytes.kubernetes)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
