/** What `--manifests` names: files, folders and standard input, as bytes that can be read twice. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve, sep } from 'node:path';
import { nearest } from '../../constructs/model/suggest.ts';
import { Spool } from '../pipeline/spool.ts';

/** A file of manifests, or standard input. */
export interface Input {
  /** How findings name it. */
  readonly name: string;
  /** The named folder that it was found in; nothing if it was named itself, and so must hold manifests. */
  readonly folder?: string;
  /** Its bytes, in parts, each good until the next one is asked for. */
  chunks(): Iterable<Uint8Array>;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** Helm charts among the folders; their templates are left out. */
  readonly charts: readonly string[];
}

/**
 * @param named files, folders, or `-`
 * @param stdin read only if it is named
 * @returns a sentence where one of them cannot be what was meant
 */
export async function inputsOf(
  named: readonly string[],
  stdin: () => AsyncIterable<Uint8Array>,
): Promise<Inputs | { readonly misuse: string }> {
  const inputs = new Map<string, Input>();
  const charts: string[] = [];
  for (const name of new Set(named)) {
    const found = name === '-' ? [await spooled(stdin())] : readable(name, charts);
    if (typeof found === 'string') return { misuse: found };
    if (found === undefined) return { misuse: missing(name) };
    if (found.length === 0) return { misuse: `${name} holds no *.yaml, *.yml or *.json` };
    for (const input of found) {
      const path = resolve(input.name);
      // A file that is named itself is so, too, where its folder is named as well.
      if (input.folder === undefined || !inputs.has(path)) inputs.set(path, input);
    }
  }
  return { inputs: [...inputs.values()], charts };
}

/** What a name leads to; a sentence where the system does not let us look. */
function readable(name: string, charts: string[]): readonly Input[] | string | undefined {
  try {
    return onDisk(name, charts);
  } catch (error) {
    if (error instanceof Error && 'path' in error) return error.message;
    throw error;
  }
}

function onDisk(name: string, charts: string[]): readonly Input[] | undefined {
  const stats = statSync(name, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const path = normalize(name);
  if (stats.isDirectory()) return manifestsBelow(path, charts).map((file) => fileInput(file, slashed(path)));
  // What is no file on a disk, such as a pipe, can be read once only.
  if (!stats.isFile()) return [inMemory(slashed(path), readFileSync(path))];
  return [fileInput(path)];
}

function missing(name: string): string {
  let beside: readonly string[] = [];
  try {
    beside = readdirSync(dirname(name));
  } catch {
    // Then there is nothing to suggest.
  }
  const best = nearest(basename(name), beside);
  return `there is no file or folder ${name}${best === undefined ? '' : `; did you mean "${join(dirname(name), best)}"?`}`;
}

const slashed = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

const extensions = /\.(?:ya?ml|json)$/;

/** Manifests in a folder and all below, sorted by path; hidden ones, packages of Node and templates of charts left out. */
function manifestsBelow(folder: string, charts: string[]): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  const isChart = entries.some(({ name }) => name === 'Chart.yaml');
  if (isChart) charts.push(slashed(folder));
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && !(isChart && entry.name === 'templates'))
        found.push(...manifestsBelow(path, charts));
    } else if (extensions.test(entry.name) && (entry.isFile() || isLinkedFile(path))) found.push(path);
  }
  return found.sort();
}

/** Links to folders are not followed: they may lead back. */
const isLinkedFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const fileInput = (path: string, folder?: string): Input => ({
  name: slashed(path),
  ...(folder !== undefined && { folder }),
  chunks: () => chunksOf(path),
});

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  const bytes = new Uint8Array(1 << 18);
  try {
    for (let length = readSync(file, bytes); length > 0; length = readSync(file, bytes))
      yield bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

const inMemory = (name: string, bytes: Uint8Array): Input => ({ name, chunks: () => [bytes] });

/** Standard input, kept in memory or, if there is much of it, in a temporary file. */
async function spooled(stdin: AsyncIterable<Uint8Array>): Promise<Input> {
  const spool = new Spool();
  let count = 0;
  for await (const bytes of stdin) spool.set(`${count++}`, Buffer.from(bytes));
  const parts = function* (): Generator<Uint8Array> {
    for (let part = 0; part < count; part++) yield spool.get(`${part}`);
  };
  return { name: 'stdin', chunks: parts };
}
