import type { ProfileName } from '../model/capability.ts';
import { ent } from './ent.ts';
import { mbu } from './mbu.ts';
import type { Profile } from './profile.ts';
import { sup } from './sup.ts';

/** The profiles by name. */
export const profiles: Readonly<Record<ProfileName, Profile>> = { SUP: sup, MBU: mbu, ENT: ent };
