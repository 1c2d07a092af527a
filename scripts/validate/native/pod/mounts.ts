import {
  choice,
  entries,
  type Fields,
  given,
  isAbsent,
  isEmpty,
  listOf,
  map,
  mapOf,
  type Rule,
  say,
  shown,
  textOf,
  type Walk,
  within,
} from '../rule.ts';
import { localPath, noBacksteps } from './path.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidateVolumeMounts and ValidateVolumeDevices.

/** What the volumes of a pod are, by name. */
export type Volumes = ReadonlyMap<string, string>;

const propagations = choice('Bidirectional', 'HostToContainer', 'None');
const recursive = choice('Disabled', 'Enabled', 'IfPossible');

function known(name: string, volumes: Volumes, walk: Walk): void {
  if (name === '') say(walk, 'is required', 'name a volume of the pod', 'name');
  else if (!volumes.has(name))
    say(walk, `there is no volume ${shown(name)} in the pod`, 'add it under volumes, or correct the name', 'name');
}

function paths(mount: Fields, walk: Walk): void {
  const found = given(mount, ['subPath', 'subPathExpr']).filter((key) => mount[key] !== '');
  for (const key of found) within(walk, key, mount[key], localPath);
  if (found.length > 1) say(walk, 'excludes subPath', 'remove one of the two', 'subPathExpr');
}

function manners(mount: Fields, walk: Walk, privileged: boolean): void {
  const { mountPropagation, readOnly, recursiveReadOnly } = mount;
  if (!isAbsent(mountPropagation)) within(walk, 'mountPropagation', mountPropagation, propagations);
  if (mountPropagation === 'Bidirectional' && !privileged)
    say(walk, 'Bidirectional is for privileged containers only', 'write HostToContainer', 'mountPropagation');
  if (isAbsent(recursiveReadOnly)) return;
  within(walk, 'recursiveReadOnly', recursiveReadOnly, recursive);
  if (recursiveReadOnly !== 'Enabled' && recursiveReadOnly !== 'IfPossible') return;
  if (readOnly !== true) say(walk, 'needs readOnly: true', 'set it', 'recursiveReadOnly');
  if (!isAbsent(mountPropagation) && mountPropagation !== 'None')
    say(walk, 'excludes mountPropagation', 'remove one of the two', 'recursiveReadOnly');
}

/** Names and paths of mounts or devices. */
const taken = (list: unknown, path: string) => ({
  names: new Set(listOf(list).map((each) => textOf(mapOf(each)['name']))),
  paths: new Set(listOf(list).map((each) => textOf(mapOf(each)[path]))),
});

function once(value: string, seen: Set<string>, walk: Walk, key: string): void {
  if (seen.has(value)) say(walk, `${shown(value)} is there twice`, 'remove one', key);
  seen.add(value);
}

function mountsOf({ volumeMounts, volumeDevices }: Fields, walk: Walk, volumes: Volumes, privileged: boolean): void {
  const devices = taken(volumeDevices, 'devicePath');
  const seen = new Set<string>();
  const mount: Rule = map((found) => {
    const { name, mountPath } = found;
    known(textOf(name), volumes, walk);
    if (isEmpty(mountPath)) say(walk, 'is required', 'add it', 'mountPath');
    once(textOf(mountPath), seen, walk, 'mountPath');
    if (devices.names.has(textOf(name)) || devices.paths.has(textOf(mountPath)))
      say(walk, 'is also among the volumeDevices', 'remove one of the two');
    paths(found, walk);
    manners(found, walk, privileged);
  });
  within(walk, 'volumeMounts', volumeMounts, entries(mount));
}

function devicesOf({ volumeMounts, volumeDevices }: Fields, walk: Walk, volumes: Volumes): void {
  const mounts = taken(volumeMounts, 'mountPath');
  const names = new Set<string>();
  const seen = new Set<string>();
  const device: Rule = map(({ name, devicePath }) => {
    const kind = volumes.get(textOf(name));
    known(textOf(name), volumes, walk);
    if (kind !== undefined && kind !== 'persistentVolumeClaim' && kind !== 'ephemeral')
      say(walk, 'only a claim can be a device', 'mount it instead', 'name');
    if (isEmpty(devicePath)) say(walk, 'is required', 'add it', 'devicePath');
    within(walk, 'devicePath', devicePath, noBacksteps);
    once(textOf(name), names, walk, 'name');
    once(textOf(devicePath), seen, walk, 'devicePath');
    if (mounts.names.has(textOf(name)) || mounts.paths.has(textOf(devicePath)))
      say(walk, 'is also among the volumeMounts', 'remove one of the two');
  });
  within(walk, 'volumeDevices', volumeDevices, entries(device));
}

/** What a container takes of the pod's volumes. */
export function mounts(container: Fields, walk: Walk, volumes: Volumes): void {
  const { privileged } = mapOf(container['securityContext']);
  if (!isEmpty(container['volumeMounts'])) mountsOf(container, walk, volumes, privileged === true);
  if (!isEmpty(container['volumeDevices'])) devicesOf(container, walk, volumes);
}
