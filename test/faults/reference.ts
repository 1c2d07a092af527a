import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as millwright from '../../constructs/index.ts';
import type { Finding } from '../../constructs/model/finding.ts';
import { type Check, checkedOf } from '../../scripts/checks/check.ts';
import { checks } from '../../scripts/checks/index.ts';
import { ENTRY } from '../../scripts/launcher/bundle.mjs';
import { fleetLoader } from '../../scripts/launcher/fleet.mjs';
import type { Host } from '../../scripts/launcher/host.ts';
import { checkManifests } from '../../scripts/manifests/run.ts';
import type { BuiltCluster } from '../../scripts/pipeline/cluster.ts';
import { run } from '../../scripts/pipeline/synth.ts';
import { type Reported, reported } from '../../scripts/report.ts';
import { commit, git, init } from '../fleet/git.ts';
import { root } from '../fleet/run.ts';
import { edit, type Small, write } from '../fleet/small.ts';
import type { Edit, Manifests } from './fault.ts';

/** Where the modules of this process meet the fleet's bundle, which Node imports by itself. */
const meeting = Symbol.for('millwright under test');

/** What the launcher hands over, but for the core: that is what this process has loaded. */
export function hostIn(folder: string): Host {
  // Below such a folder vitest leaves modules to Node, whose stacks lead to the lines of a definition.
  const dir = join(folder, 'node_modules', 'core');
  mkdirSync(dir, { recursive: true });
  Reflect.set(globalThis, meeting, millwright);
  const names = Object.keys(millwright).map((name) => `export const ${name} = core.${name};\n`);
  writeFileSync(join(dir, ENTRY), `const core = globalThis[Symbol.for('${meeting.description}')];\n${names.join('')}`);
  const core = { hash: 'under test', dir, cacheDir: dir };
  return { root, cacheDir: dir, coreHash: core.hash, loadFleet: fleetLoader(root, core) };
}

/** A new temporary folder, which the caller removes. */
export const temporary = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'reference-fleet-')));

/** A copy of the reference fleet below a folder. */
export function copyIn(dir: string, name: string): Small {
  const made = { dir: join(dir, name), fleet: join(dir, name, 'environments'), out: join(dir, name, 'dist') };
  cpSync(join(root, 'environments'), made.fleet, { recursive: true });
  return made;
}

/** A copy that has been synthesised, committed and so released. */
export async function releasedIn(dir: string, name: string, host: Host): Promise<Small> {
  const made = copyIn(dir, name);
  init(made);
  const outcome = await run({ host, fleet: made.fleet, out: made.out, cache: false });
  outcome.write();
  commit(made);
  // A few large files are copied faster than many small ones.
  git(made.dir, ['gc', '-q']);
  return made;
}

/** Breaks files of a folder. */
export function breakIn(folder: string, { edit: edits = [], files = {} }: Edit | Manifests): void {
  write(folder, files);
  for (const [path, from, to] of edits) edit(folder, path, from, to);
}

/** What `check --manifests` says of files for that Kubernetes, with places from a folder. */
export async function lookAtManifests(folder: string, named: string, kubernetes: string): Promise<readonly Reported[]> {
  const outcome = await checkManifests({
    root,
    kubernetes,
    named: [join(folder, named)],
    stdin: async function* () {},
  });
  if ('misuse' in outcome) throw new Error(outcome.misuse);
  const found = await reported(outcome.findings, () => undefined);
  const short = (text: string): string => text.replaceAll(`${folder}/`, '');
  return found.map((each) => ({
    ...each,
    where: short(each.where),
    message: short(each.message),
    source: short(each.source),
  }));
}

/** What a run says, and the clusters that it could plan. */
export interface Looked {
  readonly findings: readonly Finding[];
  readonly built: readonly BuiltCluster[];
  readonly source: (file: string) => string | undefined;
}

/** Loads, plans and checks a fleet; all clusters, or one. */
export async function look(host: Host, { fleet, out }: Small, cluster?: string): Promise<Looked> {
  const built: BuiltCluster[] = [];
  const { findings, source } = await run({
    ...{ host, fleet, out, cluster, cache: false },
    look: async (each) => {
      built.push(each);
      return [];
    },
  });
  return { findings, built, source };
}

/** What each check of the list says of a cluster. */
export const sayingsOf = ({
  plan,
  files,
  definitions,
}: Pick<BuiltCluster, 'plan' | 'files' | 'definitions'>): ReadonlyMap<Check, readonly Finding[]> => {
  const checked = checkedOf(plan, files, root, { definitions });
  return new Map(checks.map((check) => [check, check.run(checked)]));
};

/** Findings as `check --json` prints them. */
export const told = (findings: readonly Finding[], source: Looked['source']): Promise<readonly Reported[]> =>
  reported(findings, source);

/** `<file>:<line>` of the line where a text begins. */
export function placeIn(folder: string, [file, text]: readonly [string, string?]): string {
  if (text === undefined) return file;
  const whole = readFileSync(join(folder, file), 'utf8');
  const at = whole.indexOf(text);
  if (at < 0) throw new Error(`${file} does not hold ${text}`);
  return `${file}:${whole.slice(0, at).split('\n').length}`;
}
