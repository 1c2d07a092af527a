import { sysctlName, written } from '../forms.ts';
import {
  all,
  choice,
  each,
  entries,
  fields,
  isEmpty,
  listOf,
  map,
  mapOf,
  type Rule,
  range,
  say,
  shown,
  textOf,
  within,
} from '../rule.ts';
import { localPath } from './path.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidateSecurityContext and validatePodSpecSecurityContext.

const id = range(0, 2 ** 31 - 1);

const ids = { runAsUser: id, runAsGroup: id };

const profileTypes = choice('Localhost', 'RuntimeDefault', 'Unconfined');

/** A profile that a node has, or one that comes with the runtime. */
const profile = (path: Rule): Rule =>
  map(({ type, localhostProfile }, walk) => {
    if (isEmpty(type)) return say(walk, 'is required', 'write RuntimeDefault', 'type');
    within(walk, 'type', type, profileTypes);
    const named = localhostProfile !== undefined && localhostProfile !== null;
    if (type === 'Localhost') {
      if (!named) say(walk, 'is required with the type Localhost', 'name the file on the node', 'localhostProfile');
      else within(walk, 'localhostProfile', localhostProfile, path);
    } else if (named) say(walk, 'is for the type Localhost only', 'remove it', 'localhostProfile');
  });

const seccompProfile = profile(localPath);

const appArmorProfile = profile((value, walk) => {
  const text = textOf(value);
  if (text === '' || text !== text.trim() || text.length > 4095)
    say(
      walk,
      `${shown(text)} is not a name of a profile`,
      'write one of at most 4095 characters without blanks around it',
    );
});

const profiles = { seccompProfile, appArmorProfile };

/** The security context of a container; `hostUsers` says whether its users are those of the node. */
export const containerSecurity = (hostUsers: boolean): Rule =>
  all(
    fields({
      ...ids,
      ...profiles,
      procMount: choice('Default', 'Unmasked'),
    }),
    map(({ allowPrivilegeEscalation, privileged, capabilities, procMount }, walk) => {
      if (hostUsers && procMount === 'Unmasked')
        say(walk, 'Unmasked needs hostUsers: false', 'set it in the pod', 'procMount');
      if (allowPrivilegeEscalation !== false) return;
      if (privileged === true)
        say(walk, 'cannot be false in a privileged container', 'remove one of the two', 'allowPrivilegeEscalation');
      if (listOf(mapOf(capabilities)['add']).includes('CAP_SYS_ADMIN'))
        say(
          walk,
          'cannot be false with the capability CAP_SYS_ADMIN',
          'remove one of the two',
          'allowPrivilegeEscalation',
        );
    }),
  );

/** Kernel parameters of the node's own namespaces (Kubernetes v1.36, component-helpers, node/util/sysctl/namespace.go). */
const ofNode = {
  hostIPC: /^(kernel\.(sem|shmall|shmmax|shmmni|shm_rmid_forced|msgmax|msgmnb|msgmni)$|fs\.mqueue\.)/,
  hostNetwork: /^net\./,
} as const;

/** Names may be written with "/" between their parts, too. */
const dotted = (name: string): string => (/^[^./]*\//.test(name) ? name.replaceAll('/', '.') : name);

const sysctl: Rule = map(({ name }, walk) => {
  if (isEmpty(name)) say(walk, 'is required', 'name the parameter', 'name');
  else within(walk, 'name', name, written(sysctlName));
});

const podFields = fields({
  ...ids,
  ...profiles,
  fsGroup: id,
  supplementalGroups: each(id),
  fsGroupChangePolicy: choice('OnRootMismatch', 'Always'),
  supplementalGroupsPolicy: choice('Merge', 'Strict'),
  seLinuxChangePolicy: choice('Recursive', 'MountOption'),
  sysctls: entries(sysctl),
});

/** The security context of a pod, judged from its spec because some of it stands there. */
export const podSecurity: Rule = map((spec, walk) => {
  within(walk, 'securityContext', spec['securityContext'], podFields);
  const { sysctls } = mapOf(spec['securityContext']);
  const seen = new Set<string>();
  listOf(sysctls).forEach((each, at) => {
    const name = textOf(mapOf(each)['name']);
    const where = ['securityContext', 'sysctls', at, 'name'];
    if (seen.has(name)) say(walk, `${shown(name)} is there twice`, 'remove one', ...where);
    seen.add(name);
    for (const field of ['hostIPC', 'hostNetwork'] as const)
      if (spec[field] === true && ofNode[field].test(dotted(name)))
        say(walk, `cannot be set with ${field}: it would change the node`, 'remove it', ...where);
  });
  if (spec['hostPID'] === true && spec['shareProcessNamespace'] === true)
    say(walk, 'cannot be true with hostPID', 'remove one of the two', 'shareProcessNamespace');
  if (spec['hostUsers'] !== false) return;
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'])
    if (spec[field] === true) say(walk, 'cannot be true with hostUsers: false', 'remove one of the two', field);
});
