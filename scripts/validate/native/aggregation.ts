import { dnsLabelOfLetter, dnsSubdomain, written } from './forms.ts';
import {
  all,
  fields,
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
  within,
} from './rule.ts';

// Kubernetes v1.36, kube-aggregator, pkg/apis/apiregistration/validation/validation.go.

const spec: Rule = all(
  fields({
    group: unlessEmpty(written(dnsSubdomain)),
    service: all(required('name', 'namespace'), fields({ port: range(1, 65_535) })),
  }),
  map(({ group, version, groupPriorityMinimum, versionPriority, service, caBundle, insecureSkipTLSVerify }, walk) => {
    within(walk, 'version', textOf(version), written(dnsLabelOfLetter));
    if (isEmpty(group) && version !== 'v1') say(walk, 'is required', 'add it', 'group');
    within(walk, 'groupPriorityMinimum', numberOf(groupPriorityMinimum), range(1, 20_000));
    within(walk, 'versionPriority', numberOf(versionPriority), range(1, 1_000));
    if (isAbsent(service) && !isEmpty(caBundle)) say(walk, 'is for the service of an API', 'remove it', 'caBundle');
    if (insecureSkipTLSVerify === true && (isAbsent(service) || !isEmpty(caBundle)))
      say(
        walk,
        isAbsent(service) ? 'is for the service of an API' : 'excludes caBundle',
        'remove it',
        'insecureSkipTLSVerify',
      );
  }),
);

export const apiService: Rule = all(
  part('spec', spec),
  map(({ metadata, spec: found }, walk) => {
    const { group, version } = mapOf(found);
    const wanted = `${textOf(version)}.${textOf(group)}`;
    const { name } = mapOf(metadata);
    if (textOf(name) !== wanted)
      say(walk, `must be the version and the group: ${shown(wanted)}`, undefined, 'metadata', 'name');
  }),
);
