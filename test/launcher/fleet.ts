import fs from 'node:fs';
import { beforeAll, beforeEach } from 'vitest';
import { type Core, openCore } from '../../scripts/launcher/bundle.mjs';
import { fleetLoader } from '../../scripts/launcher/fleet.mjs';
import { isFleetError, type LoadedFleet, type LoadFleet } from '../../scripts/launcher/host.ts';
import { miniProject, temporary } from './project.ts';

/** A core, and an empty folder for a fleet, which is another one for each test. */
export interface Scene {
  root: string;
  dir: string;
  core: Core;
  loadFleet: LoadFleet;
}

/** Makes a scene for the tests of a file; its fields are set when a test runs. */
export function scene(): Scene {
  const made = {} as Scene;
  beforeAll(async () => {
    made.root = miniProject();
    made.core = await openCore(made.root);
    made.loadFleet = fleetLoader(made.root, made.core);
    return () => fs.rmSync(made.root, { recursive: true });
  });
  beforeEach(() => {
    const dir = temporary();
    made.dir = dir;
    return () => fs.rmSync(dir, { recursive: true });
  });
  return made;
}

/** Loads all files that lie at a fleet's top. */
export const load = ({ dir, loadFleet }: Scene): Promise<LoadedFleet> =>
  loadFleet(
    dir,
    fs
      .readdirSync(dir)
      .filter((name) => name.endsWith('.ts'))
      .sort(),
  );

/** The default exports of a fleet, by file. */
export const defaults = (fleet: LoadedFleet): Record<string, unknown> =>
  Object.fromEntries([...fleet.modules].map(([file, module]) => [file, module.default]));

/** Loads a fleet that cannot be loaded; `file:line text` of each problem comes out. */
export async function problems(made: Scene): Promise<string[]> {
  const error = await load(made).catch((thrown: unknown) => thrown);
  if (!isFleetError(error)) throw error;
  return error.problems.map(({ file, line, text }) => `${file}:${line} ${text}`);
}

/** A fleet of two environments, one of them with parts. */
export const TWO = {
  'production.ts': `import { environment } from 'millwright';\nimport { domain } from './parts/domain.ts';\nexport default environment({ name: 'production', domain });\n`,
  'staging.ts': `import { environment } from 'millwright';\nexport default environment({ name: 'staging' });\n`,
  'parts/domain.ts': `import data from './data.json' with { type: 'json' };\nexport const domain: string = data.domain;\n`,
  'parts/data.json': `{ "domain": "example.org" }`,
};
