import { resolve } from 'node:path';
import { profileNames } from '../../constructs/model/capability.ts';
import type { CatalogueEntry } from '../../constructs/model/component.ts';
import type { Options as ComponentOptions } from '../../constructs/model/option.ts';
import { versionOf } from '../../constructs/model/source.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import { profiles } from '../../constructs/profiles/index.ts';
import { loadAllComponents } from '../pipeline/catalogue.ts';
import { componentsOf } from '../pipeline/load.ts';
import { fleetFiles, listFolder } from '../pipeline/read.ts';
import { labelOf } from '../pipeline/synth.ts';
import { type Folders, folders, type Verb, type World } from './verb.ts';

interface Options extends Folders {
  id?: string | undefined;
  json: boolean;
}

/** `millwright catalog`: the components, or one of them with its options. */
export const catalog: Verb<Options> = (world) => ({
  command: 'catalog [id]',
  describe: 'List the components, or the options of one',
  builder: (yargs) =>
    folders(yargs)
      .positional('id', { type: 'string', describe: 'A component' })
      .option('json', { type: 'boolean', default: false, describe: 'Print as JSON' }),
  handler: async ({ id, json, fleet }) => {
    const entries = [...(await loadAllComponents()), ...(await ownComponents(world, resolve(fleet)))];
    const chosen = id === undefined ? entries : entries.filter((entry) => entry.id === id);
    if (chosen.length === 0) {
      world.err(
        `there is no component "${id}"${didYouMean(
          id ?? '',
          entries.map((entry) => entry.id),
        )}\n`,
      );
      world.exit(2);
      return;
    }
    if (json) world.out(`${JSON.stringify(chosen.map(row), undefined, 2)}\n`);
    else world.out(id === undefined ? table(chosen) : chosen.map(details).join('\n'));
    world.exit(0);
  },
});

/** The fleet's own components; none where there is no fleet. */
async function ownComponents({ host }: World, fleet: string): Promise<readonly CatalogueEntry[]> {
  const files = fleetFiles(fleet, listFolder);
  const definitions = files.definitions.filter((path) => path.startsWith('components/'));
  if (definitions.length === 0) return [];
  const { modules } = await host.loadFleet(fleet, definitions);
  return componentsOf(labelOf(host.root, fleet), definitions, modules).components.map((own) => ({ ...own }));
}

/** A component as `--json` prints it. */
function row({ id, capability, component }: CatalogueEntry) {
  const { title = id, status = 'active', source, systems } = component;
  return {
    id,
    capability,
    title,
    systems: systems ?? [title],
    status: status === 'active' ? 'active' : 'archived',
    successor: status === 'active' ? null : status.archived,
    source,
    profiles: profileNames.filter((name) => profiles[name][capability].components.includes(id)),
  };
}

function table(entries: readonly CatalogueEntry[]): string {
  const cells = entries.map((entry) => [
    entry.id,
    versionOf(entry.component.source),
    entry.capability,
    entry.component.summary,
  ]);
  const width = [0, 1, 2].map((column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  return cells
    .map((line) => `${line.map((cell, column) => (column < 3 ? cell.padEnd(width[column] ?? 0) : cell)).join('  ')}\n`)
    .join('');
}

function details({ id, capability, component }: CatalogueEntry): string {
  const options: ComponentOptions = component.options ?? {};
  const lines = Object.entries(options).map(
    ([name, { sentence, shape, presence }]) =>
      `  ${name}: ${shape.type}${shape.range ? ` (${shape.range})` : ''}, ${presence}\n    ${sentence}\n`,
  );
  return `${id} (${capability}): ${component.summary}\n${lines.length > 0 ? `options\n${lines.join('')}` : 'no options\n'}every component also takes: values, version, patches, namespace\n`;
}
