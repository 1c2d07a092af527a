import type { Reported } from '../../scripts/report.ts';
import type { Saying } from './fault.ts';

/** A saying with its place as a reader sees it: `environments/production.ts:14`. */
export interface Placed extends Omit<Saying, 'at'> {
  readonly source: string;
}

/**
 * What is not as it should be in what was found; nothing when the fault is caught: each saying once, by the check meant for
 * it and with its words, and nothing else.
 */
export function verdict(sayings: readonly Placed[], found: readonly Reported[]): readonly string[] {
  const said = new Set<Reported>();
  const missing = sayings.flatMap((saying) => {
    const all = found.filter((finding) => says(saying, finding));
    for (const finding of all) said.add(finding);
    return all.length === 1 ? [] : [`${all.length === 0 ? 'not caught' : `said ${all.length} times`}: ${text(saying)}`];
  });
  const others = found.filter((finding) => !said.has(finding));
  return [...missing, ...others.map((finding) => `found besides: ${text(finding)}`)];
}

/** Whether a finding is what was meant, in its words, at its place and by its check. */
export const says = (saying: Placed, finding: Reported): boolean =>
  finding.check === saying.check &&
  finding.severity === (saying.severity ?? 'error') &&
  finding.source === saying.source &&
  matches(saying.where, finding.where) &&
  matches(saying.message, finding.message) &&
  matches(saying.hint, finding.hint);

const matches = (wanted: string | RegExp, found: string): boolean =>
  typeof wanted === 'string' ? found === wanted : wanted.test(found);

const text = ({ check, severity = 'error', where, message, source, hint }: Placed | Reported): string =>
  `[${check}] ${severity} ${where}: ${message} (${source})\n  ${hint}`;

/** What of a finding's words keeps a stranger from acting on it. */
export function badWords({ check, where, message, hint }: Reported): readonly string[] {
  // What cannot be read is told in the words of whoever read it: a compiler, a program, a parser.
  if (check === 'load') return [];
  const faults: string[] = [];
  for (const [part, words] of Object.entries({ message, hint })) {
    if (/^(?:The|This|That|It|A|An|There|You|Your|Please|Must|Is|Are|Has|Cannot|Invalid|Unknown) /.test(words))
      faults.push(`${part} begins like a sentence`);
    if (/[^.…]\.$/.test(words)) faults.push(`${part} ends with a full stop`);
    if (/\[object |\bNaN\b|\$\{|function \w*\(|(?<!of )\bundefined\b/.test(words))
      faults.push(`${part} shows the insides of a program`);
    if (words.length > 400) faults.push(`${part} is longer than anybody reads`);
  }
  if (where === '') faults.push('names no place');
  if (message === '') faults.push('says nothing');
  // These say in the message what is right.
  if (hint === '' && !/did you mean|must |is required|is not one of|does not match|such as/.test(message))
    faults.push('says nothing to do');
  return faults.map((fault) => `${fault}: ${where}: ${message}\n  ${hint}`);
}
