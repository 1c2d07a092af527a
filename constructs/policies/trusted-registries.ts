import { workloads } from './kinds.ts';
import type { Policy } from './policy.ts';

/** An image's name as container runtimes read it: Docker Hub is left out, and there `library/` too. */
const whole = (image: string): string =>
  `(${image}.matches('^([^/]*[.:][^/]*|localhost)/') ? '' : ${image}.contains('/') ? 'docker.io/' : 'docker.io/library/') + ${image}`;

const trusted = (image: string): string =>
  `variables.registries.exists(registry, (${whole(image)}).startsWith(registry + '/'))`;

/** What runs was built by somebody. These registries hold what the organisation built or took on. */
export const trustedRegistries: Policy = {
  reason: 'an image must come from a registry that the platform trusts',
  mend: 'push the image to one of the `registries` of the fleet, or ask the platform team to add its registry there',
  kinds: workloads,
  parameters: ['registries'],
  rules: [
    { of: 'containers', field: 'image', expression: trusted("container.?image.orValue('')") },
    {
      of: 'volumes',
      field: 'image.reference',
      expression: `!has(volume.image) || ${trusted("volume.image.?reference.orValue('')")}`,
    },
  ],
};
