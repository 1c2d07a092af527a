import { ipAddress } from '../address.ts';
import { dnsLabel, dnsSubdomain, qualifiedName, searchDomain, written } from '../forms.ts';
import {
  all,
  atMost,
  choice,
  each,
  entries,
  type Fields,
  fields,
  isAbsent,
  isEmpty,
  listOf,
  map,
  mapOf,
  numberOf,
  oneOf,
  type Rule,
  range,
  required,
  say,
  textOf,
  unique,
  unlessEmpty,
  type Walk,
  within,
} from '../rule.ts';
import { labels } from '../selector.ts';
import { affinity, spreading, tolerations } from './affinity.ts';
import { containers, type Pod } from './container.ts';
import { podResources } from './level.ts';
import { overhead } from './resources.ts';
import { podSecurity } from './security.ts';
import { kindsOfVolumes, volumes } from './volumes.ts';
import { windows } from './windows.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidatePodSpec.

const subdomain = unlessEmpty(written(dnsSubdomain));
const label = unlessEmpty(written(dnsLabel));
const qualified = written(qualifiedName);

const hostAlias: Rule = map(({ ip, hostnames }, walk) => {
  within(walk, 'ip', textOf(ip), ipAddress);
  within(walk, 'hostnames', hostnames, each(written(dnsSubdomain)));
});

const search: Rule = (value, walk) => {
  const text = textOf(value);
  if (text !== '.' || walk.minor < 33)
    written(walk.minor < 33 ? dnsSubdomain : searchDomain)(text.replace(/\.$/, ''), walk);
};

const dnsConfig = fields({
  nameservers: all(each(ipAddress), atMost(3, 'entries')),
  searches: all(each(search), atMost(32, 'entries'), (value, walk) => {
    if (listOf(value).join(' ').length > 2048) say(walk, 'may have at most 2048 characters together');
  }),
  options: entries(map(required('name'))),
});

const claim: Rule = all(
  oneOf('resourceClaimName', 'resourceClaimTemplateName'),
  map(({ name }, walk) => within(walk, 'name', textOf(name), written(dnsLabel))),
  fields({ resourceClaimName: written(dnsSubdomain), resourceClaimTemplateName: written(dnsSubdomain) }),
);

const rules = fields({
  volumes,
  restartPolicy: unlessEmpty(choice('Always', 'OnFailure', 'Never')),
  dnsPolicy: unlessEmpty(choice('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None')),
  dnsConfig,
  nodeSelector: labels,
  affinity,
  topologySpreadConstraints: spreading,
  tolerations,
  readinessGates: entries(
    map(({ conditionType }, walk) => within(walk, 'conditionType', textOf(conditionType), qualified)),
  ),
  schedulingGates: entries(map(({ name }, walk) => within(walk, 'name', textOf(name), qualified))),
  serviceAccountName: subdomain,
  nodeName: subdomain,
  activeDeadlineSeconds: range(1, 2 ** 31 - 1),
  hostname: label,
  subdomain: label,
  hostAliases: entries(hostAlias),
  priorityClassName: subdomain,
  runtimeClassName: written(dnsSubdomain),
  preemptionPolicy: choice('PreemptLowerPriority', 'Never'),
  overhead,
  resourceClaims: all(entries(claim), unique('name')),
  hostnameOverride: all(written(dnsSubdomain), atMost(64, 'characters')),
  os: all(required('name'), fields({ name: choice('linux', 'windows') })),
});

/** What the containers of a pod have to know of it. */
const podOf = (spec: Fields): Pod => ({
  volumes: kindsOfVolumes(spec['volumes']),
  claims: new Set(listOf(spec['resourceClaims']).map((each) => textOf(mapOf(each)['name']))),
  grace: numberOf(spec['terminationGracePeriodSeconds'], 30),
  restartPolicy: textOf(spec['restartPolicy']) || 'Always',
  hostUsers: spec['hostUsers'] !== false,
});

function resolving({ dnsPolicy, dnsConfig }: Fields, walk: Walk): void {
  if (dnsPolicy === 'None' && isEmpty(mapOf(dnsConfig)['nameservers']))
    say(walk, 'is required with dnsPolicy: None', 'add a name server', 'dnsConfig', 'nameservers');
}

function hostNamed({ hostnameOverride, setHostnameAsFQDN, hostNetwork }: Fields, walk: Walk): void {
  if (isAbsent(hostnameOverride)) return;
  if (setHostnameAsFQDN === true) say(walk, 'excludes setHostnameAsFQDN', 'remove one of the two', 'hostnameOverride');
  if (hostNetwork === true) say(walk, 'excludes hostNetwork', 'remove one of the two', 'hostnameOverride');
}

/** In the network of its node, a container has the ports of the node. */
function sharing({ hostNetwork, containers }: Fields, walk: Walk): void {
  if (hostNetwork !== true) return;
  listOf(containers).forEach((container, at) => {
    listOf(mapOf(container)['ports']).forEach((port, index) => {
      const { hostPort, containerPort } = mapOf(port);
      if (numberOf(hostPort) !== 0 && hostPort !== containerPort)
        say(
          walk,
          'must be the containerPort with hostNetwork',
          'remove it',
          'containers',
          at,
          'ports',
          index,
          'hostPort',
        );
    });
  });
}

/** Files of variables lie in a folder that the pod's containers share. */
function filesOfVariables(spec: Fields, walk: Walk, pod: Pod): void {
  for (const list of ['containers', 'initContainers'])
    listOf(spec[list]).forEach((container, at) => {
      listOf(mapOf(container)['env']).forEach((variable, index) => {
        const { fileKeyRef } = mapOf(mapOf(variable)['valueFrom']);
        if (isAbsent(fileKeyRef)) return;
        const kind = pod.volumes.get(textOf(mapOf(fileKeyRef)['volumeName']));
        if (kind !== 'emptyDir')
          say(
            walk,
            kind === undefined ? 'is no volume of the pod' : 'must be an emptyDir',
            'name an emptyDir of the pod',
            list,
            at,
            'env',
            index,
            'valueFrom',
            'fileKeyRef',
            'volumeName',
          );
      });
    });
}

/** The spec of a pod, wherever it stands. */
export const podSpec: Rule = map((spec, walk) => {
  rules(spec, walk);
  const pod = podOf(spec);
  containers(spec, walk, pod);
  podSecurity(spec, walk);
  resolving(spec, walk);
  hostNamed(spec, walk);
  sharing(spec, walk);
  filesOfVariables(spec, walk, pod);
  if (!isEmpty(spec['resources'])) podResources(spec, walk);
  if (spec['os'] !== undefined) windows(spec, walk);
});
