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
 * @returns the waves, and findings for cycles and for edges into a later stratum; nodes in a cycle have no wave
 */
export function waves(cluster: string, nodes: readonly Node[]): Waves {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const findings: Finding[] = [];
  const done = new Map<string, number>();
  const open: string[] = [];
  const level = (node: Node): number => {
    const known = done.get(node.id);
    if (known !== undefined) return known;
    open.push(node.id);
    let deepest = 0;
    for (const id of node.after) {
      const before = byId.get(id);
      if (!before || id === node.id) continue;
      if (open.includes(id)) findings.push(cycle(cluster, [...open.slice(open.indexOf(id)), id], node));
      else if (rank(before.stratum) > rank(node.stratum)) findings.push(backwards(cluster, node, before));
      else {
        const depth = level(before);
        if (before.stratum === node.stratum) deepest = Math.max(deepest, depth + 1);
      }
    }
    open.pop();
    done.set(node.id, deepest);
    return deepest;
  };
  const result = new Map<string, number>();
  for (const node of nodes) result.set(node.id, rank(node.stratum) * 100 + level(node));
  return { waves: result, findings };
}

const cycle = (cluster: string, path: readonly string[], node: Node): Finding =>
  problem('cycle', where(cluster, path[0]), `waits for itself: ${path.join(' → ')}`, {
    ...(node.at && { at: node.at }),
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
