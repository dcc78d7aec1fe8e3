import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What became of an invocation, as a caller of Lambda sees it. */
export type Outcome =
  | { readonly result: unknown }
  | { readonly errorType: string; readonly errorMessage: string };

/** Lambda's side of the Runtime API: hands out events, takes answers. One runtime asks at a time. */
export interface RuntimeApi {
  /** For AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Hands an event to the runtime that asks next. `deadline` is in ms since the epoch. */
  offer(event: unknown, deadline: number): Promise<Outcome>;
  /** Ends the invocation under way, from Lambda's side. */
  settle(outcome: Outcome): void;
  /** What was still active in the runtime each time that it asked for the next event. */
  readonly stillActive: readonly (readonly string[])[];
  close(): Promise<void>;
}

interface Invocation {
  readonly id: string;
  readonly event: unknown;
  readonly deadline: number;
  readonly resolve: (outcome: Outcome) => void;
}

const base = '/2018-06-01/runtime';
const initError = `POST ${base}/init/error`;

/** Starts a Runtime API; `onInitError` hears of a runtime that could not start. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export async function startRuntimeApi(onInitError: () => void): Promise<RuntimeApi> {
  let current: Invocation | undefined;
  let handedOut = false;
  let asking: ServerResponse | undefined;
  const stillActive: (readonly string[])[] = [];

  const handOut = () => {
    if (current === undefined || asking === undefined || handedOut) return;
    handedOut = true;
    send(asking, 200, JSON.stringify(current.event), headersOf(current));
    asking = undefined;
  };
  const settle = (outcome: Outcome) => {
    const settled = current;
    current = undefined;
    settled?.resolve(outcome);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const route = `${request.method} ${request.url}`;
    if (route === `GET ${base}/invocation/next`) {
      stillActive.push(String(request.headers['x-still-active'] ?? '').split(','));
      asking = response;
      response.once('close', () => {
        if (asking === response) asking = undefined;
      });
      return handOut();
    }
    const outcome = outcomeOf(route, body, handedOut ? current?.id : undefined);
    if (outcome === undefined) return send(response, 403, '{"errorType":"InvalidRequestID"}');
    send(response, 202, '{"status":"OK"}');
    if (route === initError) onInitError();
    settle(outcome);
  };

  const server = createServer((request, response) => void serve(request, response));
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stillActive,
    settle,
    offer(event, deadline) {
      if (current !== undefined) throw new Error('An environment takes one event at a time.');
      return new Promise((resolve) => {
        current = { id: randomUUID(), event, deadline, resolve };
        handedOut = false;
        handOut();
      });
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function headersOf({ id, deadline }: Invocation): Readonly<Record<string, string>> {
  return {
    'lambda-runtime-aws-request-id': id,
    'lambda-runtime-deadline-ms': String(deadline),
    'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:111122223333:function:rootguard',
    'lambda-runtime-trace-id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1',
  };
}

/** An answer counts only for the invocation under way; an error at init ends whatever waits for the runtime. */
function outcomeOf(route: string, body: string, id: string | undefined): Outcome | undefined {
  if (route === initError) return failureOf(body);
  if (id === undefined) return undefined;
  if (route === `POST ${base}/invocation/${id}/response`) return { result: JSON.parse(body) };
  return route === `POST ${base}/invocation/${id}/error` ? failureOf(body) : undefined;
}

function failureOf(body: string): Outcome {
  const { errorType, errorMessage } = JSON.parse(body);
  return { errorType, errorMessage };
}

function send(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
