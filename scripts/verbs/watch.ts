import { watch as watchFolder } from 'node:fs';
import type { World } from './verb.ts';

/** Runs once, and again whenever a file of the fleet changes, until it is interrupted. */
export async function watch(folder: string, again: () => Promise<unknown>, { err }: World): Promise<void> {
  let running = false;
  let pending = false;
  const turn = async (): Promise<void> => {
    if (running) {
      pending = true;
      return;
    }
    running = true;
    do {
      pending = false;
      await again();
    } while (pending);
    running = false;
  };
  await turn();
  err(`watching ${folder}; stop with Ctrl-C\n`);
  let timer: NodeJS.Timeout | undefined;
  const watcher = watchFolder(folder, { recursive: true }, (_event, name) => {
    // The run itself writes registry.ts.
    if (name === 'registry.ts') return;
    clearTimeout(timer);
    timer = setTimeout(() => void turn(), 50);
  });
  await new Promise<void>((resolve) => process.once('SIGINT', resolve));
  watcher.close();
}
