import type { SQSEvent } from 'aws-lambda';
import { SlackError } from '../../src/core/ports.ts';
import { handleBatch, type Message } from '../../src/lambda/batch.ts';
import { sqsEvent } from '../support/sqs.ts';

const ports = {
  logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  restMessages: async () => undefined,
  config: { region: 'us-east-1' },
};

test('a message that is tried again at once counts as redelivered: its pen may still lie where it was dropped', async () => {
  const tries: (readonly Message[])[] = [];
  const waits: number[] = [];
  const response = await handleBatch(
    sqsEvent({ n: 1 }, { n: 2 }) as SQSEvent,
    { getRemainingTimeInMillis: () => 50_000 },
    { ...ports, pause: async (ms) => void waits.push(ms) },
    async (messages) => {
      tries.push(messages);
      const refused = new SlackError('chat.postMessage', 'ratelimited', { retryAfter: 3_000 });
      return messages.map(({ body }) =>
        tries.length === 1 && JSON.stringify(body) === '{"n":2}' ? refused : undefined,
      );
    },
  );
  expect(response).toEqual({ batchItemFailures: [] });
  expect(waits).toEqual([3_000]);
  expect(tries.map((messages) => messages.map(({ delivery }) => delivery))).toEqual([
    [
      { messageId: 'message-1', redelivered: false, receives: 1 },
      { messageId: 'message-2', redelivered: false, receives: 1 },
    ],
    [{ messageId: 'message-2', redelivered: true, receives: 1 }],
  ]);
});
