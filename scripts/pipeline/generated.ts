import { capabilities } from '../../constructs/model/capability.ts';
import type { Fleet } from '../../constructs/model/fleet.ts';
import { clusterNames } from '../../constructs/plan/fleet.ts';
import { interfaceName } from '../launcher/catalogue.mjs';

const block = (name: string, members: readonly string[]): string =>
  members.length === 0 ? '' : `  interface ${name} {\n${members.map((member) => `    ${member}\n`).join('')}  }\n`;

/** `registry.ts`: the fleet's own names as types, so that the editor completes them and refuses others. */
export function registryText(fleet: Fleet, label: string): string {
  const own = capabilities.map((capability) =>
    block(
      interfaceName(capability),
      fleet.components
        .filter((component) => component.capability === capability)
        .map(({ id }) => `readonly '${id}'?: Settings<typeof import('./components/${capability}/${id}.ts').default>;`),
    ),
  );
  const clusters = block(
    'Clusters',
    clusterNames(fleet).map((name) => `readonly '${name}': true;`),
  );
  const factories = block(
    'Factories',
    fleet.factories.map(({ name }) => `readonly '${name}': true;`),
  );
  const settings = fleet.components.length > 0 ? "import type { Settings } from 'millwright';\n" : '';
  return `// Written by Millwright from ${label}. It is made anew by every \`npm run synth\`.\n${settings}import type {} from 'millwright/registry';\n\ndeclare module 'millwright/registry' {\n${own.join('')}${clusters}${factories}}\n`;
}

/**
 * `CODEOWNERS`: definitions run in the platform team's build and belong to it; a team owns what machines and it change: its
 * version files and its part of the tree.
 */
export function codeownersText(fleet: Fleet, label: string, tree: string): string {
  const { groups, owners = {} } = fleet.fbe.value;
  const ownerOf = (group: string): string => owners[group] ?? `@${group}`;
  const platform = ownerOf(groups.platform);
  const lines = fleet.factories.flatMap(({ name, value: { groups: team, stages } }) =>
    Object.entries(stages).flatMap(([stage, { promote }]) => {
      const owner = ownerOf(promote === 'review' ? (team.approvers ?? team.developers) : team.developers);
      return [
        [`/${label}/versions/${name}.${stage}.yaml`, owner],
        [`/${tree}/*/*/factories/${name}/${stage}/`, owner],
      ];
    }),
  );
  const all = [['*', platform], ...lines];
  const width = Math.max(...all.map(([path = '']) => path.length));
  return `# Written by Millwright from ${label}/fleet.ts. Change that file and run \`npm run synth\`.\n${all.map(([path = '', team = '']) => `${path.padEnd(width)} ${team}\n`).join('')}`;
}
