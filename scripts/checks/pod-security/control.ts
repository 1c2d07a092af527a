import type { Pod } from '../pod.ts';
import { asMap, type Fields, listAt, mapAt, type Path, textAt } from '../read.ts';

/**
 * One control of the Pod Security Standards. Controls and the versions that they changed in: k8s.io/pod-security-admission
 * v0.36.1, policy/check_*.go; what earlier servers make of them: its tags v0.32.0 to v0.35.0.
 */
export interface Control {
  /** Upstream's own name for it. */
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** The minor of the first policy version that has it; 0 for all. */
  readonly since: number;
  /** The control of `baseline` whose place it takes in `restricted`. */
  readonly replaces?: string;
  violations(pod: JudgedPod, versions: Versions): readonly Violation[];
}

/** By which rules a pod is judged; minors, such as 36 for 1.36. */
export interface Versions {
  /** The version that the namespace asks for, at most the server's. */
  readonly policy: number;
  readonly server: number;
}

/** One field that a control forbids or misses. */
export interface Violation {
  readonly path: Path;
  /** Read after the path: `must be false in the container web`. */
  readonly says: string;
  readonly hint: string;
}

/** A pod with what several controls ask of it. */
export interface JudgedPod {
  readonly specPath: Path;
  readonly metadataPath: Path;
  readonly annotations: Fields;
  readonly spec: Fields;
  readonly security: Fields;
  readonly containers: readonly Container[];
  /** Whether it says that it is for Windows. */
  readonly windows: boolean;
  /** Whether it has a user namespace of its own, where root is not root. */
  readonly ownUsers: boolean;
}

export interface Container {
  readonly path: Path;
  /** As messages name it: `the container web`. */
  readonly title: string;
  readonly fields: Fields;
  readonly security: Fields;
}

/** The lists of containers, in the order that upstream visits them. */
const lists = { initContainers: 'init container', containers: 'container', ephemeralContainers: 'ephemeral container' };

/** Looks at a pod once for all controls. */
export function judgedPod({ path, metadata, spec }: Pod): JudgedPod {
  const specPath = [...path, 'spec'];
  const containers = Object.entries(lists).flatMap(([list, title]) =>
    listAt(spec, list).map(
      (fields, index): Container => ({
        path: [...specPath, list, index],
        title: `the ${title} ${textAt(fields, 'name') ?? index}`,
        fields: asMap(fields),
        security: mapAt(fields, 'securityContext'),
      }),
    ),
  );
  return {
    specPath,
    metadataPath: [...path, 'metadata'],
    annotations: mapAt(metadata, 'annotations'),
    spec,
    security: mapAt(spec, 'securityContext'),
    containers,
    windows: textAt(mapAt(spec, 'os'), 'name') === 'windows',
    ownUsers: spec['hostUsers'] === false,
  };
}

/** What holds for the pod's own security context and for each container's: the fields, where they stand and whose they are. */
export const contexts = ({ specPath, security, containers }: JudgedPod) => [
  { path: [...specPath, 'securityContext'], fields: security, title: 'the pod' },
  ...containers.map((container) => ({
    path: [...container.path, 'securityContext'],
    fields: container.security,
    title: container.title,
  })),
];

/** What is there: neither absent nor `null`, which the API takes for absent. */
export const isSet = (value: unknown): boolean => value !== undefined && value !== null;
