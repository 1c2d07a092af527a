import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Facilities } from '../model/facility.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { Quantity } from '../model/option.ts';
import { shared } from '../plan/objects.ts';
import { parentRef } from '../platform/route.ts';

/** An HTTP service of a team in one stage, with nothing left open. */
export interface WebService {
  /** The name of every object; pods are found by it, so another name is another service. */
  readonly name: string;
  readonly namespace: string;
  /** `registry/path@sha256:…`, with a numeric user other than root. */
  readonly image: string;
  /** The port that the container listens on; the Service's is 80. */
  readonly port: number;
  /** The path that answers with a status below 400 when the service is well. */
  readonly health: string;
  readonly replicas: number;
  /** What each replica asks for. It gets more CPU where there is any, but never more memory. */
  readonly cpu: Quantity;
  readonly memory: Quantity;
  readonly env: Readonly<Record<string, string>>;
  /** Keys of Secrets, by the Secret's name; each becomes a variable of its own name and wins over `env`. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** Without it, only pods that the network policies let in can call the service. */
  readonly route?: { readonly host: string; readonly gateway: Facilities['gateway'] };
}

const nameLabel = 'app.kubernetes.io/name';
const servicePort = 80;

/**
 * The objects of a web service, fit for a namespace whose Pod Security level is `restricted`: a Deployment and a
 * Service, a route if it has a host, and a disruption budget if it runs more than once.
 */
export function web(service: WebService): readonly KubernetesObject[] {
  const { route, ...same } = service;
  // A stage runs the same on each of its clusters, and cdk8s-plus takes about a millisecond for each object.
  const [deployed, reached, ...budget] = shared('web', [same], () =>
    workload(same).map((object) => named(object, service)),
  );
  if (!deployed || !reached) return [];
  return [deployed, reached, ...(route ? [named(httpRoute(service, route), service)] : []), ...budget];
}

const named = (object: KubernetesObject, { name, namespace }: WebService): KubernetesObject => ({
  ...object,
  metadata: { name, namespace, labels: { [nameLabel]: name } },
});

function workload(service: Workload): readonly KubernetesObject[] {
  const chart = new Chart(new App(), service.name);
  return [
    deployment(chart, service),
    clusterService(chart, service),
    ...(service.replicas > 1 ? [disruptionBudget(service)] : []),
  ];
}

/** A service without what differs by cluster. */
type Workload = Omit<WebService, 'route'>;

/**
 * What cdk8s-plus made, patched afterwards: it writes objects of Kubernetes 1.27, and drops what it does not know from
 * patches of its own.
 */
const patched = (made: kplus.Resource, patches: readonly JsonPatch[]): KubernetesObject =>
  JsonPatch.apply(ApiObject.of(made).toJson(), ...patches);

function deployment(chart: Chart, service: Workload): KubernetesObject {
  const { name, replicas } = service;
  const made = new kplus.Deployment(chart, 'deployment', {
    metadata: { name },
    podMetadata: { labels: { [nameLabel]: name } },
    // Its own selector is a hash of the construct's path. Selectors cannot be changed, so code could not be moved.
    select: false,
    replicas,
    strategy: kplus.DeploymentStrategy.rollingUpdate({
      maxUnavailable: kplus.PercentOrAbsolute.absolute(0),
      maxSurge: kplus.PercentOrAbsolute.percent(25),
    }),
    automountServiceAccountToken: false,
    containers: [container(chart, service)],
  });
  made.select(kplus.LabelSelector.of({ labels: { [nameLabel]: name } }));
  return patched(made, hardened(service));
}

/** The container. Its root file system is read-only; `/tmp` is there to be written to. */
const container = (chart: Chart, service: Workload): kplus.ContainerProps => ({
  name: service.name,
  image: service.image,
  imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
  ports: [{ name: 'http', number: service.port }],
  envVariables: environment(chart, service),
  ...probes(service),
  // Patched in: cdk8s would turn quantities into units of its own.
  resources: {},
  securityContext: {
    ensureNonRoot: true,
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
  },
  volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'tmp', 'tmp') }],
});

function environment(chart: Chart, { env, secrets }: Workload): Record<string, kplus.EnvValue> {
  const variables: Record<string, kplus.EnvValue> = {};
  for (const [name, value] of Object.entries(env)) variables[name] = kplus.EnvValue.fromValue(value);
  for (const [name, keys] of Object.entries(secrets)) {
    const secret = kplus.Secret.fromSecretName(chart, `secret-${name}`, name);
    for (const key of keys) variables[key] = kplus.EnvValue.fromSecretValue({ secret, key });
  }
  return variables;
}

/**
 * Five minutes to start. Then half a minute of bad answers takes a replica out of the Service, and three minutes
 * restart it: a restart does not help against a database that is down, which gets that long to come back.
 */
function probes({ health, port }: Workload): Pick<kplus.ContainerProps, 'startup' | 'readiness' | 'liveness'> {
  const every = (seconds: number, failureThreshold: number) =>
    kplus.Probe.fromHttpGet(health, {
      port,
      periodSeconds: Duration.seconds(seconds),
      timeoutSeconds: Duration.seconds(3),
      failureThreshold,
    });
  return { startup: every(5, 60), readiness: every(10, 3), liveness: every(30, 6) };
}

/** What the pod template needs besides: `restricted` wants the seccomp profile and no capabilities. */
function hardened({ name, replicas, cpu, memory }: Workload): readonly JsonPatch[] {
  const template = '/spec/template';
  const pod = `${template}/spec`;
  const first = `${pod}/containers/0`;
  return [
    JsonPatch.remove(`${template}/metadata/labels/cdk8s.io~1metadata.addr`),
    JsonPatch.add('/spec/revisionHistoryLimit', 3),
    JsonPatch.add(`${pod}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }),
    JsonPatch.add(`${pod}/enableServiceLinks`, false),
    JsonPatch.add(`${first}/securityContext/capabilities`, { drop: ['ALL'] }),
    JsonPatch.add(`${first}/resources`, { requests: { cpu, memory }, limits: { memory } }),
    // Requests still arrive for a moment after a pod has been told to go.
    JsonPatch.add(`${first}/lifecycle`, { preStop: { sleep: { seconds: 5 } } }),
    ...(replicas > 1 ? [JsonPatch.add(`${pod}/topologySpreadConstraints`, spread(name))] : []),
  ];
}

/** Over zones and nodes where possible; each version by itself, or old pods would count during a rollout. */
const spread = (name: string) =>
  ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { [nameLabel]: name } },
    matchLabelKeys: ['pod-template-hash'],
  }));

function clusterService(chart: Chart, { name, port }: Workload): KubernetesObject {
  const made = new kplus.Service(chart, 'service', {
    metadata: { name },
    ports: [{ name: 'http', port: servicePort, targetPort: port }],
  });
  made.selectLabel(nameLabel, name);
  return patched(made, [JsonPatch.remove('/spec/externalIPs')]);
}

const httpRoute = ({ name }: Workload, { host, gateway }: NonNullable<WebService['route']>): KubernetesObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name },
  spec: {
    parentRefs: [parentRef(gateway)],
    hostnames: [host],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ group: '', kind: 'Service', name, port: servicePort, weight: 1 }],
      },
    ],
  },
});

/** One replica at a time may be moved; broken ones never hold up a drain. */
const disruptionBudget = ({ name }: Workload): KubernetesObject => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name },
  spec: {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: { [nameLabel]: name } },
  },
});
