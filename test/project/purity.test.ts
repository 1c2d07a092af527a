import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { impurities } from './purity.ts';

const project = resolve(import.meta.dirname, '../..');
const files = readdirSync(join(project, 'constructs'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) =>
    join(parentPath, name)
      .slice(project.length + 1)
      .replaceAll('\\', '/'),
  );

describe('constructs/', () => {
  test('is TypeScript and JSON', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(files.filter((file) => !/\.(ts|json)$/.test(file))).toEqual([]);
  });

  test('knows of no files, processes, network, clock, randomness or locale', () => {
    const code = files.filter((file) => file.endsWith('.ts'));
    expect(code.flatMap((file) => impurities(file, readFileSync(join(project, file), 'utf8')))).toEqual([]);
  });
});

describe('the check of purity', () => {
  const at = 'constructs/plan/waves.ts';

  test.each([
    ["import { readFileSync } from 'node:fs';", 'imports node:fs'],
    ["import fs from 'fs';", 'imports fs'],
    ["import type { Stats } from 'node:fs';", 'imports node:fs'],
    ["export * from 'node:os';", 'imports node:os'],
    ["export { join } from 'node:path';", 'imports node:path'],
    ["const { get } = await import('node:https');", 'imports node:https'],
    ['const load = (name: string) => import(name);', 'imports what it computes'],
    ["let stats: import('node:fs').Stats;", 'imports node:fs'],
    ["import yaml = require('js-yaml');", 'imports js-yaml'],
    ["import { load } from 'js-yaml';", 'imports js-yaml'],
    ["import { parse } from 'valibot/internal';", 'imports valibot/internal'],
    ["import 'toString';", 'imports toString'],
    [
      "import { run } from '../../scripts/pipeline/synth.ts';",
      'imports scripts/pipeline/synth.ts, which is outside of constructs/',
    ],
    ["import { Deployment } from 'cdk8s-plus-27';", 'imports cdk8s-plus-27, which belongs into constructs/workloads/'],
    ["const fs = require('fs');", 'require'],
    ['const home = process.env.HOME;', 'process'],
    ['const { env } = process;', 'process'],
    ['const around = { process };', 'process'],
    ['const now = Date.now();', 'Date'],
    ['const now = new Date();', 'Date'],
    ['const since = performance.now();', 'performance'],
    ["const answer = await fetch('https://example.org');", 'fetch'],
    ["const hidden = globalThis['process'];", 'globalThis'],
    ['const luck = Math.random();', '.random'],
    ["const luck = Math['random']();", '.random'],
    ['names.sort((a, b) => a.localeCompare(b));', '.localeCompare'],
    ["const words = new Intl.ListFormat('en');", 'Intl'],
    ['const here = import.meta.url;', 'import.meta'],
    ["const run = new Function('return this');", 'Function'],
    ["console.log('seen');", 'console'],
  ])('refuses %s', (code, what) => {
    expect(impurities(at, `\n${code}`)).toEqual([`${at}:2: ${what}`]);
  });

  test.each([
    ["import { Chart } from 'cdk8s'; import * as v from 'valibot'; import { Construct } from 'constructs';"],
    ["import type { Node } from './graph.ts'; const web = () => import('../workloads/web.ts');"],
    ['const spec = { process: 1, Date: 2 }; spec.process; interface Facts { performance: string; fetch(): void }'],
    ["const text = 'process.env, Date.now() and fetch()'; // new Date()"],
  ])('accepts %s', (code) => {
    expect(impurities(at, code)).toEqual([]);
  });

  test('lets cdk8s-plus-27 into its home', () => {
    expect(impurities('constructs/workloads/web.ts', "import { Deployment } from 'cdk8s-plus-27';")).toEqual([]);
  });
});
