import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Stored {
  readonly at: number;
  readonly length: number;
}

/**
 * Texts that wait for every check to pass. The first ones stay in memory; the rest goes to one temporary file that is
 * unlinked at once, so that a large fleet needs no more memory than a small one and a crash leaves nothing behind.
 */
export class Spool {
  readonly #limit: number;
  readonly #memory = new Map<string, Buffer>();
  readonly #stored = new Map<string, Stored>();
  #size = 0;
  #end = 0;
  #file: number | undefined;

  /** @param limit how much stays in memory, in bytes */
  constructor(limit = 100_000_000) {
    this.#limit = limit;
  }

  set(path: string, bytes: Buffer): void {
    if (this.#size + bytes.length <= this.#limit) {
      this.#memory.set(path, bytes);
      this.#size += bytes.length;
      return;
    }
    this.#file ??= unlinkedFile();
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#end + done);
    this.#stored.set(path, { at: this.#end, length: bytes.length });
    this.#end += bytes.length;
  }

  get(path: string): Buffer {
    const kept = this.#memory.get(path);
    if (kept !== undefined) return kept;
    const stored = this.#stored.get(path);
    if (!stored || this.#file === undefined) throw new Error(`nothing is spooled for ${path}`);
    const bytes = Buffer.allocUnsafe(stored.length);
    for (let done = 0; done < stored.length; )
      done += readSync(this.#file, bytes, done, stored.length - done, stored.at + done);
    return bytes;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

function unlinkedFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-'));
  const file = openSync(join(folder, 'texts'), 'w+');
  // Where an open file cannot be removed, the folder of temporary files is cleaned by the system.
  rmSync(folder, { recursive: true, force: true });
  return file;
}
