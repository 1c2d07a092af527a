import { component } from '../../model/component.ts';
import { option, type Url } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { bucketRole } from '../object-store.ts';
import { route } from '../route.ts';
import { type Alerts, alertmanager, alertsShape } from './kube-prometheus-stack/alertmanager.ts';
import { dexEndpoints, type Endpoints, grafana, loginShape } from './kube-prometheus-stack/grafana.ts';
import { prometheus } from './kube-prometheus-stack/prometheus.ts';
import { stackName, stackNamespace } from './kube-prometheus-stack/sidecar.ts';

/**
 * Prometheus, Alertmanager, Grafana and node-exporter. It reads every monitor and rule on the cluster, whatever its
 * labels. Values: chart kube-prometheus-stack 88.5.3 with grafana 12.11.1, values.yaml and templates/.
 */
export default component({
  title: 'kube-prometheus-stack',
  summary: 'Collects metrics, raises alerts and shows dashboards',
  systems: ['Prometheus', 'Prometheus Operator', 'Alertmanager', 'Grafana', 'node-exporter'],
  source: helm('https://prometheus-community.github.io/helm-charts', 'kube-prometheus-stack', '88.5.3'),
  // node-exporter reads the host's /proc and /sys; without cert-manager, a hook makes the webhook's certificate.
  namespace: { name: stackNamespace, podSecurity: 'privileged', early: true },
  keeps: 'data',
  wants: ['blockStorage', 'gateway', 'oidcIssuer', 'objectStore', 'metricsStore', 'logStore'],
  options: {
    replicas: option.integer('Replicas of Prometheus', { min: 1 }).default((cluster) => (cluster.ha ? 2 : 1)),
    memory: option
      .quantity('Memory of each Prometheus; it grows with the number of series')
      .default((cluster) => (cluster.ha ? '4Gi' : '1Gi')),
    storage: option.quantity('Volume of each Prometheus').default((cluster) => (cluster.ha ? '100Gi' : '20Gi')),
    retention: option.duration('How long Prometheus itself keeps metrics').default('15d'),
    alerts: option
      .of<Alerts>('Who is told of alerts', '{ slack?: channel, webhook?: boolean }', alertsShape)
      .default({}),
    login: option
      .of<Endpoints<Url>>('Addresses of an issuer that is not Dex', '{ authorize, token, userinfo }', loginShape)
      .optional(),
    controlPlane: option
      .boolean('Scrapes controller manager, scheduler and etcd, which must then not listen on loopback alone')
      .default((cluster) => cluster.distribution === 'kubeadm'),
    roleArn: bucketRole,
  },
  values({ options, cluster, wants, serves, runs, secret, generated, refuse, host }) {
    if (!serves('monitoring.coreos.com/Prometheus'))
      refuse('needs the definitions of monitoring.coreos.com', { hint: 'run prometheus-operator-crds next to it' });
    const { blockStorage, metricsStore, logStore, gateway, oidcIssuer } = wants;
    const admin = generated('grafana-admin', { keys: ['admin-password'], fixed: { 'admin-user': 'admin' } });
    const endpoints = options.login ?? (oidcIssuer && runs('dex') ? dexEndpoints(oidcIssuer.url) : undefined);
    const login = endpoints && { endpoints, client: secret('grafana-oidc', { keys: ['client-id', 'client-secret'] }) };
    const around = { blockStorage, metricsStore, logStore };
    return {
      fullnameOverride: stackName,
      crds: { enabled: false },
      prometheus: prometheus(options, cluster, blockStorage, runs('thanos') ? wants.objectStore : undefined),
      alertmanager: alertmanager(options.alerts, cluster, blockStorage, (name) => secret(name, { keys: ['url'] })),
      prometheusOperator: {
        // The chart's own rules come with the webhook that judges them, and must not fail because it is not up yet.
        admissionWebhooks: { failurePolicy: 'Ignore', certManager: { enabled: serves('cert-manager.io/Certificate') } },
        prometheusConfigReloader: {
          resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
        },
        resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } },
      },
      grafana: grafana(cluster, around, gateway && host('grafana'), admin, login),
      'prometheus-node-exporter': {
        tolerations: [{ operator: 'Exists' }],
        priorityClassName: 'system-node-critical',
        resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '128Mi' } },
      },
      kubeStateMetrics: { enabled: !runs('kube-state-metrics') },
      kubeControllerManager: { enabled: options.controlPlane },
      kubeScheduler: { enabled: options.controlPlane },
      kubeEtcd: { enabled: options.controlPlane },
      // It listens on loopback unless told otherwise, and not every CNI leaves it running.
      kubeProxy: { enabled: false },
    };
  },
  objects(chart, { wants: { gateway }, host }) {
    const name = 'grafana';
    if (gateway) route(chart, { name, host: host(name), service: `${stackName}-grafana`, port: 80, gateway });
  },
  access({ namespace, wants, host }) {
    const where = wants.gateway
      ? `https://${host('grafana')}`
      : `http://localhost:3000 after \`kubectl -n ${namespace} port-forward svc/${stackName}-grafana 3000:80\``;
    return `Grafana is at ${where}. The password of its local user \`admin\` is in the Secret \`grafana-admin\` of the namespace \`${namespace}\`.`;
  },
});
