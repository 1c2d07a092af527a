import { mark } from './made.ts';

/** What makes a pod different from one that is fit for every namespace. */
export interface Differences {
  /** The cluster invents one unless given. */
  readonly name?: string;
  readonly pod?: object;
  readonly container?: object;
  readonly security?: object;
}

/** A pod that asks for nothing and is allowed everywhere, but for its differences. */
export const pod = ({ name, pod = {}, container = {}, security = {} }: Differences = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...(name ? { name } : { generateName: 'test-cluster-' }), labels: { [mark.name]: mark.value } },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'registry.example.org/main:1.0.0',
        securityContext: {
          ...{ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          ...{ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          ...security,
        },
        ...container,
      },
    ],
    ...pod,
  },
});
