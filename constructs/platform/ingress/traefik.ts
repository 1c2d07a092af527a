import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { gateway, gatewayOf, gatewayOptions, nodePorts } from '../gateway.ts';

/**
 * Traefik as the controller of the cluster's Gateway; it also serves Ingress and its own IngressRoute.
 *
 * Values: chart traefik 41.3.0, values.yaml. The number of replicas is fixed: a HorizontalPodAutoscaler is Degraded until
 * metrics-server answers, and that comes in a later wave.
 */
export default component({
  title: 'Traefik',
  summary: "Lets traffic in: the cluster's Gateway, with TLS and a redirect from HTTP",
  source: helm('https://traefik.github.io/charts', 'traefik', '41.3.0'),
  namespace: { podSecurity: 'restricted' },
  defines: ['traefik.io', 'hub.traefik.io'],
  options: {
    ...gatewayOptions,
    replicas: option.integer('Replicas of the proxy', { min: 1 }).default((cluster) => (cluster.ha ? 3 : 1)),
    accessLog: option.boolean('Writes a line for each request').default(true),
  },
  wants: ['certificateIssuer'],
  offers: { gateway: gatewayOf },
  values: ({ options, serves }) => {
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    const direct = options.exposure === 'NodePort';
    return {
      deployment: { replicas: options.replicas },
      ...(options.replicas > 1 && {
        podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        topologySpreadConstraints: [spread],
      }),
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
      global: { checkNewVersion: false },
      log: { format: 'json' },
      accessLog: { enabled: options.accessLog, format: 'json' },
      providers: { kubernetesGateway: { enabled: true } },
      // Ours, so that they are checked with everything else that we write.
      gateway: { enabled: false },
      gatewayClass: { enabled: false },
      service: { spec: { type: options.exposure } },
      ports: {
        web: direct ? { nodePort: nodePorts.http } : {},
        websecure: direct ? { nodePort: nodePorts.https } : {},
      },
      metrics: {
        prometheus: {
          service: { enabled: monitored },
          serviceMonitor: { enabled: monitored },
          // Or the chart asks a cluster that it cannot see while it is rendered.
          disableAPICheck: monitored,
        },
      },
    };
  },
  objects: (chart, context) =>
    gateway(chart, context, {
      className: 'traefik',
      controllerName: 'traefik.io/gateway-controller',
      // A listener finds its entry point by the container's port.
      ports: { http: 8000, https: 8443 },
      reports: true,
    }),
});

const spread = {
  maxSkew: 1,
  topologyKey: 'kubernetes.io/hostname',
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'traefik' } },
};
