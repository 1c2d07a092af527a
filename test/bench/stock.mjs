// @ts-check
// The same objects as somebody writes them with cdk8s alone: ApiObjects in a chart a file, an App a cluster, `synth`.
// make-floor.mjs puts the objects in front of this text. What is no Kubernetes object (values, READMEs) is left out, and
// nothing is checked.

import { createRequire } from 'node:module';

/** @param {readonly import('./floor.mjs').File[]} files @param {readonly string[]} _folders @param {readonly import('./floor.mjs').Place[]} places */
export function run(files, _folders, places) {
  const [out = '', root = ''] = process.argv.slice(2);
  /** @type {typeof import('cdk8s')} */
  const { ApiObject, App, Chart } = createRequire(`${root}/package.json`)('cdk8s');
  for (const place of places) {
    const app = new App({ outdir: `${out}/${place[0]}/${place[1]}` });
    for (const [path, content] of files) {
      const [, ...documents] = content(...place);
      if (!path.endsWith('.yaml')) continue;
      const chart = new Chart(app, path.replaceAll(/[^a-z0-9]+/g, '-'));
      for (const [index, document] of documents.entries()) {
        const object = /** @type {any} */ (document);
        if (object.apiVersion && object.kind) new ApiObject(chart, `object-${index}`, object);
      }
    }
    app.synth();
  }
}
