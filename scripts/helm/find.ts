import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { environmentFor, type Helm, type HelmSettings, helmAt } from './helm.ts';
import { run } from './run.ts';

/** Why there is no Helm to work with. */
export interface NoHelm {
  /** One sentence without a full stop. */
  readonly missing: string;
  readonly hint: string;
}

export interface Wanted extends Pick<HelmSettings, 'cacheDir' | 'environment' | 'reuse'> {
  /** A program's path, or its name on the PATH; `MILLWRIGHT_HELM` unless given, and `helm` where that is not set either. */
  readonly given?: string | undefined;
}

/** The oldest that is tried: Helm 3.13 brought `--plain-http`, and 3.14 is the oldest release that we run our tests with. */
const oldest = { major: 3, minor: 14 };

/** Finds a Helm and asks for its version. */
export async function findHelm({ given, ...settings }: Wanted): Promise<Helm | NoHelm> {
  const { environment, cacheDir } = settings;
  const named = given ?? (environment['MILLWRIGHT_HELM'] || undefined);
  const path = programAt(named ?? 'helm', environment);
  if (path === undefined) return missing(named, given === undefined ? 'MILLWRIGHT_HELM' : '--helm');
  const asked = await run(path, ['version', '--template', '{{.Version}}'], {
    environment: environmentFor(environment, join(cacheDir, 'helm', 'home')),
    timeout: 30_000,
  });
  const version = asked.out.trim();
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined)
    return { missing: `${path} is no Helm: ${asked.failure || `it says "${version}"`}`, hint: howToGet };
  const isOld = Number(major) < oldest.major || (Number(major) === oldest.major && Number(minor) < oldest.minor);
  if (isOld) return { missing: `${path} is Helm ${version}, which is too old`, hint: howToGet };
  return helmAt({ path, version, ...settings });
}

const howToGet = `install Helm ${oldest.major}.${oldest.minor} or newer (https://helm.sh/docs/intro/install), or name it with --helm`;

const missing = (named: string | undefined, by: string): NoHelm =>
  named === undefined
    ? { missing: 'there is no Helm on the PATH', hint: howToGet }
    : { missing: `there is no program "${named}", which ${by} names`, hint: howToGet };

/** A name is looked for on the PATH, anything else is a path. */
function programAt(name: string, environment: Wanted['environment']): string | undefined {
  const isPath = isAbsolute(name) || /[\\/]/.test(name);
  const folders = isPath ? [''] : (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['', '.exe'] : [''];
  return folders
    .flatMap((folder) => endings.map((ending) => resolve(folder, `${name}${ending}`)))
    .find((path) => isProgram(path));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
