import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the server does with one request. */
export type Step = (response: ServerResponse, request: Received) => void;

/** A request that the server took. */
export interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The number of the connection it came by, from 1. */
  readonly connection: number;
}

/** An HTTP server that takes one step for each request; the last step is repeated. */
export interface ScriptedServer {
  readonly endpoint: string;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
}

/** Starts a server on a port of its own. */
export async function startScriptedServer(steps: readonly [Step, ...Step[]]): Promise<ScriptedServer> {
  const received: Received[] = [];
  const connections = new Map<unknown, number>();
  const server = createServer((request, response) => {
    const connection = connections.get(request.socket) ?? connections.size + 1;
    connections.set(request.socket, connection);
    void text(request).then((body) => {
      const { url, headers } = request;
      const step = steps[received.length] ?? steps.at(-1) ?? steps[0];
      const entry = { url, headers, body, connection };
      received.push(entry);
      step(response, entry);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers with a status and a body. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Step {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** Answers with an AWS error. */
export function refuse(code: string, status = 400): Step {
  return answer(status, {
    __type: `com.amazonaws.dynamodb.v20120810#${code}`,
    message: 'confidential words of the answer',
  });
}

/** Takes the request and resets the connection before any byte of an answer. */
export const reset: Step = (response) => response.socket?.resetAndDestroy();

/** Sends the first half of an answer and then resets the connection. */
export const resetHalfway: Step = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"half":', () => response.socket?.resetAndDestroy());
};

/** Takes the request and never answers. */
export const silence: Step = () => {};

/** Sends the first half of an answer and never the rest. */
export const silenceHalfway: Step = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"half":');
};
