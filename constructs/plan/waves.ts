import { type Stratum, strata } from '../model/capability.ts';
import { type Finding, type Place, problem, where } from '../model/finding.ts';

/** Something that is rolled out, and what must be there first. */
export interface Node {
  readonly id: string;
  readonly stratum: Stratum;
  /** Ids that must come first; ones that do not run here are ignored. */
  readonly after: readonly string[];
  readonly at?: Place;
}

export interface Waves {
  readonly waves: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

const rank = (stratum: Stratum): number => strata.indexOf(stratum);

/**
 * The wave of each node: its stratum times 100 plus the longest path to it inside the stratum, so that one new edge
 * moves only what lies behind it. Every node and edge is looked at once.
 *
 * @returns the waves, and findings for cycles and for edges into a later stratum; nodes in a cycle, and behind one, have the
 *   wave of their stratum's beginning
 */
export function waves(cluster: string, nodes: readonly Node[]): Waves {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const findings: Finding[] = [];
  const waiting = new Map<string, Set<string>>();
  const behind = new Map<string, string[]>();
  for (const node of nodes) {
    const beside = new Set<string>();
    for (const id of node.after) {
      const before = byId.get(id);
      if (!before || before === node) continue;
      if (rank(before.stratum) > rank(node.stratum)) findings.push(backwards(cluster, node, before));
      else if (before.stratum === node.stratum) beside.add(id);
    }
    waiting.set(node.id, beside);
    for (const id of beside) behind.set(id, [...(behind.get(id) ?? []), node.id]);
  }
  const levels = levelsOf(waiting, behind);
  const open = [...waiting].filter(([id]) => !levels.has(id)).map(([id]) => id);
  findings.push(...tooLong(cluster, nodes, levels));
  findings.push(...cyclesOf(open, waiting).map((path) => cycle(cluster, path, byId.get(path[0] ?? ''))));
  return {
    waves: new Map(nodes.map(({ id, stratum }) => [id, rank(stratum) * 100 + (levels.get(id) ?? 0)])),
    findings,
  };
}

/** A stratum has room for 100 levels; the hundred-and-first would belong to the next. */
const tooLong = (cluster: string, nodes: readonly Node[], levels: ReadonlyMap<string, number>): Finding[] =>
  nodes
    .filter(({ id }) => levels.get(id) === 100)
    .map(({ id, stratum, at }) =>
      problem('cycle', where(cluster, id), `comes after 100 others in a row in ${stratum}`, {
        at,
        hint: 'give some of them an earlier stratum',
      }),
    );

/** The longest path to each node that no cycle holds up, by taking away what waits for nothing (Kahn). */
function levelsOf(
  waiting: ReadonlyMap<string, ReadonlySet<string>>,
  behind: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const left = new Map([...waiting].map(([id, before]) => [id, before.size]));
  const levels = new Map<string, number>();
  const deepest = new Map<string, number>();
  const free = [...left].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    const level = deepest.get(id) ?? 0;
    levels.set(id, level);
    for (const next of behind.get(id) ?? []) {
      deepest.set(next, Math.max(deepest.get(next) ?? 0, level + 1));
      const count = (left.get(next) ?? 0) - 1;
      left.set(next, count);
      if (count === 0) free.push(next);
    }
  }
  return levels;
}

/** Cycles among nodes that wait for each other, each once, in the order in which one waits for the next. */
function cyclesOf(
  open: readonly string[],
  waiting: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly string[])[] {
  const stuck = new Set(open);
  const seen = new Set<string>();
  const cycles: string[][] = [];
  for (const start of open) {
    const path = new Map<string, number>();
    let id: string | undefined = start;
    while (id !== undefined && !seen.has(id)) {
      seen.add(id);
      path.set(id, path.size);
      // Every stuck node waits for another stuck one.
      id = [...(waiting.get(id) ?? [])].find((before) => stuck.has(before));
    }
    const from = id === undefined ? undefined : path.get(id);
    if (id !== undefined && from !== undefined) cycles.push([...[...path.keys()].slice(from), id]);
  }
  return cycles;
}

const cycle = (cluster: string, path: readonly string[], node: Node | undefined): Finding =>
  problem('cycle', where(cluster, path[0]), `waits for itself: ${path.join(' → ')}`, {
    ...(node?.at && { at: node.at }),
    hint: 'take one of these edges away: an `after`, an object, a facility or a serves(…) that makes it',
  });

const backwards = (cluster: string, node: Node, before: Node): Finding =>
  problem(
    'cycle',
    where(cluster, node.id),
    `needs ${before.id}, which comes later: ${node.id} belongs to ${node.stratum}, ${before.id} to ${before.stratum}`,
    {
      ...(node.at && { at: node.at }),
      hint: `give ${node.id} a later stratum or ${before.id} an earlier one`,
    },
  );
