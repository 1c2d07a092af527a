import type { World } from './verb.ts';

/** How much of how much is done, and what comes next. */
export type Progress = (done: number, all: number, name: string) => void;

/** Says how far a run is, once it has taken longer than two seconds; on a terminal in one line, else one line now and then. */
export function progress({ err, stderrIsTerminal }: World): {
  step: Progress;
  end: () => void;
} {
  const begin = Date.now();
  let last = 0;
  let shown = false;
  return {
    step(done, all, name) {
      const now = Date.now();
      if (now - begin < 2000 || now - last < (stderrIsTerminal ? 100 : 5000)) return;
      last = now;
      shown = true;
      err(stderrIsTerminal ? `\r\u001b[K${done}/${all} ${name}` : `${done}/${all} ${name}\n`);
    },
    end() {
      if (shown && stderrIsTerminal) err('\r\u001b[K');
    },
  };
}
