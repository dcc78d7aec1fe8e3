import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { asObject, type JsonObject, textAt } from '../../src/core/json.ts';
import { type Delivery, noAnswer, type RawAnswer, type Sender } from './delivery.ts';
import { secret } from './ids.ts';

/** The WebSocket side of Slack. https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface SocketMode {
  /** The answer to apps.connections.open: a URL that one client may use once. */
  issueUrl(origin: string): string;
  /** Takes the upgrade requests of a server. */
  attach(server: Server): void;
  /** Sends to one connected client and waits for its acknowledgement; nobody connected is `dispatch_failed`. */
  readonly send: Sender;
  /** Tells all clients to connect again. */
  refresh(): void;
  close(): void;
}

/** Slack pings every few seconds; clients give up after thirty without one. */
const pingEvery = 10_000;

/** How long a client has to take its leave, in ms. */
const closeWait = 200;

/** Makes a Socket Mode side without any connection. `deadline` is in real ms. */
export function createSocketMode(options: { readonly appId: string; readonly deadline: number }): SocketMode {
  const wss = new WebSocketServer({ noServer: true });
  const urls = new Set<string>();
  const clients = new Set<WebSocket>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const pings = setInterval(() => {
    for (const client of clients) client.ping();
  }, pingEvery).unref();

  const connected = (client: WebSocket) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    // A broken connection is closed as well; without a listener it would end the process.
    client.on('error', () => client.terminate());
    client.on('message', (data) => {
      const ack = parsed(String(data));
      const id = textAt(ack, 'envelope_id');
      if (id !== undefined) waiting.get(id)?.(ack.payload);
    });
    client.send(JSON.stringify(hello(options.appId, clients.size)));
  };

  return {
    issueUrl(origin) {
      const path = `/link/?ticket=${secret()}&app_id=${options.appId}`;
      urls.add(path);
      return origin.replace(/^http/, 'ws') + path;
    },
    attach(server) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (urls.delete(request.url ?? '')) wss.handleUpgrade(request, socket, head, connected);
        else socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      });
    },
    async send(delivery) {
      const startedAt = performance.now();
      const client = [...clients].find(({ readyState, OPEN }) => readyState === OPEN);
      if (client === undefined) return noAnswer('dispatch_failed', startedAt);
      const id = randomUUID();
      client.send(JSON.stringify(envelope(id, delivery)));
      const acknowledged = await acknowledgement(waiting, id, options.deadline);
      waiting.delete(id);
      return acknowledged === undefined
        ? noAnswer('operation_timeout', startedAt)
        : answerOf(acknowledged.payload, startedAt);
    },
    refresh() {
      const notice = { type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'local-slack' } };
      for (const client of clients) client.send(JSON.stringify(notice));
    },
    close() {
      clearInterval(pings);
      for (const client of clients) client.close(1001);
      setTimeout(() => {
        for (const client of clients) client.terminate();
      }, closeWait).unref();
      wss.close();
    },
  };
}

function acknowledgement(
  waiting: Map<string, (payload: unknown) => void>,
  id: string,
  deadline: number,
): Promise<{ readonly payload: unknown } | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), deadline);
    waiting.set(id, (payload) => {
      clearTimeout(timer);
      resolve({ payload });
    });
  });
}

function envelope(id: string, delivery: Delivery): JsonObject {
  const isEvent = delivery.type === 'events_api';
  const retry = isEvent ? delivery.retry : undefined;
  return {
    envelope_id: id,
    type: delivery.type,
    payload: delivery.payload,
    accepts_response_payload: !isEvent,
    ...(isEvent && { retry_attempt: retry?.num ?? 0, retry_reason: socketReason(retry?.reason) }),
  };
}

function socketReason(reason: string | undefined): string {
  if (reason === undefined) return '';
  return reason === 'http_timeout' ? 'timeout' : 'error';
}

/** An acknowledgement is a 200; an empty payload is an empty body, and a lone `text` counts as a message. */
function answerOf(payload: unknown, startedAt: number): RawAnswer {
  const object = asObject(payload);
  const empty = object === undefined || Object.keys(object).length === 0;
  const ms = performance.now() - startedAt;
  return { status: 200, ms, body: empty ? '' : object, isJson: !empty, noRetry: false, unreachable: false };
}

function hello(appId: string, connections: number): JsonObject {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'local-slack', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  };
}

function parsed(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text) as unknown) ?? {};
  } catch {
    return {};
  }
}
