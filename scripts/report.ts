import type { Finding } from '../constructs/model/finding.ts';
import { type Locate, locator } from './pipeline/locate.ts';

/** A finding as `--json` prints it. */
export interface Reported {
  readonly check: string;
  readonly severity: string;
  readonly where: string;
  readonly message: string;
  readonly source: string;
  readonly hint: string;
}

/** Findings with the line of the user's file, errors first, each said once. */
export async function reported(
  findings: readonly Finding[],
  read: (file: string) => string | undefined,
): Promise<readonly Reported[]> {
  if (findings.length === 0) return [];
  const locate = await locator(read);
  const all = [...findings].sort((a, b) => rank(a) - rank(b)).map((finding) => withSource(finding, locate));
  const seen = new Set<string>();
  return all.filter((finding) => {
    const key = JSON.stringify(finding);
    return seen.has(key) ? false : seen.add(key);
  });
}

const rank = ({ severity }: Finding): number => (severity === 'error' ? 0 : 1);

const withSource = ({ check, severity, where, message, hint, at }: Finding, locate: Locate): Reported => ({
  check,
  severity,
  where,
  message,
  source: at && at.file !== '' ? locate(at) : '',
  hint: hint ?? '',
});

/** How a terminal shows a text; identity where colour is not wanted. */
export interface Paint {
  error(text: string): string;
  warning(text: string): string;
  faint(text: string): string;
}

/** Colour only where somebody sees it (no-color.org). */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Paint {
  const wanted = stream.isTTY === true && !environment['NO_COLOR'];
  const code = (open: number, close: number) => (text: string) =>
    wanted ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { error: code(31, 39), warning: code(33, 39), faint: code(2, 22) };
}

/** A finding in two lines: what and where, and the mend. */
export function lineOf(finding: Reported, paint: Paint): string {
  const head = finding.severity === 'error' ? paint.error('error') : paint.warning('warning');
  const source = finding.source && finding.source !== finding.where ? ` (${finding.source})` : '';
  const hint = finding.hint ? `\n  ${paint.faint(finding.hint)}` : '';
  return `${head} ${finding.where}: ${finding.message}${source}${hint}\n`;
}
