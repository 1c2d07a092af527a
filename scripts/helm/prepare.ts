import { readFileSync } from 'node:fs';
import { type Finding, problem } from '../../constructs/model/finding.ts';
import type { Host } from '../launcher/host.ts';
import { findHelm } from './find.ts';
import type { Helm } from './helm.ts';
import { type Mirror, mirrorsIn } from './mirror.ts';
import { type Renderer, type RenderSettings, renderer } from './render.ts';

export interface Asked extends Pick<RenderSettings, 'progress'> {
  readonly host: Host;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Helm's program; see `findHelm`. */
  readonly helm?: string | undefined;
  /** A file of mirrors. */
  readonly mirrors?: string | undefined;
  /** Whether charts that an earlier run fetched will do. */
  readonly cache: boolean;
}

/** A renderer for what the user asked, or why there can be none. */
export async function prepare({ progress, ...asked }: Asked): Promise<Renderer | Finding> {
  const tools = await toolsFor(asked, '--render');
  return 'severity' in tools ? tools : renderer({ ...tools, root: asked.host.root, progress });
}

/** What a verb that runs Helm works with. */
export interface Tools {
  readonly helm: Helm;
  readonly mirrors: readonly Mirror[];
}

/** The Helm and the mirrors that the user named, or why that cannot be; `what` asks for them. */
export async function toolsFor(
  { host, environment, helm: given, mirrors: file, cache }: Omit<Asked, 'progress'>,
  what: string,
): Promise<Tools | Finding> {
  const read = file === undefined ? { mirrors: [] } : readMirrors(file);
  if ('fault' in read) return problem('chart', `--mirrors ${file}`, read.fault, { hint: form });
  const helm = await findHelm({ given, environment, cacheDir: host.cacheDir, reuse: cache });
  if ('missing' in helm) return problem('chart', what, helm.missing, { hint: helm.hint });
  return { helm, mirrors: read.mirrors };
}

const form = 'write one a line, such as https://charts.jetstack.io: https://mirror.example.org/jetstack';

function readMirrors(file: string): { readonly mirrors: readonly Mirror[] } | { readonly fault: string } {
  try {
    return mirrorsIn(readFileSync(file, 'utf8'));
  } catch (error) {
    return { fault: `cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}
