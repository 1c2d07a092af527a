import { addressOf, ipAddress, isUsable, network } from './address.ts';
import { dnsLabel, dnsSubdomain, qualifiedName, written } from './forms.ts';
import { port as portNumberOrName } from './pod/probe.ts';
import {
  all,
  below,
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
  part,
  type Rule,
  range,
  say,
  textOf,
  unique,
  unlessEmpty,
  type Walk,
  within,
} from './rule.ts';
import { labels } from './selector.ts';

// Kubernetes v1.36: pkg/apis/core/validation/validation.go, validateService; pkg/registry/core/service/storage/alloc.go.

const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
const families = choice('IPv4', 'IPv6');

const typeOf = ({ type }: Fields): string => textOf(type) || 'ClusterIP';

/** The addresses as the server sees them: one alone stands for the list. */
function addressesOf({ clusterIP, clusterIPs }: Fields): readonly unknown[] {
  const list = listOf(clusterIPs);
  return list.length === 0 && !isEmpty(clusterIP) ? [clusterIP] : list;
}

const isHeadless = (spec: Fields): boolean => {
  const [first, ...others] = addressesOf(spec);
  return first === 'None' && others.length === 0;
};

const qualified = written(qualifiedName);
const protocols = choice('TCP', 'UDP', 'SCTP');

const port: Rule = map((found, walk) => {
  const { name, port: number, protocol, targetPort, appProtocol } = found;
  if (!isEmpty(name)) within(walk, 'name', name, written(dnsLabel));
  within(walk, 'port', numberOf(number), range(1, 65_535));
  if (!isEmpty(protocol)) within(walk, 'protocol', protocol, protocols);
  if (!isEmpty(targetPort) && targetPort !== 0) within(walk, 'targetPort', targetPort, portNumberOrName);
  if (!isAbsent(appProtocol)) within(walk, 'appProtocol', appProtocol, qualified);
});

/** Ports are known by protocol and number, and node ports by protocol and theirs. */
function once(ports: readonly unknown[], key: 'port' | 'nodePort', walk: Walk): void {
  const seen = new Set<string>();
  ports.forEach((each, at) => {
    const { protocol, [key]: number } = mapOf(each);
    if (typeof number !== 'number' || number === 0) return;
    const id = `${textOf(protocol) || 'TCP'} ${number}`;
    if (seen.has(id)) say(walk, `${id} is there twice`, 'remove one', 'ports', at, key);
    seen.add(id);
  });
}

function portsOf(spec: Fields, walk: Walk): void {
  const list = listOf(spec['ports']);
  if (list.length === 0 && !isHeadless(spec) && typeOf(spec) !== 'ExternalName')
    say(walk, 'is required', 'add a port', 'ports');
  within(walk, 'ports', spec['ports'], all(entries(port), unique('name')));
  list.forEach((each, at) => {
    const { name, nodePort } = mapOf(each);
    if (list.length > 1 && isEmpty(name))
      say(walk, 'is required where there are several', 'name the port', 'ports', at, 'name');
    if (typeOf(spec) === 'ClusterIP' && numberOf(nodePort) !== 0)
      say(walk, 'is for the types NodePort and LoadBalancer', 'remove it', 'ports', at, 'nodePort');
  });
  once(list, 'port', walk);
  once(list, 'nodePort', walk);
}

function external(spec: Fields, walk: Walk): void {
  const { externalName } = spec;
  const name = textOf(externalName).replace(/\.$/, '');
  if (name === '') say(walk, 'is required for the type ExternalName', 'name the host', 'externalName');
  else within(walk, 'externalName', name, written(dnsSubdomain));
  for (const key of ['clusterIPs', 'clusterIP', 'ipFamilies', 'ipFamilyPolicy'])
    if (!isEmpty(spec[key])) say(walk, 'cannot be set for the type ExternalName', 'remove it', key);
}

function inner(spec: Fields, walk: Walk): void {
  const { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy } = spec;
  const list = addressesOf(spec);
  if (isEmpty(clusterIP) && !isEmpty(clusterIPs))
    say(walk, 'is required with clusterIPs', 'repeat the first of them', 'clusterIP');
  if (!isEmpty(clusterIP) && list[0] !== clusterIP) say(walk, 'must begin with clusterIP', undefined, 'clusterIPs');
  if (list[0] === 'None' && list.length > 1) say(walk, '"None" stands alone', 'remove the others', 'clusterIPs');
  const headless = isHeadless(spec);
  const key = isEmpty(clusterIPs) ? 'clusterIP' : 'clusterIPs';
  list.forEach((address, at) => {
    const from = at === 0 && address === 'None';
    if (!from)
      within(walk, key, address, key === 'clusterIP' ? ipAddress : (value) => within(walk, at, value, ipAddress));
  });
  if (headless && (typeOf(spec) === 'LoadBalancer' || typeOf(spec) === 'NodePort'))
    say(walk, `"None" excludes the type ${typeOf(spec)}`, 'remove one of the two', 'clusterIP');
  const named = listOf(ipFamilies);
  if (named.length === 2 && named[0] === named[1]) say(walk, 'must be two different ones', 'remove one', 'ipFamilies');
  const single = isAbsent(ipFamilyPolicy)
    ? !(headless && Object.keys(mapOf(spec['selector'])).length === 0)
    : ipFamilyPolicy === 'SingleStack';
  if (single && (named.length > 1 || list.length > 1))
    say(walk, 'must be PreferDualStack or RequireDualStack with two families', undefined, 'ipFamilyPolicy');
  if (!headless) stacks(list, named, walk);
}

