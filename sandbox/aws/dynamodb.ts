import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import dynalite from 'dynalite';
import type { WireAnswer } from './protocols.ts';
import type { WireRequest } from './signature.ts';

/** DynamoDB's data: everything but the signature check, which the door has done. */
export interface DynamoDb {
  /** Passes a request on as it is. Rejects when the database is gone. */
  forward(request: WireRequest): Promise<WireAnswer>;
  /** Flushes and closes the database; the folder can then be opened again. */
  close(): Promise<void>;
}

/** Starts dynalite in this process, with its data in a folder, or in memory without one. */
export async function startDynamoDb(folder: string | undefined): Promise<DynamoDb> {
  const settings = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  const server = dynalite(folder === undefined ? settings : { ...settings, path: folder });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  return {
    forward: (incoming) => forward(incoming, port, agent),
    async close() {
      agent.destroy();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
}

async function forward(
  { method, url, headers, body }: WireRequest,
  port: number,
  agent: Agent,
): Promise<WireAnswer> {
  const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers, agent });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  return {
    status: incoming.statusCode,
    contentType: incoming.headers['content-type'] ?? 'application/x-amz-json-1.0',
    body: await text(incoming),
  };
}
