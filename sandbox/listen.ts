import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port of this machine, and whoever answers there. */
export interface LocalServer {
  readonly url: string;
  /** From now on this listener answers; until then every request gets a 503. */
  serve(listener: RequestListener): void;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only: nobody else on the network is meant. Rejects when the port is taken (EADDRINUSE). */
export async function listenLocally(port: number): Promise<LocalServer> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
    response.end('{"error":"RootGuard is still starting."}');
  };
  const server = createServer((request, response) => answer(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    serve(listener) {
      answer = listener;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
