import { createExchange, type Exchange } from '../../src/http/exchange.ts';
import { answer, reset, type ScriptedServer, startScriptedServer } from '../support/scripted-server.ts';

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

const send = (exchange: Exchange, endpoint: string) =>
  exchange({
    method: 'POST',
    url: new URL(endpoint),
    headers: {},
    body: Buffer.from('루트'),
    timeoutMs: 1_000,
  });

test('gives the status, the headers and the whole text of an answer', async () => {
  server = await startScriptedServer([answer(418, '김 루트', { 'x-other': 'a' })]);
  const answered = await send(createExchange(), server.endpoint);
  expect(answered).toMatchObject({ status: 418, body: '김 루트', headers: { 'x-other': 'a' } });
  expect(server.received[0]?.body).toBe('루트');
});

test('without kept connections, each request has its own and none is sent twice', async () => {
  server = await startScriptedServer([answer(200, ''), reset, answer(200, '')]);
  const exchange = createExchange({ keepAlive: false });
  await send(exchange, server.endpoint);
  await expect(send(exchange, server.endpoint)).rejects.toMatchObject({
    name: 'ExchangeError',
    code: 'connection',
  });
  await send(exchange, server.endpoint);
  expect(server.received.map(({ connection }) => connection)).toEqual([1, 2, 3]);
});
