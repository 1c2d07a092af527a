/** Where in the user's files something stands: a file and the keys that lead to it. */
export interface Place {
  /** As messages name it, such as `environments/production.ts`. */
  readonly file: string;
  /** Keys from the declaration down, such as `['clusters', 'eu-1', 'platform']`. */
  readonly path: readonly (string | number)[];
  /** The line, where it is known already; else the path leads to it. */
  readonly line?: number | undefined;
}

/** The checks, by the name that `--json` prints and a reader can search the documentation for. */
export const checkNames = [
  'definition',
  'option',
  'profile',
  'reference',
  'cycle',
  'owner',
  'project',
  'retirement',
  'version',
  'secret',
  'schema',
  'values',
  'source',
  'pod-security',
  'policy',
  'hook',
  'link',
  'size',
  'name',
  'root',
  'chart',
  'load',
] as const;
export type CheckName = (typeof checkNames)[number];

export type Severity = 'error' | 'warning';

/** One thing that is wrong, said so that a stranger can mend it. Errors stop a synth; warnings are printed. */
export interface Finding {
  readonly check: CheckName;
  readonly severity: Severity;
  /** The thing in the fleet's own terms: `production/eu-1 › certificates › cert-manager › options.replica`. */
  readonly where: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do about it, as an imperative. */
  readonly hint?: string;
  /** The place in the user's file; the command line turns it into `file:line`. */
  readonly at?: Place;
}

/** Joins the parts of a `where`, leaving out empty ones. */
export const where = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' › ');

/** A place further down. */
export const within = (place: Place, ...keys: readonly (string | number)[]): Place => ({
  file: place.file,
  path: place.path.concat(keys),
});

/** An error finding; the short way to write one. */
export function problem(
  check: CheckName,
  place: string,
  message: string,
  more: { at?: Place | undefined; hint?: string | undefined } = {},
): Finding {
  return {
    check,
    severity: 'error',
    where: place,
    message,
    ...(more.hint && { hint: more.hint }),
    ...(more.at && { at: more.at }),
  };
}

/** A warning finding. */
export const warning = (...parts: Parameters<typeof problem>): Finding => ({
  ...problem(...parts),
  severity: 'warning',
});
