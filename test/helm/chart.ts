import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { printDocuments } from '../../scripts/pipeline/print.ts';

/** A chart that a test makes: its name, version and files. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  /** Paths from the chart's folder to texts; `Chart.yaml` is made. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a repository keeps of a chart. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  readonly archive: Buffer;
  /** sha256 of the archive, in hex. */
  readonly digest: string;
}

export const chartYaml = ({ name, version }: Pick<Chart, 'name' | 'version'>): string =>
  printDocuments([{ apiVersion: 'v2', name, version, type: 'application' }]);

/** Packs a chart as `helm package` does: everything below one folder of its name. The same chart gives the same bytes. */
export function packed(chart: Chart): Packed {
  const files = { 'Chart.yaml': chartYaml(chart), ...chart.files };
  const archive = gzipSync(tar(Object.entries(files).map(([path, text]) => [`${chart.name}/${path}`, text])));
  return { name: chart.name, version: chart.version, archive, digest: sha256(archive) };
}

export const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

/** A tar archive (POSIX.1-1988, ustar): for each file a header of 512 bytes and its content, filled up to the same. */
function tar(files: readonly (readonly [path: string, text: string])[]): Buffer {
  const blocks = files.flatMap(([path, text]) => {
    const content = Buffer.from(text);
    return [header(path, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(path, 0);
  block.write(octal(0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte),
      6,
    )} `,
    148,
  );
  return block;
}
