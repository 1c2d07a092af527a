import { templateMetadata } from '../metadata.ts';
import {
  all,
  below,
  entries,
  fields,
  forbidden,
  isEmpty,
  listOf,
  map,
  mapOf,
  part,
  type Rule,
  say,
  shown,
  textOf,
  type Walk,
} from '../rule.ts';
import { localPath } from './path.ts';
import { podSpec } from './spec.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidatePodTemplateSpec and the annotations of pods.

const appArmor = 'container.apparmor.security.beta.kubernetes.io/';
const seccomp = 'container.seccomp.security.alpha.kubernetes.io/';

function seccompValue(value: unknown, walk: Walk): void {
  const text = textOf(value);
  if (text.startsWith('localhost/')) localPath(text.slice('localhost/'.length), walk);
  else if (text !== 'runtime/default' && text !== 'docker/default' && text !== 'unconfined')
    say(walk, `${shown(text)} is not a profile`, 'use the field seccompProfile instead');
}

/** Annotations that Kubernetes itself reads on pods. */
const podAnnotations: Rule = map(({ metadata, spec }, walk) => {
  const { annotations } = mapOf(metadata);
  const found = mapOf(annotations);
  const pod = mapOf(spec);
  const names = [...listOf(pod['containers']), ...listOf(pod['initContainers'])].map((each) => mapOf(each)['name']);
  for (const key in found)
    below(walk, ['metadata', 'annotations', key], found[key], (value) => {
      if (key === 'controller.kubernetes.io/pod-deletion-cost' && !/^(0|-?[1-9]\d{0,9})$/.test(textOf(value)))
        say(walk, 'must be a whole number');
      if (key.startsWith(seccomp) || key === 'seccomp.security.alpha.kubernetes.io/pod') seccompValue(value, walk);
      if (!key.startsWith(appArmor)) return;
      if (!names.includes(key.slice(appArmor.length)))
        say(walk, 'names no container of the pod', 'use the field appArmorProfile instead');
      if (!/^(|runtime\/default|unconfined|localhost\/.*)$/s.test(textOf(value)))
        say(walk, `${shown(textOf(value))} is not a profile`);
    });
});

/** What pods are made from. */
export const podTemplate: Rule = all(
  fields({ metadata: templateMetadata }),
  part('spec', all(podSpec, forbidden('is for pods that run already', 'ephemeralContainers'))),
  (value, walk) => {
    if (!isEmpty(mapOf(mapOf(mapOf(value)['metadata'])['annotations']))) podAnnotations(value, walk);
  },
);

const imageWithoutBlanks: Rule = entries(
  map(({ image }, walk) => {
    if (textOf(image) !== textOf(image).trim()) say(walk, 'has blanks around it', 'remove them', 'image');
  }),
);

/** A pod of its own asks for what its limits say, where it does not say what it asks for (pkg/apis/core/v1/defaults.go). */
function completed(container: unknown): unknown {
  const found = mapOf(container);
  const { limits, requests } = mapOf(found['resources']);
  return limits === undefined
    ? container
    : { ...found, resources: { ...mapOf(found['resources']), requests: { ...mapOf(limits), ...mapOf(requests) } } };
}

const ownSpec: Rule = all(
  map((spec, walk) => {
    const containers = listOf(spec['containers']);
    podSpec(containers.length === 0 ? spec : { ...spec, containers: containers.map(completed) }, walk);
  }),
  forbidden('is for pods that run already', 'ephemeralContainers'),
  fields({ containers: imageWithoutBlanks, initContainers: imageWithoutBlanks }),
);

/** A pod of its own. */
export const pod: Rule = all(part('spec', ownSpec), podAnnotations);
