import type { Json } from '../../constructs/model/json.ts';

export type Fields = { readonly [key: string]: Json | undefined };

/** A child Application, and what its parent must make of it. */
export interface Case {
  readonly when: string;
  readonly is: string;
  readonly application: Fields;
  /** Part of the message. */
  readonly because: string;
  /** It looks healthy and is not. */
  readonly trap: boolean;
}

export const before = '2026-08-01T10:00:00Z';
export const now = '2026-08-01T10:05:00Z';
export const after = '2026-08-01T10:05:01Z';

export const source: Fields = { repoURL: 'https://charts.example.org', chart: 'web', targetRevision: '1.2.3' };
export const newer: Fields = { ...source, targetRevision: '1.3.0' };
export const git: Fields = { repoURL: 'https://git.example.org/fleet', path: 'web', targetRevision: 'refs/tags/p-7' };
export const destination: Fields = { server: 'https://kubernetes.default.svc', namespace: 'web' };

export interface Parts {
  readonly spec?: Fields;
  /** Over the recorded comparison. */
  readonly to?: Fields;
  readonly sync?: string;
  readonly health?: string;
  readonly status?: Fields;
  readonly annotations?: Fields;
  readonly operation?: Fields;
  /** Over the last operation; `null` for none. */
  readonly last?: Fields | null;
}

/** Synced automatically, compared since and healthy, but for the parts given. */
export const child = (parts: Parts): Fields => ({
  metadata: { name: 'web', annotations: parts.annotations },
  spec: { source, destination, syncPolicy: { automated: { prune: true } }, ...parts.spec },
  status: {
    reconciledAt: now,
    health: { status: parts.health ?? 'Healthy' },
    sync: { status: parts.sync ?? 'Synced', comparedTo: { source, destination, ...parts.to } },
    operationState: parts.last === null ? undefined : { phase: 'Succeeded', finishedAt: before, ...parts.last },
    ...parts.status,
  },
  operation: parts.operation,
});

const judged =
  (is: string) =>
  (when: string, parts: Parts, because = ''): Case => {
    const looksHealthy = parts.health === undefined && parts.status?.health === undefined;
    return { when, is, application: child(parts), because, trap: looksHealthy && is !== 'Healthy' };
  };

/** The wave goes on. */
export const goes = judged('Healthy');
/** The wave waits. */
export const waits = judged('Progressing');
/** The parent's sync fails. */
export const fails = judged('Degraded');
