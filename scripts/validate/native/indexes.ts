import { atLeast, type Fields, isAbsent, say, textOf, type Walk, within } from './rule.ts';

/**
 * How many indexes a list such as `0,2-4` has (Kubernetes v1.36, pkg/apis/batch/validation/validation.go, validateIndexesFormat).
 * @returns undefined where it is not one of rising indexes below `completions`
 */
function countOf(text: string, completions: number): number | undefined {
  if (text === '') return 0;
  let count = 0;
  let last = -1;
  for (const interval of text.split(',')) {
    const [, from = '', to = from] = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(interval) ?? [];
    const [start, end] = [Number(from), Number(to)];
    if (from === '' || start <= last || end < start || end >= completions) return undefined;
    if (interval.includes('-') && end === start) return undefined;
    count += end - start + 1;
    last = end;
  }
  return count;
}

/** A rule of a Job's success: which indexes, or how many of them. */
export function succeededIndexes(
  { succeededIndexes: indexes, succeededCount }: Fields,
  walk: Walk,
  completions: number,
): void {
  if (isAbsent(indexes) && isAbsent(succeededCount))
    say(walk, 'needs succeededIndexes or succeededCount', 'give one of them');
  const count = isAbsent(indexes) ? completions : countOf(textOf(indexes), completions);
  if (count === undefined)
    say(walk, `must be rising indexes below ${completions}`, 'write them such as 0,2-4', 'succeededIndexes');
  within(walk, 'succeededCount', succeededCount, atLeast(0));
  if (typeof succeededCount === 'number' && succeededCount > (count ?? completions))
    say(walk, `must be at most the ${count ?? completions} indexes`, undefined, 'succeededCount');
}
