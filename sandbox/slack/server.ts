import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Reply } from './reply.ts';

/** One request to the local Slack. */
export interface ServerRequest {
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly bytes: Buffer;
}

/** A running HTTP server on the loopback address. */
export interface RunningServer {
  readonly server: Server;
  /** Such as `http://127.0.0.1:49152`. */
  readonly origin: string;
  /** Stops it and cuts every connection. */
  close(): Promise<void>;
}

/** Serves requests with replies; a bug in `answer` becomes a 500 with the error's text, never a silent hang. */
export async function startServer(
  answer: (request: ServerRequest) => Promise<Reply>,
): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) => {
    void serve(answer, incoming, outgoing);
  });
  // Longer than any client keeps an idle connection: else one could be cut just as it is used again.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    server,
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  answer: (request: ServerRequest) => Promise<Reply>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const { pathname, search } = new URL(incoming.url ?? '/', 'http://localhost');
    const bytes = await buffer(incoming);
    const body = bytes.toString('utf8');
    const reply = await answer({ path: pathname, query: search, headers: incoming.headers, body, bytes });
    write(outgoing, reply);
  } catch (error) {
    if (!outgoing.writableEnded)
      write(outgoing, {
        status: 500,
        body: `The local Slack failed: ${error instanceof Error ? error.stack : error}`,
      });
  }
}

function write(outgoing: ServerResponse, reply: Reply): void {
  if (reply === 'reset') {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const json = typeof reply.body !== 'string';
  outgoing.writeHead(reply.status, {
    'Content-Type': json ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    ...reply.headers,
  });
  outgoing.end(json ? JSON.stringify(reply.body) : reply.body);
}
