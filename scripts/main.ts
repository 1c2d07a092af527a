/** The core bundle: the command line, and everything that a fleet imports as `millwright`. */

export * from '../constructs/index.ts';
export { main } from './cli.ts';
