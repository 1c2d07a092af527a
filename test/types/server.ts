import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { tsc } from './project.ts';

/** Where a completion is asked for in a text. */
export const cursor = '▮';

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly items?: readonly { readonly label: string; readonly filterText?: string }[] } | null;
}

/** An editor's end of the compiler's language server, as far as completion needs it. */
export class LanguageServer {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #unread = Buffer.alloc(0);
  #asked = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#process = spawn(process.execPath, [tsc, '--lsp', '--stdio'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#process.stdout?.on('data', (bytes: Buffer) => this.#read(bytes));
  }

  async start(): Promise<void> {
    const rootUri = pathToFileURL(this.#folder).href;
    await this.#ask('initialize', { processId: process.pid, rootUri, capabilities: {} });
    this.#send({ method: 'initialized', params: {} });
  }

  async stop(): Promise<void> {
    await this.#ask('shutdown', undefined);
    this.#send({ method: 'exit' });
    this.#process.stdin?.end();
  }

  /** What the editor would offer at the cursor of a file with this text. */
  async complete(file: string, text: string): Promise<readonly string[]> {
    const uri = pathToFileURL(`${this.#folder}/${file}`).href;
    const before = text.slice(0, text.indexOf(cursor)).split('\n');
    const textDocument = { uri, languageId: 'typescript', version: 1, text: text.replace(cursor, '') };
    this.#send({ method: 'textDocument/didOpen', params: { textDocument } });
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const { result } = await this.#ask('textDocument/completion', { textDocument: { uri }, position });
    this.#send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
    return (result?.items ?? []).map(({ label }) => label.replace(/\?$/, '').replace(/^"(.*)"$/, '$1'));
  }

  #ask(method: string, params: unknown): Promise<Answer> {
    const id = ++this.#asked;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#send({ id, method, params });
    return answer;
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    for (;;) {
      const end = this.#unread.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(this.#unread.toString('utf8', 0, end))?.[1]);
      if (end < 0 || this.#unread.length < end + 4 + length) return;
      const message: Answer = JSON.parse(this.#unread.toString('utf8', end + 4, end + 4 + length));
      this.#unread = this.#unread.subarray(end + 4 + length);
      // What the server asks of the editor gets an empty answer; what it tells is of no interest.
      if (message.method !== undefined && message.id !== undefined) this.#send({ id: message.id, result: null });
      else if (message.id !== undefined) this.#waiting.get(message.id)?.(message);
    }
  }
}
