import { dnsLabel, portName, written } from '../forms.ts';
import {
  all,
  atMost,
  choice,
  entries,
  type Fields,
  fields,
  given,
  isAbsent,
  isEmpty,
  listOf,
  map,
  mapOf,
  numberOf,
  type Rule,
  range,
  required,
  say,
  shown,
  textOf,
  unique,
  unlessEmpty,
  type Walk,
  within,
} from '../rule.ts';
import { env, envFrom } from './env.ts';
import { mounts, type Volumes } from './mounts.ts';
import { lifecycle, probes } from './probe.ts';
import { containerResourceName, resources } from './resources.ts';
import { containerSecurity } from './security.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: validateContainerCommon, validateContainers, validateInitContainers.

/** What containers have to know of their pod. */
export interface Pod {
  readonly volumes: Volumes;
  /** Names of its resourceClaims. */
  readonly claims: ReadonlySet<string>;
  /** How many seconds it has to end. */
  readonly grace: number;
  readonly restartPolicy: string;
  /** Whether its users are those of the node. */
  readonly hostUsers: boolean;
}

const portNumber = range(1, 65_535);

const port: Rule = map(({ name, containerPort, hostPort, protocol }, walk) => {
  if (!isEmpty(name)) within(walk, 'name', name, written(portName));
  within(walk, 'containerPort', numberOf(containerPort), portNumber);
  if (numberOf(hostPort) !== 0) within(walk, 'hostPort', hostPort, portNumber);
  if (!isEmpty(protocol)) within(walk, 'protocol', protocol, choice('TCP', 'UDP', 'SCTP'));
});

const ports: Rule = all(entries(port), unique('name'));

function hostPortsOnce(container: Fields, walk: Walk, seen: Set<string>): void {
  listOf(container['ports']).forEach((each, at) => {
    const { hostPort, hostIP, protocol } = mapOf(each);
    if (typeof hostPort !== 'number' || hostPort === 0) return;
    const id = `${textOf(protocol) || 'TCP'} ${textOf(hostIP)} ${hostPort}`;
    if (seen.has(id)) say(walk, 'is taken already', 'take another one', 'ports', at, 'hostPort');
    seen.add(id);
  });
}

const rules = fields({
  ports,
  env,
  envFrom,
  imagePullPolicy: unlessEmpty(choice('Always', 'IfNotPresent', 'Never')),
  terminationMessagePolicy: unlessEmpty(choice('File', 'FallbackToLogsOnError')),
});

const resize = (restartPolicy: string): Rule =>
  all(
    entries(
      all(
        required('resourceName', 'restartPolicy'),
        fields({ resourceName: choice('cpu', 'memory'), restartPolicy: choice('NotRequired', 'RestartContainer') }),
        map(({ restartPolicy: own }, walk) => {
          if (restartPolicy === 'Never' && own === 'RestartContainer')
            say(walk, 'must be NotRequired in a pod that is never restarted', undefined, 'restartPolicy');
        }),
      ),
    ),
    unique('resourceName'),
  );

const securityOfNode = containerSecurity(true);
const securityOfOwn = containerSecurity(false);

function common(container: Fields, walk: Walk, pod: Pod): void {
  within(walk, 'name', textOf(container['name']), written(dnsLabel));
  if (isEmpty(container['image'])) say(walk, 'is required', 'name the image', 'image');
  rules(container, walk);
  mounts(container, walk, pod.volumes);
  const { resources: asked, securityContext, resizePolicy } = container;
  if (!isEmpty(asked)) within(walk, 'resources', asked, resources(containerResourceName, pod.claims));
  if (!isEmpty(securityContext))
    within(walk, 'securityContext', securityContext, pod.hostUsers ? securityOfNode : securityOfOwn);
  if (!isEmpty(resizePolicy)) within(walk, 'resizePolicy', resizePolicy, resize(pod.restartPolicy));
}

const watching = Object.keys(probes);
const probed = fields(probes);

function lively(container: Fields, walk: Walk, { grace }: Pod): void {
  probed(container, walk);
  if (!isEmpty(container['lifecycle'])) within(walk, 'lifecycle', container['lifecycle'], lifecycle(grace));
}

const restartRule: Rule = all(
  required('action', 'exitCodes'),
  fields({
    action: choice('Restart', 'RestartAllContainers'),
    exitCodes: all(required('operator'), fields({ operator: choice('In', 'NotIn'), values: atMost(255, 'entries') })),
  }),
);

const always = choice('Always');
const everyPolicy = choice('Always', 'Never', 'OnFailure');

/** When one container is restarted; since Kubernetes 1.35 every container can say so (ContainerRestartRules). */
function restarts({ restartPolicy, restartPolicyRules }: Fields, walk: Walk, isInit: boolean): void {
  if (isAbsent(restartPolicy) && isAbsent(restartPolicyRules)) return;
  if (!isAbsent(restartPolicy) && walk.minor < 35 && !isInit)
    say(walk, 'is for init containers only before Kubernetes 1.35', 'remove it', 'restartPolicy');
  if (!isAbsent(restartPolicy)) within(walk, 'restartPolicy', restartPolicy, walk.minor < 35 ? always : everyPolicy);
  if (isEmpty(restartPolicyRules)) return;
  if (isAbsent(restartPolicy)) say(walk, 'is required with restartPolicyRules', 'add it', 'restartPolicy');
  within(walk, 'restartPolicyRules', restartPolicyRules, all(entries(restartRule), atMost(20, 'entries')));
}

function initial(container: Fields, walk: Walk, pod: Pod): void {
  restarts(container, walk, true);
  if (container['restartPolicy'] === 'Always') {
    lively(container, walk, pod);
    return;
  }
  for (const key of given(container, ['lifecycle', ...watching]))
    say(walk, 'is for init containers with restartPolicy: Always', 'remove it', key);
  listOf(container['resizePolicy']).forEach((each, at) => {
    if (mapOf(each)['restartPolicy'] === 'RestartContainer')
      say(
        walk,
        'an init container cannot be restarted for that',
        'write NotRequired',
        'resizePolicy',
        at,
        'restartPolicy',
      );
  });
}

/** The containers and init containers of a pod. */
export function containers(spec: Fields, walk: Walk, pod: Pod): void {
  const names = new Set<string>();
  const named: Rule = map(({ name }) => {
    const text = textOf(name);
    if (text !== '' && names.has(text)) say(walk, `${shown(text)} is there twice`, 'rename one', 'name');
    names.add(text);
  });
  if (isEmpty(spec['containers'])) say(walk, 'is required', 'add a container', 'containers');
  const hostPorts = new Set<string>();
  const usual: Rule = map((container) => {
    common(container, walk, pod);
    lively(container, walk, pod);
    restarts(container, walk, false);
    hostPortsOnce(container, walk, hostPorts);
  });
  const first: Rule = map((container) => {
    common(container, walk, pod);
    initial(container, walk, pod);
    hostPortsOnce(container, walk, new Set());
  });
  within(walk, 'containers', spec['containers'], entries(all(named, usual)));
  within(walk, 'initContainers', spec['initContainers'], entries(all(named, first)));
}
