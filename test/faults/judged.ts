import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../scripts/checks/check.ts';
import type { Host } from '../../scripts/launcher/host.ts';
import type { BuiltCluster } from '../../scripts/pipeline/cluster.ts';
import type { Reported } from '../../scripts/report.ts';
import type { Small } from '../fleet/small.ts';
import type { Addition, Change, Edit, Fault, Manifests, Saying } from './fault.ts';
import { injected } from './inject.ts';
import { breakIn, type Looked, look, lookAtManifests, placeIn, sayingsOf, told } from './reference.ts';
import { type Placed, says } from './verdict.ts';

/** What came of a fault. */
export interface Judged {
  readonly sayings: readonly Placed[];
  readonly found: readonly Reported[];
  /** The checks of the list that say what the fault is for; none where loading, planning or the guard says it. */
  readonly by: readonly Check[];
  /** What is found when what says it is taken away. */
  readonly without: readonly Reported[];
}

/** The reference fleet, in folders that faults are put into copies of. */
export interface Reference {
  readonly host: Host;
  /** A folder for copies. */
  readonly dir: string;
  readonly sound: Small;
  readonly whole: Looked;
  /** One whose tree has been committed, and so released. */
  readonly released: Small;
}

/** Puts a fault into the reference fleet, and says what is found with every check and without the one meant for it. */
export async function judge(reference: Reference, fault: Fault): Promise<Judged> {
  const { inject } = fault;
  if ('manifests' in inject) return judgeManifests(reference, fault, inject);
  if ('change' in inject || 'add' in inject) return judgeObjects(reference, fault, inject);
  return judgeDefinitions(reference, fault, inject);
}

async function judgeDefinitions(reference: Reference, fault: Fault, inject: Edit): Promise<Judged> {
  const broken = copyOf(inject.released ? reference.released : reference.sound, reference.dir);
  breakIn(broken.fleet, inject);
  const { findings, built, source } = await look(reference.host, broken, fault.on);
  return judged(reference, fault, broken, { findings, source }, built);
}

async function judgeManifests(reference: Reference, fault: Fault, inject: Manifests): Promise<Judged> {
  const folder = join(reference.dir, `fault-${++copies}`);
  cpSync(join(reference.released.out, fault.on, inject.manifests), join(folder, inject.manifests), { recursive: true });
  breakIn(folder, inject);
  const found = await lookAtManifests(folder, inject.manifests, kubernetes);
  const sayings = [fault, ...(fault.also ?? [])].map((saying) => ({
    ...saying,
    source: saying.at ? placeIn(folder, saying.at) : '',
  }));
  return { sayings, found, by: [], without: found.filter(({ check }) => check !== fault.check) };
}

async function judgeObjects(reference: Reference, fault: Fault, inject: Change | Addition): Promise<Judged> {
  const { sound, whole } = reference;
  const cluster = whole.built.find(({ plan }) => plan.facts.id === fault.on);
  if (!cluster) throw new Error(`there is no cluster ${fault.on}`);
  const broken = { ...cluster, files: injected(cluster.files, inject) };
  return judged(reference, fault, sound, { findings: cluster.plan.findings, source: whole.source }, [broken]);
}

/** What every cluster of the reference fleet runs. */
const kubernetes = '1.35';

let copies = 0;
/** A copy of the definitions and of what git knows; the tree itself is made anew by every run. */
function copyOf({ dir }: Small, into: string): Small {
  const copy = join(into, `fault-${++copies}`);
  cpSync(dir, copy, { recursive: true, filter: (path) => path !== join(dir, 'dist') });
  return { dir: copy, fleet: join(copy, 'environments'), out: join(copy, 'dist') };
}

/** What is found of the fleet as it is is no row's business: one test says that there is nothing. */
async function judged(
  { whole }: Reference,
  fault: Fault,
  fleet: Small,
  { findings, source }: Pick<Looked, 'findings' | 'source'>,
  clusters: readonly Pick<BuiltCluster, 'plan' | 'files' | 'definitions'>[],
): Promise<Judged> {
  const placed = (saying: Saying): Placed => ({
    ...saying,
    source: `environments/${placeIn(fleet.fleet, saying.at ?? [`${fault.on.split('/')[0]}.ts`, 'export default'])}`,
  });
  const said = clusters.flatMap((cluster) => [...sayingsOf(cluster)]);
  const byChecks = await Promise.all(
    said.map(async ([check, each]) => ({ check, findings: await told(each, source) })),
  );
  const all = keyed(byChecks.flatMap((each) => each.findings));
  const early = (await told(findings, source)).filter((finding) => !all.has(keyOf(finding)));
  const before = keyed(await told(whole.findings, whole.source));
  const meant = placed(fault);
  const by = byChecks.filter((each) => each.findings.some((finding) => says(meant, finding))).map(({ check }) => check);
  const others = byChecks.filter(({ check }) => !by.includes(check)).flatMap((each) => each.findings);
  return {
    sayings: [meant, ...(fault.also ?? []).map(placed)],
    found: [...early, ...all.values()].filter((finding) => !before.has(keyOf(finding))),
    by,
    without: [...(by.length > 0 ? early : early.filter(({ check }) => check !== fault.check)), ...others],
  };
}

const keyOf = (finding: Reported): string => JSON.stringify(finding);
const keyed = (findings: readonly Reported[]): ReadonlyMap<string, Reported> =>
  new Map(findings.map((finding) => [keyOf(finding), finding]));
