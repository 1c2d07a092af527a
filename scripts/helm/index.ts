export { findHelm, type NoHelm, type Wanted } from './find.ts';
export type { Helm, HelmRun } from './helm.ts';
export { type Mirror, mirrored, mirrorsIn } from './mirror.ts';
export { type Asked, prepare, type Tools, toolsFor } from './prepare.ts';
export type { PinnedChart, Pulled } from './pull.ts';
export type { Ran } from './run.ts';
