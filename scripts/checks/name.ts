import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Fault, ObjectCheck } from './object.ts';
import { asMap, listAt, type Path, textAt } from './read.ts';
import { releasesOf } from './release.ts';

/** Lengths of a kind's name from which what is made of it has no room. */
interface Limit {
  readonly most: number;
  /** What is longer than this is refused by the API server itself. */
  readonly taken: number;
  /** Read after `is longer than 52 characters: `. */
  readonly why: string;
}

/**
 * Names that the API server takes, and that then make nothing (tried on Kubernetes 1.36): pods of a StatefulSet have a label of
 * its name, a dash and a hash of eight to ten characters, which ends at 63; a DaemonSet has revisions of that name, which end at
 * 253. Deployments and Jobs cut theirs off.
 */
const limits: ReadonlyMap<string, Limit> = new Map([
  ['DaemonSet', { most: 242, taken: 253, why: 'its revisions have up to eleven characters more, and end at 253' }],
  [
    'StatefulSet',
    { most: 52, taken: 63, why: 'its pods have a label of up to eleven characters more, which ends at 63' },
  ],
]);

/** Names become other names: of pods, of Helm releases, of hosts. They fit into those, too. */
export const name: ObjectCheck = {
  name: 'name',
  alone: true,
  faults(object) {
    const limit = limits.get(object.kind);
    if (limit !== undefined) return groupOf(object.apiVersion) === 'apps' ? ofLength(object, limit) : none;
    const hosts = hostsOf.get(object.kind);
    if (hosts !== undefined) return hosts(object).flatMap(hostFaults);
    if (object.kind === 'Application' && groupOf(object.apiVersion) === 'argoproj.io') return ofReleases(object);
    return none;
  },
};

const none: readonly Fault[] = [];

function ofLength({ metadata }: KubernetesObject, { most, taken, why }: Limit): readonly Fault[] {
  const { length } = textAt(metadata, 'name') ?? '';
  if (length <= most || length > taken) return none;
  return [{ path: ['metadata', 'name'], message: `is longer than ${most} characters: ${why}`, hint: 'shorten it' }];
}

/** A host name, and where it stands. */
interface Host {
  readonly path: Path;
  readonly value: unknown;
}

const itemsOf = (value: unknown, path: Path, key: string): readonly Host[] =>
  listAt(value, key).map((item, index) => ({ path: [...path, key, index], value: item }));

/** Where kinds name hosts, or kinds of other groups that nothing is lost by looking at. */
const hostsOf: ReadonlyMap<string, (object: KubernetesObject) => readonly Host[]> = new Map(
  Object.entries<(object: KubernetesObject) => readonly Host[]>({
    Certificate: ({ spec }) => [
      ...itemsOf(spec, ['spec'], 'dnsNames'),
      { path: ['spec', 'commonName'], value: asMap(spec)['commonName'] },
    ],
    Gateway: ({ spec }) => listeners(spec, 'hostname'),
    GRPCRoute: ({ spec }) => itemsOf(spec, ['spec'], 'hostnames'),
    HTTPRoute: ({ spec }) => itemsOf(spec, ['spec'], 'hostnames'),
    Ingress: ({ spec }) => [
      ...listAt(spec, 'rules').map((rule, index) => ({
        path: ['spec', 'rules', index, 'host'],
        value: asMap(rule)['host'],
      })),
      ...listAt(spec, 'tls').flatMap((tls, index) => itemsOf(tls, ['spec', 'tls', index], 'hosts')),
    ],
    TLSRoute: ({ spec }) => itemsOf(spec, ['spec'], 'hostnames'),
  }),
);

const listeners = (spec: unknown, key: string): readonly Host[] =>
  listAt(spec, 'listeners').map((listener, index) => ({
    path: ['spec', 'listeners', index, key],
    value: asMap(listener)[key],
  }));

/** What a name server knows (RFC 1035, 2.3.4), and what a certificate's subject holds (RFC 5280, ub-common-name). */
const LABEL = 63;
const COMMON_NAME = 64;

/** Definitions and the API server count a whole host name, and not its parts. */
function hostFaults({ path, value }: Host): readonly Fault[] {
  if (typeof value !== 'string' || value.length <= LABEL) return none;
  if (path.at(-1) === 'commonName') return value.length > COMMON_NAME ? [noRoom(path)] : none;
  const long = value.split('.').find((label) => label.length > LABEL);
  if (long === undefined) return none;
  return [
    {
      path,
      message: `has a part of ${long.length} characters, and name servers know at most ${LABEL}`,
      hint: `shorten ${long.slice(0, 12)}…`,
    },
  ];
}

const noRoom = (path: Path): Fault => ({
  path,
  message: `is longer than ${COMMON_NAME} characters, and no certificate has room for it`,
  hint: 'leave it out: dnsNames is what counts',
});

/** The longest name of a release (Helm v3.19, pkg/chartutil/validate_name.go, maxNameLen). */
const RELEASE = 53;

function ofReleases(application: KubernetesObject): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { path, release, named } of releasesOf(application))
    if (release.length > RELEASE)
      faults.push({
        path: named ? [...path, 'helm', 'releaseName'] : ['metadata', 'name'],
        message: `is the name of a Helm release and longer than ${RELEASE} characters, which Helm refuses`,
        hint: named ? 'shorten it' : 'write helm.releaseName, or shorten it',
      });
  return faults;
}
