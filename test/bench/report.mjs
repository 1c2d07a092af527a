// @ts-check
// Rows of the benchmark, and the bounds that they must keep.

/** @typedef {import('./measure.mjs').Cost} Cost */
/** @typedef {{ scenario: string, clusters: number, objects: number, files: number }} About */
/** @typedef {About & Cost & { ratio: number }} Row seconds; `ratio` is of user and system time, to the floor's */

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** @param {number} number */
const rounded = (number) => Math.round(number * 1000) / 1000;

/**
 * @param {About} about
 * @param {readonly { ours: Cost, floor: Cost }[]} pairs runs next to each other
 * @returns {Row}
 */
export function medianRow(about, pairs) {
  const of = (/** @type {keyof Cost} */ what) => rounded(median(pairs.map(({ ours }) => ours[what])));
  const ratio = rounded(median(pairs.map(({ ours, floor }) => cpu(ours) / cpu(floor))));
  return { ...about, user: of('user'), system: of('system'), wall: of('wall'), peakMB: of('peakMB'), ratio };
}

/** @param {Cost} cost */
const cpu = ({ user, system }) => user + system;

/** What must hold, each with what it is called. @type {readonly { name: string, holds: (rows: readonly Row[]) => boolean | undefined }[]} */
const bounds = [
  { name: 'C = 10, cold: at most 3 times the floor', holds: ratioAtMost('cold', 10, 3) },
  { name: 'C = 50, cold: at most 3 times the floor', holds: ratioAtMost('cold', 50, 3) },
  { name: 'C = 10, unchanged: at most the floor that compares', holds: ratioAtMost('unchanged', 10, 1) },
  { name: 'C = 10, one cluster edited: at most twice the floor that compares', holds: ratioAtMost('edited', 10, 2) },
  { name: 'C = 50, cold: at most 5.5 times the user time of C = 10', holds: grows },
  { name: 'check --manifests: at most twice kubeconform', holds: besideKubeconform },
  { name: 'C = 50: at most 200 MB', holds: (rows) => among(rows, 50, ({ peakMB }) => peakMB < 200) },
];

/** @param {string} scenario @param {number} clusters @param {number} most @returns {(rows: readonly Row[]) => boolean | undefined} */
function ratioAtMost(scenario, clusters, most) {
  return (rows) =>
    among(
      rows.filter((row) => row.scenario === scenario),
      clusters,
      ({ ratio }) => ratio <= most,
    );
}

/** @param {readonly Row[]} rows @returns {boolean | undefined} */
function grows(rows) {
  const userAt = (/** @type {number} */ count) =>
    rows.find(({ scenario, clusters }) => scenario === 'cold' && clusters === count)?.user;
  const [ten, fifty] = [userAt(10), userAt(50)];
  return ten === undefined || fifty === undefined ? undefined : fifty <= 5.5 * ten;
}

/** What `check --manifests` over some objects is called. */
export const manifestsScenario = 'check --manifests';

/** @param {readonly Row[]} rows @returns {boolean | undefined} */
function besideKubeconform(rows) {
  const row = rows.find(({ scenario }) => scenario === manifestsScenario);
  return row && row.ratio <= 2;
}

/** @param {readonly Row[]} rows @param {number} clusters @param {(row: Row) => boolean} holds @returns nothing if there is no such row */
function among(rows, clusters, holds) {
  const own = rows.filter((row) => row.clusters === clusters && ['cold', 'unchanged', 'edited'].includes(row.scenario));
  return own.length === 0 ? undefined : own.every(holds);
}

/** @param {readonly Row[]} rows @returns {string[]} the bounds that were measured and do not hold */
export const brokenBounds = (rows) => bounds.filter(({ holds }) => holds(rows) === false).map(({ name }) => name);

/** @param {readonly Row[]} rows */
export function table(rows) {
  const head = ['scenario', 'clusters', 'objects', 'files', 'user s', 'system s', 'wall s', 'peak MB', 'ratio'];
  const cells = rows.map((row) => [
    row.scenario,
    // Manifests of others are of no cluster.
    row.clusters === 0 ? '–' : String(row.clusters),
    String(row.objects),
    String(row.files),
    ...[row.user, row.system, row.wall].map((seconds) => seconds.toFixed(3)),
    // Only a process of Node's says what it needed at most.
    row.peakMB === 0 ? '–' : row.peakMB.toFixed(0),
    row.ratio.toFixed(2),
  ]);
  const width = head.map((name, column) => Math.max(name.length, ...cells.map((line) => (line[column] ?? '').length)));
  const line = (/** @type {readonly string[]} */ texts) =>
    `${texts.map((text, column) => (column === 0 ? text.padEnd(width[0] ?? 0) : text.padStart(width[column] ?? 0))).join('  ')}\n`;
  const verdicts = bounds.map(({ name, holds }) => {
    const verdict = holds(rows);
    return `${verdict === undefined ? 'not measured' : verdict ? 'holds' : 'BROKEN'}: ${name}\n`;
  });
  return `${line(head)}${cells.map(line).join('')}\n${verdicts.join('')}`;
}
