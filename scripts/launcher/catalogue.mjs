// @ts-check
// The list of components, made from the folders: a file under constructs/platform/<capability>/ is a component.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEADER = '// Generated from the folders by `npm run synth`: add a component file, not a line here.\n';

/** @typedef {{ capability: string, id: string }} Listed */

/**
 * The components of a folder, sorted by capability and id.
 *
 * @param {string} folder `constructs/platform`
 * @returns {Listed[]}
 */
export function listComponents(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: capability }) =>
      readdirSync(join(folder, capability), { withFileTypes: true })
        .filter(
          (entry) => entry.isFile() && entry.name.endsWith('.ts') && isComponent(join(folder, capability, entry.name)),
        )
        .map((entry) => ({ capability, id: entry.name.slice(0, -3) })),
    )
    .sort((a, b) => (`${a.capability}/${a.id}` < `${b.capability}/${b.id}` ? -1 : 1));
}

/**
 * Beside components lie files that they share; those declare none.
 *
 * @param {string} file
 */
const isComponent = (file) => /^export default component\(/m.test(readFileSync(file, 'utf8'));

/**
 * The interface that lists what may stand under a capability: `image-scanning` is `ImageScanning`.
 *
 * @param {string} capability
 */
export const interfaceName = (capability) =>
  capability
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/**
 * The two generated files: types for completion, and a loader for each component.
 *
 * @param {readonly Listed[]} components
 */
export function catalogueTexts(components) {
  const capabilities = [...new Set(components.map(({ capability }) => capability))];
  const interfaces = capabilities.map((capability) => {
    const lines = components
      .filter((each) => each.capability === capability)
      .map(({ id }) => `    readonly '${id}'?: Settings<typeof import('./${capability}/${id}.ts').default>;\n`);
    return `  interface ${interfaceName(capability)} {\n${lines.join('')}  }\n`;
  });
  const loaders = components.map(
    ({ capability, id }) =>
      `  '${id}': { capability: '${capability}', load: () => import('./${capability}/${id}.ts') },\n`,
  );
  return {
    'registry.ts': `${HEADER}import type { Settings } from '../model/component.ts';\n\ndeclare module '../model/registry.ts' {\n${interfaces.join('')}}\n`,
    'catalogue.ts': `${HEADER}\n/** Every component of ours: its capability, and how to load it. */\nexport const components = {\n${loaders.join('')}} as const;\n`,
  };
}

/**
 * Brings the generated files up to date. A file that is right is not touched.
 *
 * @param {string} root Millwright's own folder
 */
export function refreshCatalogue(root) {
  const folder = join(root, 'constructs', 'platform');
  const texts = catalogueTexts(listComponents(folder));
  for (const [name, text] of Object.entries(texts)) {
    const file = join(folder, name);
    if (read(file) !== text) writeFileSync(file, text);
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
