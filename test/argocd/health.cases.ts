import {
  after,
  before,
  type Case,
  destination,
  type Fields,
  fails,
  git,
  goes,
  newer,
  now,
  source,
  waits,
} from './child.ts';

const helm = (valuesObject: Fields, more: Fields = {}): Fields => ({ ...source, helm: { ...more, valuesObject } });
const complaint = (type: string, message: string): Fields => ({ conditions: [{ type, message }] });
const dry: Fields = { operation: { sync: { dryRun: true } } };

const settled = [
  goes('it is synced and healthy', {}),
  goes('its own message says why', { status: { health: { status: 'Healthy', message: 'all good' } } }, 'all good'),
  ...['Degraded', 'Progressing', 'Suspended', 'Missing', 'Unknown'].map((health) => ({
    ...goes(`its own health is ${health}`, { health }),
    is: health,
  })),
  { ...goes('nobody ever synced it', { spec: { syncPolicy: {} }, health: 'Missing', last: null }), is: 'Missing' },
  goes('automatic sync is off and nobody ever synced it', {
    spec: { syncPolicy: { automated: { enabled: false } } },
    sync: 'OutOfSync',
    last: null,
  }),
  goes('something keeps it OutOfSync after a sync that succeeded', { sync: 'OutOfSync' }),
  goes('it is Synced again after a sync that failed', { last: { phase: 'Failed' } }),
  goes('it was compared in the second in which its sync ended', { last: { finishedAt: now } }),
  goes('a failed dry run is all that happened since it was compared', {
    spec: { syncPolicy: {} },
    sync: 'OutOfSync',
    last: { phase: 'Failed', finishedAt: after, ...dry },
  }),
  goes('it has warnings', { status: complaint('OrphanedResourceWarning', 'stray') }),
];

const unseen: readonly Case[] = [
  { ...waits('it has no status', {}, 'not reconciled'), application: { spec: { source } }, trap: false },
  { ...waits('it is empty', {}, 'not reconciled'), application: {}, trap: false },
  waits('it has never been reconciled', { status: { reconciledAt: undefined } }),
  waits('it has no sync status', { status: { sync: undefined } }),
  waits('it has no health', { status: { health: {} } }),
  waits('what it was compared to is not recorded', { status: { sync: { status: 'Synced' } } }, 'spec.source '),
  waits('its chart version is newer than the one compared', { spec: { source: newer } }, 'spec.source '),
  waits('its destination has moved', { spec: { destination: { ...destination, namespace: 'shop' } } }, 'destination'),
  waits('it ignores more than the comparison did', { spec: { ignoreDifferences: [{ kind: 'Job' }] } }, 'ignoreDiff'),
  goes('it ignores what the comparison ignored', {
    spec: { ignoreDifferences: [{ group: '', kind: 'Job' }] },
    to: { ignoreDifferences: [{ kind: 'Job' }] },
  }),
];

const none: Fields = { repoURL: '' };
const sources = [
  goes('all of its sources were compared', {
    spec: { sources: [source, git] },
    to: { source: none, sources: [source, git] },
  }),
  waits(
    'its sources changed places (the last wins)',
    { spec: { sources: [git, source] }, to: { sources: [source, git] } },
    'sources',
  ),
  waits('one of its sources has moved on', { spec: { sources: [newer, git] }, to: { sources: [source, git] } }),
  waits('a source was added', { spec: { sources: [source, git] }, to: { sources: [source] } }),
  waits('a source was taken away', { spec: { sources: [source] }, to: { sources: [source, git] } }),
  waits('it went from several sources to one', { spec: { sources: [] }, to: { source: none, sources: [source, git] } }),
  waits('it went from one source to several', { spec: { sources: [source, git] } }),
  goes('zero values were dropped from what was compared', {
    spec: { source: { ...source, path: '', helm: { parameters: [], skipCrds: false }, directory: { jsonnet: {} } } },
  }),
  goes('zero values were dropped from its spec', { to: { source: { ...source, kustomize: {}, path: '' } } }),
];

/** A child whose values are `spec`, compared while they were `to`. */
const valued = (spec: Fields, to: Fields) => ({ spec: { source: helm(spec) }, to: { source: helm(to) } });
const values = [
  goes('its values are those compared', valued({ a: 2, b: [1, 'x', { c: null }] }, { b: [1, 'x', {}], a: 2 })),
  waits('a value went from absent to false', valued({ on: false }, {})),
  waits('a value went from 0 to absent', valued({}, { replicas: 0 })),
  waits('a value went from absent to empty', valued({ a: { b: '' } }, { a: {} })),
  waits('a value went from a number to its text', valued({ port: 80 }, { port: '80' })),
  waits('a value that is called valuesObject has changed', valued({ valuesObject: 'a' }, { valuesObject: 'b' })),
  waits('a list of values changed its order', valued({ list: [1, 2] }, { list: [2, 1] })),
  waits('its first values are zero values', { spec: { source: helm({ on: false }) } }),
  waits('its last values were zero values', { to: { source: helm({ on: false }) } }),
  waits('values of one of its sources have changed', {
    spec: { sources: [helm({ on: false }), git] },
    to: { sources: [helm({}), git] },
  }),
  goes('a value is null and was dropped', valued({ a: null, b: 1 }, { b: 1 })),
  goes('its values are empty and were dropped', {
    spec: { source: helm({}, { releaseName: 'x' }) },
    to: { source: { ...source, helm: { releaseName: 'x' } } },
  }),
];

