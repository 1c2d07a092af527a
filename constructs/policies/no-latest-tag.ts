import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

/** A digest, or a tag that is not `latest`. The colon of a registry's port has a slash behind it. */
const pinned = (image: string): string =>
  `${image}.contains('@') || (${image}.matches(':[^/]+$') && !${image}.endsWith(':latest'))`;

/** What an image without a tag or with `latest` holds is somebody else's decision, taken anew with every pod. */
export const noLatestTag: Policy = {
  reason: 'an image must be named by its digest, or by a tag other than latest',
  mend: 'write `registry/path:1.2.3`, or better `registry/path@sha256:<digest>`',
  kinds: workloads,
  rules: [
    { of: 'containers', field: 'image', expression: pinned("container.?image.orValue('')") },
    {
      of: 'volumes',
      field: 'image.reference',
      expression: `!has(volume.image) || ${pinned("volume.image.?reference.orValue('')")}`,
    },
  ],
};