/** Addresses of at most one of each family, in the order that the families are named. */
function stacks(list: readonly unknown[], named: readonly unknown[], walk: Walk): void {
  const found = list.map((address) => ({ 32: 'IPv4', 128: 'IPv6', 0: '' })[addressOf(textOf(address))?.bits ?? 0]);
  if (list.length > 2 || (list.length === 2 && found[0] === found[1] && found[0] !== ''))
    say(walk, 'may have one address of each family', 'remove the others', 'clusterIPs');
  found.forEach((family, at) => {
    if (family !== '' && named[at] !== undefined && named[at] !== family)
      say(walk, `must be an ${named[at]} address`, undefined, 'clusterIPs', at);
  });
}

/** Whom a Service lets in from outside, and how. */
function outside(service: Fields, walk: Walk): void {
  const spec = mapOf(service['spec']);
  const type = typeOf(spec);
  const { externalTrafficPolicy, healthCheckNodePort, loadBalancerClass, loadBalancerSourceRanges } = spec;
  const reachable =
    type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && !isEmpty(spec['externalIPs']));
  if (!isEmpty(externalTrafficPolicy)) {
    if (!reachable) say(walk, 'is for services that are reachable from outside', 'remove it', 'externalTrafficPolicy');
    else within(walk, 'externalTrafficPolicy', externalTrafficPolicy, choice('Cluster', 'Local'));
  }
  const checked = type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
  if (numberOf(healthCheckNodePort) !== 0 && !checked)
    say(walk, 'needs the type LoadBalancer and externalTrafficPolicy: Local', 'remove it', 'healthCheckNodePort');
  if (checked && numberOf(healthCheckNodePort) !== 0)
    within(walk, 'healthCheckNodePort', healthCheckNodePort, range(1, 65_535));
  const networks = listOf(loadBalancerSourceRanges).map((each) => textOf(each).trim());
  within(walk, 'loadBalancerSourceRanges', networks, each(network));
  if (type === 'LoadBalancer') {
    within(walk, 'loadBalancerClass', loadBalancerClass, qualified);
    return;
  }
  for (const key of ['loadBalancerClass', 'allocateLoadBalancerNodePorts'])
    if (!isAbsent(spec[key])) say(walk, 'is for the type LoadBalancer', 'remove it', key);
  if (!isEmpty(loadBalancerSourceRanges))
    say(walk, 'is for the type LoadBalancer', 'remove it', 'loadBalancerSourceRanges');
}

const traffic = (minor: number): Rule =>
  choice('PreferClose', ...(minor >= 34 ? ['PreferSameZone', 'PreferSameNode'] : []));

const rules = fields({
  type: unlessEmpty(choice(...types)),
  selector: labels,
  sessionAffinity: unlessEmpty(choice('ClientIP', 'None')),
  internalTrafficPolicy: choice('Cluster', 'Local'),
  trafficDistribution: (value, walk) => traffic(walk.minor)(value, walk),
  ipFamilies: each(families),
  ipFamilyPolicy: choice('SingleStack', 'PreferDualStack', 'RequireDualStack'),
  externalIPs: each(all(ipAddress, isUsable)),
});

function sticky({ sessionAffinity, sessionAffinityConfig }: Fields, walk: Walk): void {
  const { timeoutSeconds } = mapOf(mapOf(sessionAffinityConfig)['clientIP']);
  if (sessionAffinity === 'ClientIP' && !isAbsent(timeoutSeconds))
    below(walk, ['sessionAffinityConfig', 'clientIP', 'timeoutSeconds'], timeoutSeconds, range(1, 86_400));
}

/** Annotations of old, which Kubernetes reads still. */
function annotated({ metadata, spec }: Fields, walk: Walk): void {
  const found = mapOf(mapOf(metadata)['annotations']);
  const [mode, hints] = [
    found['service.kubernetes.io/topology-mode'],
    found['service.kubernetes.io/topology-aware-hints'],
  ];
  if (mode !== undefined && hints !== undefined && mode !== hints)
    say(
      walk,
      'must be the same as service.kubernetes.io/topology-aware-hints',
      'remove one of the two',
      'metadata',
      'annotations',
      'service.kubernetes.io/topology-mode',
    );
  const key = 'service.beta.kubernetes.io/load-balancer-source-ranges';
  const ranges = found[key];
  if (ranges === undefined || !isEmpty(mapOf(spec)['loadBalancerSourceRanges'])) return;
  if (typeOf(mapOf(spec)) !== 'LoadBalancer')
    say(walk, 'is for the type LoadBalancer', 'remove it', 'metadata', 'annotations', key);
  const list = textOf(ranges).trim();
  const networks = list.split(',').map((each) => each.trim());
  if (list !== '') below(walk, ['metadata', 'annotations', key], networks, each(network));
}

export const service: Rule = all(
  part(
    'spec',
    all(
      rules,
      map((spec, walk) => {
        portsOf(spec, walk);
        if (typeOf(spec) === 'ExternalName') external(spec, walk);
        else inner(spec, walk);
        sticky(spec, walk);
      }),
    ),
  ),
  map((found, walk) => {
    annotated(found, walk);
    within(walk, 'spec', found['spec'], () => outside(found, walk));
  }),
);
