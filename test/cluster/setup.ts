import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { installDefinitions } from './definitions.ts';
import { ask } from './kubectl.ts';
import { removeMade } from './made.ts';
import { clusters } from './tree.ts';

/** Before all files: a cluster that may be changed, without what an earlier run left there, and with the definitions. */
export default async function setup(): Promise<() => Promise<void>> {
  try {
    await ready();
    await removeMade();
    await installDefinitions(clusters().flatMap(({ files }) => files));
  } catch (error) {
    // Vitest would say that it found no tests, and bury the reason.
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  return removeMade;
}

async function ready(): Promise<void> {
  const { KUBECONFIG } = process.env;
  if (!KUBECONFIG)
    throw new Error(
      'The cluster tests change a cluster: let KUBECONFIG name the kubeconfig of one that they may change.',
    );
  if (!KUBECONFIG.split(delimiter).some((path) => existsSync(path)))
    throw new Error(`KUBECONFIG=${KUBECONFIG} is not there.`);
  const { code, err } = await ask(['get', '--raw', '/readyz', '--request-timeout=20s']);
  if (code !== 0) throw new Error(`The cluster of KUBECONFIG=${KUBECONFIG} does not answer: ${err}`);
}
