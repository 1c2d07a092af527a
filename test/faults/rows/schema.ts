import type { Fault } from '../fault.ts';
import { customResources } from './schema/custom-resources.ts';
import { fields } from './schema/fields.ts';
import { rules } from './schema/rules.ts';
import { versions } from './schema/versions.ts';

/** Objects that the API server would refuse, or parts of which it would drop. */
export const schema: readonly Fault[] = [...fields, ...rules, ...versions, ...customResources];
