import type { Construct } from 'constructs';
import { resourceWaves } from '../argocd/names.ts';
import type { Facilities } from '../model/facility.ts';
import { Manifest } from '../model/manifest.ts';

/** What a route is made of. */
export interface Route {
  /** The HTTPRoute's name, unique in its component's namespace. */
  readonly name: string;
  /** The host name that people type; see `context.host`. */
  readonly host: string;
  /** The Service in the component's namespace that answers. */
  readonly service: string;
  /** The Service's port, not the container's. */
  readonly port: number;
  /** The Gateway that it attaches to, as `context.wants.gateway` gives it. */
  readonly gateway: Facilities['gateway'];
}

/** A reference to a listener of a Gateway, with everything that the API server would fill in. */
export const parentRef = ({ name, namespace, section }: Facilities['gateway']) => ({
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  name,
  namespace,
  sectionName: section,
});

/**
 * Sends a host's traffic to a Service, through the cluster's Gateway. The listener ends TLS, so a route says nothing of
 * certificates. Fields: Gateway API v1, HTTPRoute.
 */
export const route = (chart: Construct, { name, host, service, port, gateway }: Route): Manifest =>
  new Manifest(chart, `route-${name}`, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name,
      annotations: {
        // It may be there before its Gateway is; route-health.ts makes a sync go on without it, too.
        'argocd.argoproj.io/ignore-healthcheck': 'true',
        // After the chart: without its Service a route is Degraded, which ends the sync before the Service is made.
        'argocd.argoproj.io/sync-wave': String(resourceWaves.after),
      },
    },
    spec: {
      parentRefs: [parentRef(gateway)],
      hostnames: [host],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: service, port, weight: 1 }],
        },
      ],
    },
  });
