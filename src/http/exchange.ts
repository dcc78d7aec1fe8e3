import type { Agent, IncomingMessage, RequestOptions } from 'node:http';

/** One HTTP request as it goes over the wire. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** For the whole exchange, from the first byte out to the last byte in, in milliseconds. */
  readonly timeoutMs: number;
}

/** A whole answer. */
export interface Incoming {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Sends one request. Throws ExchangeError when no whole answer came. */
export type Exchange = (request: Outgoing) => Promise<Incoming>;

/** There was no whole answer; whether the other side did what was asked is unknown. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly code: 'timeout' | 'connection';

  constructor(code: 'timeout' | 'connection', options?: ErrorOptions) {
    super(`No whole answer: ${code}`, options);
    this.code = code;
  }
}

/**
 * HTTP on Node's own client: `fetch` would load undici, which costs a cold start more than all of our code. Connections
 * stay open between calls, and one that died while it was idle is replaced once, unseen: the request is then sent a second
 * time. With `keepAlive: false` every request has a connection of its own and is never sent twice.
 */
export function createExchange({ keepAlive = true }: { readonly keepAlive?: boolean } = {}): Exchange {
  const transports = new Map<string, Transport>();

  return async (request) => {
    const { protocol } = request.url;
    const transport = transports.get(protocol) ?? loadTransport(protocol, keepAlive);
    transports.set(protocol, transport);
    try {
      return await send(transport, transport.agent, request);
    } catch (error) {
      if (!(error instanceof StaleSocket)) throw error;
      // A fresh connection, past the pool: its other idle sockets have most likely died of the same cause.
      return send(transport, false, request);
    }
  };
}

interface Transport {
  readonly request: (
    url: URL,
    options: RequestOptions,
    callback: (response: IncomingMessage) => void,
  ) => ReturnType<typeof import('node:http').request>;
  readonly agent: Agent;
}

/** A kept connection that the other side closed while it was idle: it never saw the request. */
class StaleSocket extends ExchangeError {}

/** Loads only the module that the endpoint needs, and by `require`: an ESM import of node:http would load undici. */
function loadTransport(protocol: string, keepAlive: boolean): Transport {
  const module: typeof import('node:http') | typeof import('node:https') =
    protocol === 'http:' ? require('node:http') : require('node:https');
  return { request: module.request, agent: new module.Agent({ keepAlive }) };
}

function send(transport: Transport, agent: Agent | false, request: Outgoing): Promise<Incoming> {
  const { method, url, headers, body, timeoutMs } = request;
  return new Promise((resolve, reject) => {
    let answering = false;
    const outgoing = transport.request(url, { method, headers, agent }, (response) => {
      answering = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (cause) => fail(new ExchangeError('connection', { cause })));
      response.on('end', () => {
        clearTimeout(timer);
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    const fail = (error: ExchangeError) => {
      clearTimeout(timer);
      reject(error);
    };
    const timer = setTimeout(() => {
      fail(new ExchangeError('timeout'));
      outgoing.destroy();
    }, timeoutMs);
    outgoing.on('error', (cause: NodeJS.ErrnoException) => {
      const stale = outgoing.reusedSocket && !answering && staleCodes.has(cause.code ?? '');
      fail(new (stale ? StaleSocket : ExchangeError)('connection', { cause }));
    });
    outgoing.end(body);
  });
}

/** What a write to a connection that the other side has closed ends in. */
const staleCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);
