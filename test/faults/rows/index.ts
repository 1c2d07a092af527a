import type { Fault } from '../fault.ts';
import { cycle } from './cycle.ts';
import { definition } from './definition.ts';
import { hook } from './hook.ts';
import { link } from './link.ts';
import { load } from './load.ts';
import { manifests } from './manifests.ts';
import { name } from './name.ts';
import { option } from './option.ts';
import { owner } from './owner.ts';
import { podSecurity } from './pod-security.ts';
import { policy } from './policy.ts';
import { profile } from './profile.ts';
import { project } from './project.ts';
import { reference } from './reference.ts';
import { retirement } from './retirement.ts';
import { root } from './root.ts';
import { schema } from './schema.ts';
import { secret } from './secret.ts';
import { size } from './size.ts';
import { source } from './source.ts';
import { values } from './values.ts';
import { version } from './version.ts';

/** Every fault, by the check that is meant for it. */
export const faults: readonly Fault[] = [
  ...load,
  ...definition,
  ...option,
  ...profile,
  ...reference,
  ...cycle,
  ...owner,
  ...project,
  ...retirement,
  ...version,
  ...secret,
  ...schema,
  ...values,
  ...policy,
  ...podSecurity,
  ...source,
  ...hook,
  ...link,
  ...size,
  ...name,
  ...root,
  ...manifests,
];
