import { component } from '../../model/component.ts';
import { option, shapes } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { apiServer, podAddresses, serviceAddresses } from './cilium/addresses.ts';

/**
 * The cluster's network: addresses, policies, encryption, and flows that one can watch.
 *
 * Values: chart cilium 1.20.0, values.yaml. The Secrets of Hubble come from a Job of the chart (`cronJob`); the method
 * `helm` would make new ones at every render.
 */
export default component({
  title: 'Cilium',
  summary: 'Connects pods, enforces NetworkPolicy and shows who talks to whom',
  systems: ['Cilium', 'Hubble'],
  source: helm('https://helm.cilium.io', 'cilium', '1.20.0'),
  namespace: { name: 'kube-system', podSecurity: 'privileged' },
  vital: true,
  bootstrap: true,
  // The chart has no definitions; its operator makes them when it starts.
  defines: ['cilium.io'],
  options: {
    podCidr: option.cidr('Addresses of pods, for good; the VPC gives them on EKS').default('10.244.0.0/16'),
    encryption: option
      .choice('Encrypts what pods say to each other across nodes', ['none', 'wireguard'])
      .default('none'),
    kubeProxyReplacement: option
      .boolean('Does the work of kube-proxy, which must then not run; needs `api` of the cluster')
      .default(false),
    hubble: option.boolean('Relay and page of Hubble, which show flows and why they were dropped').default(true),
    loadBalancerRanges: option
      .list('Addresses for Services of type LoadBalancer, announced on the local network by ARP', shapes.cidr)
      .default([]),
  },
  replacesKubeProxy: ({ options }) => options.kubeProxyReplacement,
  values: ({ options, cluster, serves, refuse }) => {
    const monitored = serves('monitoring.coreos.com/ServiceMonitor');
    const scraped = { serviceMonitor: { enabled: monitored } };
    const replicas = cluster.ha ? 2 : 1;
    const budget = { podDisruptionBudget: { enabled: cluster.ha } };
    const announces = options.loadBalancerRanges.length > 0;
    if (options.kubeProxyReplacement && !cluster.api)
      refuse('cannot find the API server without kube-proxy', {
        option: 'kubeProxyReplacement',
        hint: "write api: 'https://…' on the cluster",
      });
    if (announces && !options.kubeProxyReplacement)
      refuse('announces addresses only where it replaces kube-proxy', {
        option: 'loadBalancerRanges',
        hint: 'write kubeProxyReplacement: true',
      });
    return {
      ...podAddresses(cluster, serves('vpcresources.k8s.aws'), options.podCidr),
      kubeProxyReplacement: String(options.kubeProxyReplacement),
      ...(options.kubeProxyReplacement && cluster.api && apiServer(cluster.api)),
      l2announcements: { enabled: announces },
      encryption: { enabled: options.encryption !== 'none', type: 'wireguard' },
      // A change of the configuration reaches the agents without anybody restarting them.
      rollOutCiliumPods: true,
      resources: resources('100m', '384Mi', '2Gi'),
      prometheus: { enabled: monitored, serviceMonitor: { enabled: monitored, trustCRDsExist: monitored } },
      operator: {
        replicas,
        rollOutPods: true,
        ...budget,
        resources: resources('50m', '128Mi', '1Gi'),
        prometheus: scraped,
      },
      envoy: { rollOutPods: true, resources: resources('50m', '128Mi', '1Gi'), prometheus: scraped },
      certgen: { resources: resources('10m', '32Mi', '128Mi') },
      hubble: {
        tls: { auto: { method: 'cronJob' } },
        metrics: monitored ? { enabled: ['dns', 'drop', 'flow', 'tcp'], ...scraped } : {},
        relay: {
          enabled: options.hubble,
          replicas,
          rollOutPods: true,
          ...budget,
          resources: resources('25m', '64Mi', '512Mi'),
          prometheus: { enabled: monitored, ...scraped },
        },
        ui: {
          enabled: options.hubble,
          rollOutPods: true,
          backend: { resources: resources('10m', '32Mi', '256Mi') },
          frontend: { resources: resources('10m', '16Mi', '64Mi') },
        },
      },
    };
  },
  objects: (chart, { options }) => {
    if (options.loadBalancerRanges.length > 0) serviceAddresses(chart, options.loadBalancerRanges);
  },
  access: ({ options }) =>
    options.hubble
      ? 'Flows: `kubectl -n kube-system port-forward service/hubble-ui 12000:80`, then http://localhost:12000; the page has no login, so it has no route.'
      : undefined,
});

const resources = (cpu: string, memory: string, limit: string) => ({
  requests: { cpu, memory },
  limits: { memory: limit },
});
