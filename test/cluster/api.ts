import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMap } from '../../constructs/model/json.ts';

/** What an API server says to one object. */
export interface Verdict {
  readonly accepted: boolean;
  /** Its sentence; empty where it takes the object. */
  readonly reason: string;
}

/** The API server of `KUBECONFIG`, at no cost of a process for each object. */
export interface Api {
  /**
   * What it says to strict dry runs of both ways to bring an object: server-side apply, and creating it. It has to take both.
   * Nothing is changed.
   */
  dryRun(object: unknown): Promise<Verdict>;
  close(): void;
}

/**
 * Opens a connection through `kubectl proxy`, which knows every way to log in, on a socket that nobody else can reach.
 * @throws Error where kubectl does not start
 */
export async function connect(): Promise<Api> {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-api-'));
  const socketPath = join(folder, 'socket');
  const proxy = spawn('kubectl', ['proxy', `--unix-socket=${socketPath}`], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    proxy.stdout.once('data', () => resolve());
    proxy.once('error', reject);
    proxy.once('exit', (code) => reject(new Error(`kubectl proxy ended with ${code}`)));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const send = sender(socketPath, agent);
  const placeOf = placing(send);
  return {
    async dryRun(object) {
      const place = await placeOf(object);
      if (typeof place === 'string') return { accepted: false, reason: place };
      const body = JSON.stringify(object);
      const applied = verdictOf(await send('PATCH', `${place.own}?${options}&force=true`, body));
      return applied.accepted ? verdictOf(await send('POST', `${place.all}?${options}`, body)) : applied;
    },
    close() {
      agent.destroy();
      proxy.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

const options = 'dryRun=All&fieldManager=test-cluster&fieldValidation=Strict';
const types = { GET: 'application/json', POST: 'application/json', PATCH: 'application/apply-patch+yaml' } as const;

interface Response {
  readonly code: number;
  readonly text: string;
}
type Send = (method: keyof typeof types, path: string, body?: string) => Promise<Response>;

const sender =
  (socketPath: string, agent: Agent): Send =>
  (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': types[method] };
      const sent = request({ socketPath, agent, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('error', reject);
        response.on('end', () => resolve({ code: response.statusCode ?? 0, text }));
      });
      sent.on('error', reject);
      sent.end(body);
    });

/** @throws Error where the cluster did not answer, so that nobody takes silence for a refusal */
function verdictOf({ code, text }: Response): Verdict {
  if (code === 200 || code === 201) return { accepted: true, reason: '' };
  // The proxy's own answer where the cluster has gone.
  if (code < 400 || code === 502) throw new Error(`the cluster does not answer: ${code} ${text}`);
  return { accepted: false, reason: messageOf(text) };
}

function messageOf(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: unknown }).message);
  } catch {
    return text;
  }
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** The addresses of an object's kind and of itself, or why it has none; what clients find out before they send anything. */
type PlaceOf = (object: unknown) => Promise<{ readonly all: string; readonly own: string } | string>;

const version = /^([a-z0-9][a-z0-9.-]*\/)?[a-z][a-z0-9-]*$/;
/** What cannot be a part of an address. */
const unaddressable = /^(|\.|\.\.|.*[/%].*)$/s;

function placing(send: Send): PlaceOf {
  const known = new Map<string, Promise<readonly Resource[]>>();
  const resources = (root: string): Promise<readonly Resource[]> => {
    const found = known.get(root) ?? discover(send, root);
    known.set(root, found);
    return found;
  };
  return async (object) => {
    const { apiVersion, kind, metadata } = isMap(object) ? object : {};
    if (typeof apiVersion !== 'string' || !version.test(apiVersion)) return 'there is no such apiVersion';
    if (typeof kind !== 'string' || !isMap(metadata)) return 'there is no kind or no metadata';
    const { name, namespace } = metadata;
    const inside = typeof namespace === 'string' && namespace !== '' ? namespace : 'default';
    if (typeof name !== 'string' || unaddressable.test(name) || unaddressable.test(inside))
      return 'there is no name, or one that fits into no address';
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await resources(root)).find((each) => each.kind === kind && !each.name.includes('/'));
    if (resource === undefined) return `no matches for kind "${kind}" in version "${apiVersion}"`;
    const all = `${root}/${resource.namespaced ? `namespaces/${encodeURIComponent(inside)}/` : ''}${resource.name}`;
    return { all, own: `${all}/${encodeURIComponent(name)}` };
  };
}

async function discover(send: Send, root: string): Promise<readonly Resource[]> {
  const { code, text } = await send('GET', root);
  if (code === 404) return [];
  if (code !== 200) throw new Error(`${root}: ${messageOf(text)}`);
  return (JSON.parse(text) as { resources: readonly Resource[] }).resources;
}
