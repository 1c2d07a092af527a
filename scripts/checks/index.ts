import type { Check } from './check.ts';
import { host } from './host.ts';
import { owner } from './owner.ts';
import { projectPermits } from './project.ts';
import { reference } from './reference.ts';
import { version } from './version.ts';

/** The checks that look at a whole cluster, in the order their findings are printed. */
export const checks: readonly Check[] = [owner, host, projectPermits, reference, version];
