#!/usr/bin/env node
// @ts-check
// Makes this folder's data from folders with charts. README.md says what the files mean.

import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';

/** The maker is TypeScript, which Node 20 does not run. @returns {Promise<typeof import('../import/folders.ts')>} */
async function maker() {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../import/folders.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')}`);
}

const { argv } = yargs(hideBin(process.argv))
  .scriptName('node scripts/charts/make.mjs')
  .usage('$0 FOLDER…')
  .version(false)
  .demandCommand(1, 'name the folder of a chart')
  .option('to', { type: 'string', default: import.meta.dirname, describe: 'the folder that holds shapes/' })
  .strictOptions();
try {
  const { _: folders, to } = await argv;
  const { make } = await maker();
  for (const { chart, version, subcharts } of make(resolve(to), folders.map(String))) {
    const unknown = subcharts.filter(({ known }) => !known).map(({ at }) => at.join('.'));
    console.log(`${chart} ${version}${unknown.length > 0 ? `; unknown subcharts: ${unknown.join(', ')}` : ''}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
