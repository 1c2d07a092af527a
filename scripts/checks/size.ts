import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { characters, inKiB, jsonBytes, MiB, MOST_JSON_BYTES } from './bytes.ts';
import type { Fault, Known, ObjectCheck } from './object.ts';
import { asMap, type Fields, listAt } from './read.ts';
import { keptByKubectl, LAST_APPLIED } from './size/kept.ts';

/** What etcd takes in one request (etcd v3.6, server/embed/config.go, DefaultMaxRequestBytes). */
const ETCD = 1.5 * MiB;
/** What we leave of it to an Application, because Argo CD writes its status beside it. */
const APPLICATION = MiB;
/** Copies of an Application's sources in its status, besides its history: compared, in operation, synced (argo-cd v3.5.1, types.go). */
const COPIES = 3;
/** `revisionHistoryLimit` where it is not set. */
const HISTORY = 10;

/**
 * An object is small enough to be stored, with what others will write into it. What the API server counts itself, annotations and
 * the data of ConfigMaps, is the schema's.
 */
export const size: ObjectCheck = {
  name: 'size',
  alone: true,
  faults(object, _, known) {
    // Nearly all objects are far smaller than any limit, and their characters are counted fast.
    const most = charactersOf(object, known) * MOST_JSON_BYTES;
    return most <= LAST_APPLIED && most * timesKept(object) <= ETCD ? none : ofLarge(object);
  },
};

const none: readonly Fault[] = [];

const counted = new WeakMap<KubernetesObject, number>();

/**
 * Characters of an object, or some more: those of one that is fine, and those of what is new. What has gone is still in the sum,
 * so everything is counted again once the sum is no longer small.
 */
function charactersOf(object: KubernetesObject, known: Known | undefined): number {
  const before = known?.difference && counted.get(known.fine);
  const sum = before === undefined ? Number.POSITIVE_INFINITY : before + characters(object, known?.difference);
  const found = sum * MOST_JSON_BYTES > LAST_APPLIED ? characters(object) : sum;
  counted.set(object, found);
  return found;
}

/** Kinds whose contents the API server limits itself. */
const limited: ReadonlySet<string> = new Set(['ConfigMap', 'Secret']);

function ofLarge(object: KubernetesObject): readonly Fault[] {
  const faults: Fault[] = [];
  if (!limited.has(object.kind)) ofWhole(object, faults);
  const kept = keptByKubectl(object, true);
  if (kept !== undefined) faults.push(kept);
  return faults;
}

function ofWhole(object: KubernetesObject, faults: Fault[]): void {
  const argo = isOfArgo(object);
  const most = argo ? APPLICATION : ETCD;
  const bytes = jsonBytes(object);
  const times = timesKept(object);
  if (bytes > most)
    faults.push({
      path: [],
      message: `is ${inKiB(bytes)}, and ${argo ? 'with its status it must fit into etcd, so at most' : 'etcd takes at most'} ${inKiB(most)}`,
      hint: argo ? 'move what is large in its values into a ConfigMap of our own' : 'make several objects of it',
    });
  else if (times > 1) ofHistory(asMap(object['spec']), times, faults);
}

const isOfArgo = ({ kind, apiVersion }: KubernetesObject): boolean =>
  (kind === 'Application' || kind === 'ApplicationSet') && apiVersion.startsWith('argoproj.io/');

/** How often an Application's sources are stored: in itself, and in its status. */
function timesKept(object: KubernetesObject): number {
  if (object.kind !== 'Application' || !isOfArgo(object)) return 1;
  const { revisionHistoryLimit: limit } = asMap(object['spec']);
  return 1 + COPIES + (typeof limit === 'number' ? limit : HISTORY);
}

/** Argo CD keeps an Application's sources, values included, once a revision of its history. */
function ofHistory(spec: Fields, times: number, faults: Fault[]): void {
  const bytes = jsonBytes([spec['source'], ...listAt(spec, 'sources')]);
  if (bytes * times <= ETCD) return;
  const fitting = Math.floor(ETCD / bytes) - 1 - COPIES;
  faults.push({
    path: ['spec', 'revisionHistoryLimit'],
    message: `keeps sources of ${inKiB(bytes)} ${times} times in the Application's status, and etcd takes at most ${inKiB(ETCD)}`,
    hint: fitting >= 0 ? `write revisionHistoryLimit: ${fitting}` : 'make the values smaller',
  });
}
