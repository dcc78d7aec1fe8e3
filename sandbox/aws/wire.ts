import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WireAnswer } from './protocols.ts';
import type { WireRequest } from './signature.ts';

/** Reads one HTTP request, lets the door answer it, and writes the answer or cuts the connection. Never rejects. */
export async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  door: (request: WireRequest) => Promise<WireAnswer | 'reset'>,
): Promise<void> {
  const request = await readWire(incoming).catch(() => undefined);
  if (request === undefined) return void response.writeHead(413, { connection: 'close' }).end();
  const answer = await door(request);
  if (answer === 'reset') return void response.destroy();
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.body),
  });
  response.end(answer.body);
}

/** Above PutEvents's 1 MB and its JSON escapes, and DynamoDB's 400 KB items. */
const longestBody = 4 * 1_048_576;

async function readWire(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length > longestBody) throw new Error('The request is too large.');
    chunks.push(chunk);
  }
  const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [
    name,
    (values ?? []).join(','),
  ]);
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
  };
}
