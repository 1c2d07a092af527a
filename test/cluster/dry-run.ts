import { ask, lines } from './kubectl.ts';

/** What the API server says to some files. */
export interface Verdict {
  /** How many objects it would take. */
  readonly accepted: number;
  /** One entry for each file that holds an object that it would not take, with its reasons. */
  readonly refused: readonly string[];
}

/** Asks the API server whether it would take every object of the files, as they stand. Nothing is changed. */
export async function dryRun(files: readonly string[]): Promise<Verdict> {
  const together = await judge(files);
  if (together.reason === '') return { accepted: together.accepted, refused: [] };
  // kubectl does not say which file an object came from.
  const refused: string[] = [];
  for (const file of files) {
    const { reason } = await judge([file]);
    if (reason !== '') refused.push(`${file}: ${reason}`);
  }
  return { accepted: together.accepted, refused: refused.length > 0 ? refused : [together.reason] };
}

async function judge(files: readonly string[]): Promise<{ accepted: number; reason: string }> {
  const strict = ['--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts', '--output=name'];
  const { code, out, err } = await ask(['apply', ...strict, ...files.flatMap((file) => ['--filename', file])]);
  return { accepted: lines(out).length, reason: code === 0 ? '' : err || `kubectl ended with ${code}` };
}
