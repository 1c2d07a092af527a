import { type Mutation, mutate } from './mutate.ts';
import type { Pool } from './pool.ts';
import { random } from './random.ts';
import type { ServerOnly } from './server-only.ts';

/** Who judges objects. */
export interface Judges {
  /** Its sentence; empty where it takes the object. */
  server(object: unknown): Promise<string>;
  /** Our first fault; empty where there is none. */
  ours(object: unknown): string;
  readonly serverOnly: readonly ServerOnly[];
}

export interface Count {
  mutations: number;
  acceptedByBoth: number;
  refusedByBoth: number;
  /** Refused by the server alone, for a reason of its own. */
  serverOnly: number;
}

export interface Round {
  readonly kinds: ReadonlyMap<string, Count>;
  /** One line each, with what was done and why it was refused. */
  readonly disagreements: readonly string[];
}

/** The mutations of a seed: every kind has as many as the others, whatever it has of objects. */
export function mutationsOf(pool: Pool, seed: number, count: number): readonly (Mutation & { kind: string })[] {
  const chance = random(seed);
  const kinds = [...pool];
  return Array.from({ length: count }, (_, at) => {
    const [kind, objects] = kinds[at % kinds.length] ?? ['', []];
    return { kind, ...mutate(chance.pick(objects), chance) };
  });
}

/** Asks both judges about every mutation, some at a time. */
export async function round(mutations: ReturnType<typeof mutationsOf>, judges: Judges, atOnce = 8): Promise<Round> {
  const kinds = new Map<string, Count>();
  const disagreements: string[] = [];
  const left = [...mutations].reverse();
  const work = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { kind, what, object } = next;
      const count = kinds.get(kind) ?? { mutations: 0, acceptedByBoth: 0, refusedByBoth: 0, serverOnly: 0 };
      kinds.set(kind, count);
      const disagreement = compare(count, judges, judges.ours(object), await judges.server(object));
      if (disagreement) disagreements.push(`${kind}: ${what}: ${disagreement}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { kinds, disagreements: disagreements.sort() };
}

function compare(count: Count, { serverOnly }: Judges, ours: string, server: string): string | undefined {
  count.mutations++;
  if ((server === '') !== (ours === '')) {
    if (server === '') return `the server accepts it, and we say: ${ours}`;
    if (!serverOnly.some(({ says }) => says.test(server)))
      return `we accept it, and the server says: ${server.slice(0, 400)}`;
    count.serverOnly++;
  } else if (server === '') count.acceptedByBoth++;
  else count.refusedByBoth++;
  return undefined;
}

/** The counts as a table, and their sums in its last line. */
export function table(kinds: Round['kinds']): string {
  const rows = [...kinds].sort(([one], [other]) => (one < other ? -1 : 1));
  const sum = rows.reduce<Count>(
    (total, [, each]) => ({
      mutations: total.mutations + each.mutations,
      acceptedByBoth: total.acceptedByBoth + each.acceptedByBoth,
      refusedByBoth: total.refusedByBoth + each.refusedByBoth,
      serverOnly: total.serverOnly + each.serverOnly,
    }),
    { mutations: 0, acceptedByBoth: 0, refusedByBoth: 0, serverOnly: 0 },
  );
  const line = (name: string, cells: readonly (string | number)[]) =>
    [name.padEnd(72), ...cells.map((cell) => String(cell).padStart(12))].join('');
  const cells = ({ mutations, acceptedByBoth, refusedByBoth, serverOnly }: Count) => [
    mutations,
    acceptedByBoth,
    refusedByBoth,
    serverOnly,
  ];
  return [
    line('kind', ['mutations', 'both accept', 'both refuse', 'server only']),
    ...rows.map(([name, count]) => line(name, cells(count))),
    line(`${rows.length} kinds`, cells(sum)),
  ].join('\n');
}
