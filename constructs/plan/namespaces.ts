import { confirmed, podSecurityLabels } from '../factories/fbe/namespace-pack.ts';
import { type PodSecurity, podSecurityLevels } from '../model/capability.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { Evaluated } from './evaluate.ts';
import { lastMade } from './last.ts';

/** Namespaces that Kubernetes itself makes; they are never written. */
export const systemNamespaces: ReadonlySet<string> = new Set([
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
]);

/** Who writes which namespace of the platform. */
export interface Namespaces {
  /** Namespaces that one component alone uses, by its id; it writes them itself. */
  readonly own: ReadonlyMap<string, KubernetesObject>;
  /** Namespaces that must be there before the Applications that use them. */
  readonly early: readonly KubernetesObject[];
  /** Components that run in one of those. */
  readonly afterEarly: ReadonlySet<string>;
}

interface Use {
  level: PodSecurity;
  keeps: boolean;
  early: boolean;
  readonly users: string[];
}

/**
 * One owner for each namespace: a component that has it to itself, or the plan where several share it or a chart's hooks
 * need it first. Its Pod Security level is the weakest that a user declares.
 */
export function namespaces(components: readonly Evaluated[], kubernetes: string): Namespaces {
  const uses = new Map<string, Use>();
  for (const { id, candidate } of components) if (!systemNamespaces.has(candidate.namespace)) note(uses, id, candidate);
  const own = new Map<string, KubernetesObject>();
  const early: KubernetesObject[] = [];
  const afterEarly = new Set<string>();
  for (const [name, use] of uses) {
    const [first, second] = use.users;
    if (first !== undefined && second === undefined && !use.early)
      own.set(first, namespaceObject(name, use.level, kubernetes, use.keeps));
    else {
      // With one user less it may change its owner: for a moment nobody writes it, and what is in it must not go.
      early.push(namespaceObject(name, use.level, kubernetes, true));
      for (const user of use.users) afterEarly.add(user);
    }
  }
  return { own, early, afterEarly };
}

function note(uses: Map<string, Use>, id: string, { namespace, entry }: Evaluated['candidate']): void {
  const { podSecurity, early = false } = entry.component.namespace;
  const use = uses.get(namespace) ?? { level: podSecurity, keeps: false, early: false, users: [] };
  uses.set(namespace, use);
  use.users.push(id);
  use.level = weaker(use.level, podSecurity);
  use.keeps ||= entry.component.keeps === 'data';
  use.early ||= early;
}

const weaker = (a: PodSecurity, b: PodSecurity): PodSecurity =>
  podSecurityLevels.indexOf(a) < podSecurityLevels.indexOf(b) ? a : b;

const lastNamespace = lastMade<KubernetesObject>();

const namespaceObject = (name: string, level: PodSecurity, kubernetes: string, asks: boolean): KubernetesObject =>
  lastNamespace(name, [level, kubernetes, asks], () => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: podSecurityLabels(level, kubernetes), ...(asks && { annotations: confirmed }) },
  }));
