/** Reads the archive of a chart, as `helm pull` leaves it. */
import { gunzipSync } from 'node:zlib';
import type { ChartFiles } from './shape.ts';

const BLOCK = 512;
/** What a shape is made from; a chart may hold pictures as well. */
const wanted = /(^|\/)(Chart\.yaml|values\.yaml|values\.schema\.json|templates\/.+\.(ya?ml|tpl|txt))$/;

/**
 * The texts of a chart's archive (tar as POSIX.1-2001 has it, compressed with gzip), by their path in the chart.
 *
 * @throws Error where the bytes are not compressed with gzip
 */
export function filesOf(archive: Uint8Array): ChartFiles {
  const tar = gunzipSync(archive);
  const files = new Map<string, string>();
  /** The name of the next file, where it is too long for its header. */
  let long: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(fieldOf(header, 124, 12), 8) || 0;
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    const kind = fieldOf(header, 156, 1);
    if (kind === 'x') long = /^\d+ path=(.*)$/m.exec(content.toString('utf8'))?.[1];
    else if (kind === 'L') long = content.toString('utf8').replace(/\0.*$/, '');
    else {
      const prefix = fieldOf(header, 345, 155);
      const name = long ?? (prefix ? `${prefix}/` : '') + fieldOf(header, 0, 100);
      long = undefined;
      // Everything lies below one folder with the chart's name.
      const path = name.slice(name.indexOf('/') + 1);
      if ((kind === '0' || kind === '') && wanted.test(path)) files.set(path, content.toString('utf8'));
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/** A text of a header, which ends where it is full or at a zero byte. */
const fieldOf = (header: Buffer, from: number, length: number): string =>
  header
    .subarray(from, from + length)
    .toString('utf8')
    .replace(/\0.*$/s, '')
    .trim();
