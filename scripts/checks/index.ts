import { applied } from './applied.ts';
import { byRoster } from './by-roster.ts';
import type { Check } from './check.ts';
import { children } from './children.ts';
import { hook } from './hook.ts';
import { host } from './host.ts';
import { link } from './link.ts';
import { name } from './name.ts';
import { type ObjectCheck, overTree } from './object.ts';
import { owner } from './owner.ts';
import { podSecurity } from './pod-security.ts';
import { policy } from './policy.ts';
import { projectPermits } from './project.ts';
import { reference } from './reference.ts';
import { release } from './release.ts';
import { root } from './root.ts';
import { schema } from './schema.ts';
import { secret } from './secret.ts';
import { size } from './size.ts';
import { source } from './source.ts';
import { syncOption } from './sync-option.ts';
import { values } from './values.ts';
import { version } from './version.ts';

/** The checks of single objects, wherever these come from, in the order their findings are printed. */
export const objectChecks: readonly ObjectCheck[] = [
  schema,
  policy,
  podSecurity,
  secret,
  source,
  hook,
  link,
  size,
  name,
  syncOption,
];

/** The checks that look at a whole cluster, in the order their findings are printed. */
export const checks: readonly Check[] = [
  byRoster(owner),
  host,
  projectPermits,
  reference,
  version,
  values,
  root,
  release,
  children,
  applied,
  ...objectChecks.map(overTree),
];
