import type { KubernetesObject } from '../../../constructs/model/manifest.ts';

/** A Service, but for its differences. */
export const service = (differences: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'main' },
  spec: { selector: { app: 'main' }, ports: [{ port: 80 }], ...differences },
});
