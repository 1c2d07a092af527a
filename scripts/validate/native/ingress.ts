import { couldBeAddress } from './address.ts';
import {
  dnsLabel,
  dnsLabelOfLetter,
  dnsSubdomain,
  domainPrefixedPath,
  pathSegment,
  portName,
  wildcardDomain,
  written,
} from './forms.ts';
import {
  all,
  atMost,
  choice,
  each,
  entries,
  type Fields,
  fields,
  given,
  isAbsent,
  isEmpty,
  map,
  mapOf,
  numberOf,
  part,
  type Rule,
  range,
  required,
  say,
  shown,
  textOf,
  unlessEmpty,
  type Walk,
  within,
} from './rule.ts';

// Kubernetes v1.36, pkg/apis/networking/validation/validation.go: ValidateIngressSpec and validateIngressClassSpec.

const name = unlessEmpty(written(pathSegment));

const reference: Rule = all(required('kind', 'name'), fields({ apiGroup: written(dnsSubdomain), kind: name, name }));

const portOf: Rule = map(({ name: called, number }, walk) => {
  const hasName = !isEmpty(called);
  const hasNumber = numberOf(number) !== 0;
  if (hasName === hasNumber) return say(walk, 'needs either a name or a number', 'give one of them');
  if (hasName) within(walk, 'name', called, written(portName));
  else within(walk, 'number', number, range(1, 65_535));
});

const service: Rule = all(
  required('name'),
  fields({
    name: unlessEmpty((value, walk) => written(walk.minor >= 36 ? dnsLabel : dnsLabelOfLetter)(value, walk)),
  }),
  part('port', portOf),
);

const backend: Rule = all(
  map((found, walk) => {
    const named = given(found, ['service', 'resource']);
    if (named.length !== 1) say(walk, 'needs either a service or a resource', 'give one of them');
  }),
  fields({ service, resource: reference }),
);

const pathTypes = choice('Exact', 'Prefix', 'ImplementationSpecific');
const badParts = ['//', '/./', '/../', '%2f', '%2F'];

function path({ path: text, pathType }: Fields, walk: Walk): void {
  if (isAbsent(pathType)) say(walk, 'is required', 'write Prefix or Exact', 'pathType');
  else within(walk, 'pathType', textOf(pathType), pathTypes);
  const way = textOf(text);
  const isFree = isAbsent(pathType) || pathType === 'ImplementationSpecific';
  if (way === '' && isFree) return;
  if (!way.startsWith('/')) say(walk, 'must begin with "/"', 'write the whole path', 'path');
  if (isFree) return;
  const bad = badParts.find((each) => way.includes(each)) ?? ['/..', '/.'].find((each) => way.endsWith(each));
  if (bad !== undefined) say(walk, `must not contain ${shown(bad)}`, 'write the path without it', 'path');
}

const http: Rule = all(
  required('paths'),
  fields({
    paths: entries(
      map((found, walk) => {
        path(found, walk);
        if (!isAbsent(found['pathType'])) within(walk, 'backend', found['backend'] ?? {}, backend);
      }),
    ),
  }),
);

const host: Rule = (value, walk) => {
  const text = textOf(value);
  if (couldBeAddress(text)) say(walk, `${shown(text)} is an address`, 'write a DNS name');
  written(text.includes('*') ? wildcardDomain : dnsSubdomain)(text, walk);
};

const hostOfCertificate: Rule = (value, walk) => {
  const text = textOf(value);
  written(text.includes('*') ? wildcardDomain : dnsSubdomain)(text, walk);
};

const className = 'kubernetes.io/ingress.class';

export const ingress: Rule = all(
  part(
    'spec',
    all(
      map(({ rules, defaultBackend }, walk) => {
        if (isEmpty(rules) && isAbsent(defaultBackend))
          say(walk, 'is required where there is no defaultBackend', 'add a rule', 'rules');
      }),
      fields({
        defaultBackend: backend,
        rules: entries(fields({ host: unlessEmpty(host), http })),
        tls: entries(fields({ hosts: each(hostOfCertificate), secretName: unlessEmpty(written(dnsSubdomain)) })),
        ingressClassName: written(dnsSubdomain),
      }),
    ),
  ),
  map(({ metadata, spec }, walk) => {
    const annotation = mapOf(mapOf(metadata)['annotations'])[className];
    const { ingressClassName } = mapOf(spec);
    if (annotation !== undefined && !isAbsent(ingressClassName) && annotation !== ingressClassName)
      say(walk, 'must be the same as spec.ingressClassName', 'remove it', 'metadata', 'annotations', className);
  }),
);

const parameters: Rule = all(
  reference,
  fields({ scope: choice('Cluster', 'Namespace') }),
  map(({ scope, namespace }, walk) => {
    if (scope === 'Namespace' && isAbsent(namespace))
      say(walk, 'is required with the scope Namespace', 'add it', 'namespace');
    else if (scope === 'Namespace') within(walk, 'namespace', namespace, written(dnsLabel));
    else if (!isAbsent(namespace)) say(walk, 'needs the scope Namespace', 'remove it', 'namespace');
  }),
);

export const ingressClass: Rule = part(
  'spec',
  all(
    map(({ controller }, walk) =>
      within(walk, 'controller', textOf(controller), all(written(domainPrefixedPath), atMost(250, 'characters'))),
    ),
    fields({ parameters }),
  ),
);