const operations = [
  waits('an operation is requested', { operation: { sync: {} } }),
  waits('a sync is running', { last: { phase: 'Running', message: 'waiting for 3' } }, 'waiting for 3'),
  waits('a sync failed and will be tried again', { last: { phase: 'Running', message: 'Attempt #2' } }, 'Attempt #2'),
  waits('a sync is being stopped', { last: { phase: 'Terminating' } }),
  waits('it is OutOfSync before its first automatic sync', { sync: 'OutOfSync', last: null }, 'first sync'),
  waits('its objects are missing before its first automatic sync', {
    spec: { syncPolicy: { automated: {} } },
    sync: 'OutOfSync',
    health: 'Missing',
    last: null,
  }),
  waits('only a dry run came before its first automatic sync', { sync: 'OutOfSync', last: dry }),
  waits(
    'it was not compared since its sync succeeded',
    { sync: 'OutOfSync', last: { finishedAt: after } },
    'operation',
  ),
  waits('it was not compared since a manual sync', { spec: { syncPolicy: {} }, last: { finishedAt: after } }),
  waits('it is OutOfSync in the second in which its sync ended', { sync: 'OutOfSync', last: { finishedAt: now } }),
  waits('the sync of its previous spec failed a moment ago', {
    sync: 'OutOfSync',
    last: { phase: 'Failed', finishedAt: after },
  }),
];

const unknown = { sync: 'Unknown', health: 'Unknown' };
const failures = [
  fails(
    'its sync failed (what is missing no longer counts)',
    { sync: 'OutOfSync', last: { phase: 'Failed', message: 'quota' } },
    'quota',
  ),
  fails('its sync ended in an error', { sync: 'OutOfSync', last: { phase: 'Error' } }),
  fails('its sync failed and its state is unknown', { sync: 'Unknown', last: { phase: 'Failed' } }),
  fails(
    'automatic sync refuses to remove everything',
    { sync: 'OutOfSync', status: complaint('SyncError', 'wipe out') },
    'wipe out',
  ),
  goes('a sync error is left over although it is Synced', { status: complaint('SyncError', 'old') }),
  fails('its path does not exist', { sync: 'Unknown', status: complaint('ComparisonError', 'app path') }, 'app path'),
  waits('a comparison error is of its previous spec', {
    ...unknown,
    spec: { source: newer },
    status: complaint('ComparisonError', 'x'),
  }),
  fails('its spec is invalid', { ...unknown, status: complaint('InvalidSpecError', 'not permitted') }, 'not permitted'),
  fails('its changed spec is invalid and so is not compared', {
    ...unknown,
    spec: { source: newer },
    status: complaint('InvalidSpecError', 'x'),
  }),
  fails('its first spec is invalid and so is not compared', {
    ...unknown,
    to: { source: none },
    last: null,
    status: { reconciledAt: undefined, ...complaint('InvalidSpecError', 'x') },
  }),
];

const hydrator: Fields = { drySource: { ...git, path: 'dry' }, syncSource: { targetBranch: 'live', path: 'web' } };
const elsewhere: Fields = { ...hydrator, syncSource: { repoURL: 'https://live', targetBranch: 'live', path: 'web' } };
const live: Fields = { repoURL: git.repoURL, path: 'web', targetRevision: 'live' };
const hydrated = (run: Fields, compared: Fields = live) => ({
  spec: { sources: [git], sourceHydrator: hydrator },
  to: { source: compared },
  status: {
    sourceHydrator: { currentOperation: { phase: 'Hydrated', finishedAt: before, sourceHydrator: hydrator, ...run } },
  },
});
const hydration = [
  goes('it is hydrated and compared to its sync source', hydrated({})),
  goes('its sync source is in another repository', {
    spec: { sourceHydrator: elsewhere },
    to: { source: { ...live, repoURL: 'https://live' } },
  }),
  waits('it was compared to something else than its sync source', hydrated({}, source)),
  waits('it is being hydrated', hydrated({ phase: 'Hydrating' }), 'hydrating'),
  waits('its dry source has changed since it was hydrated', hydrated({ sourceHydrator: elsewhere }), 'last hydration'),
  waits('it was not compared since it was hydrated', hydrated({ finishedAt: after }), 'last hydration'),
  fails('hydrating it failed', hydrated({ phase: 'Failed', message: 'cannot push' }), 'cannot push'),
];

const off: Fields = { 'millwright.dev/gates': 'false' };
const gates: readonly Case[] = [
  goes(
    'nothing depends on it, and its sync failed',
    { annotations: off, health: 'Degraded', last: { phase: 'Failed' } },
    'nothing depends on it',
  ),
  {
    ...goes('nothing depends on it, and it is new', {}, 'nothing depends on it'),
    application: { metadata: { annotations: off } },
  },
  fails('its annotation says that it gates', { annotations: { 'millwright.dev/gates': 'true' }, health: 'Degraded' }),
];

/** Children in every state that the check tells apart. */
export const cases: readonly Case[] = [
  ...settled,
  ...unseen,
  ...sources,
  ...values,
  ...operations,
  ...failures,
  ...hydration,
  ...gates,
];
