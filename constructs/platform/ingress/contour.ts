import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { gateway, gatewayOf, gatewayOptions, nodePorts } from '../gateway.ts';

/**
 * Contour and its Envoys as the controller of the cluster's Gateway; it also serves Ingress and HTTPProxy.
 *
 * Values: chart contour 0.7.0, values.yaml. Gateway API: contour v1.33.6, cmd/contour/serve.go.
 */
export default component({
  title: 'Contour',
  summary: "Lets traffic in through Envoy: the cluster's Gateway, with TLS and a redirect from HTTP",
  source: helm('https://projectcontour.github.io/helm-charts/', 'contour', '0.7.0'),
  // Without cert-manager a hook makes the certificates between Contour and Envoy before anything else is there.
  namespace: { name: 'projectcontour', podSecurity: 'restricted', early: true },
  defines: ['projectcontour.io'],
  options: {
    ...gatewayOptions,
    replicas: option.integer('Replicas of Contour', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
    envoys: option.integer('Replicas of Envoy', { min: 1 }).default((cluster) => (cluster.ha ? 3 : 1)),
  },
  wants: ['certificateIssuer'],
  offers: { gateway: gatewayOf },
  values: ({ options, namespace, serves }) => ({
    // The hook would make new certificates at every sync.
    useCertManager: serves('cert-manager.io/Certificate'),
    configInline: {
      'accesslog-format': 'json',
      gateway: { gatewayRef: { name: gatewayOf({ options, namespace }).name, namespace } },
    },
    contour: {
      replicaCount: options.replicas,
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
      // It reads these in versions that the standard channel has left, and would wait for them for ever.
      extraArgs: ['tlsroutes', 'tcproutes', 'backendtlspolicies'].map((feature) => `--disable-feature=${feature}`),
    },
    envoy: {
      kind: 'deployment',
      replicaCount: options.envoys,
      podAntiAffinityPreset: 'soft',
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
      shutdownManager: { resources: { requests: { cpu: '25m', memory: '32Mi' }, limits: { memory: '64Mi' } } },
      service: {
        type: options.exposure,
        // Any node may get the traffic, and not every node has an Envoy.
        externalTrafficPolicy: 'Cluster',
        ...(options.exposure === 'NodePort' && { nodePorts: { http: nodePorts.http, https: nodePorts.https } }),
      },
    },
    metrics: { serviceMonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor') } },
  }),
  objects: (chart, context) =>
    gateway(chart, context, {
      className: 'contour',
      controllerName: 'projectcontour.io/gateway-controller',
      ports: { http: 80, https: 443 },
      reports: false,
    }),
});
