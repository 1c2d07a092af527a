import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server on loopback that notes what it is asked for. */
export interface Serving {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  /** Method and path of every request, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Answers every request; close it when the test is over. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Serving> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens nowhere');
  return {
    address: `127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export function send(response: ServerResponse, status: number, type: string, body: Buffer | string): void {
  const bytes = Buffer.from(body as string);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}
