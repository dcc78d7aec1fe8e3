import { createHash } from 'node:crypto';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { createSandboxClock } from '../../sandbox/clock.ts';
import { createQueue, type Queue, type QueueOptions } from '../../sandbox/queue.ts';

const clock = createSandboxClock();
const open: Queue[] = [];

afterEach(() => {
  for (const queue of open.splice(0)) queue.close();
});
afterAll(() => clock.close());

/** A queue whose function is given, with every event that it was called with. */
function start(
  handler: (event: SQSEvent) => Promise<unknown>,
  options: Partial<QueueOptions> = {},
): { queue: Queue; events: SQSRecord[][] } {
  const events: SQSRecord[][] = [];
  const queue = createQueue({
    name: 'ingest',
    clock,
    backoff: () => 5,
    ...options,
    handler: (event) => {
      events.push(event.Records);
      return handler(event);
    },
  });
  open.push(queue);
  return { queue, events };
}

const works = async () => undefined;
const fails = async () => {
  throw new RangeError('store is down');
};
const bodies = (events: readonly SQSRecord[][]) => events.map((records) => records.map(({ body }) => body));

describe('a queue', () => {
  it('delivers a burst in batches of ten, in the order of sending', async () => {
    const { queue, events } = start(works, { concurrency: 1 });
    for (let index = 0; index < 25; index += 1) queue.send(String(index));
    await queue.idle();

    expect(events.map((records) => records.length)).toEqual([10, 10, 5]);
    expect(bodies(events).flat()).toEqual(Array.from({ length: 25 }, (_, index) => String(index)));
  });

  it('gives the function records as SQS does', async () => {
    const { queue, events } = start(works);
    const id = queue.send('"안녕"');
    await queue.idle();

    expect(events[0]?.[0]).toMatchObject({
      messageId: id,
      body: '"안녕"',
      md5OfBody: createHash('md5').update('"안녕"').digest('hex'),
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:111122223333:ingest',
      awsRegion: 'us-east-1',
    });
  });

  it('has at most its concurrency of events under way', async () => {
    let inside = 0;
    let most = 0;
    const { queue } = start(
      async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
      },
      { batchSize: 1, concurrency: 3 },
    );
    for (let index = 0; index < 12; index += 1) queue.send('x');
    await queue.idle();

    expect(most).toBe(3);
  });

  it('keeps an event below the 6 MB that Lambda takes', async () => {
    const { queue, events } = start(works, { concurrency: 1 });
    const large = 'x'.repeat(2.5 * 1024 * 1024);
    for (const body of [large, large, large]) queue.send(body);
    await queue.idle();

    expect(events.map((records) => records.length)).toEqual([2, 1]);
  });

  it('delivers only those again that the function reported', async () => {
    let calls = 0;
    const { queue, events } = start(async ({ Records }) => {
      calls += 1;
      return calls === 1
        ? { batchItemFailures: [{ itemIdentifier: Records[1]?.messageId }] }
        : { batchItemFailures: [] };
    });
    for (const body of ['a', 'b', 'c']) queue.send(body);
    await queue.idle();

    expect(bodies(events)).toEqual([['a', 'b', 'c'], ['b']]);
    expect(events[1]?.[0]?.attributes.ApproximateReceiveCount).toBe('2');
  });

  it.each([
    ['throws', fails],
    [
      'names a message that is not in the batch',
      async () => ({ batchItemFailures: [{ itemIdentifier: 'other' }] }),
    ],
    ['names an empty id', async () => ({ batchItemFailures: [{ itemIdentifier: '' }] })],
    ['names a null id', async () => ({ batchItemFailures: [{ itemIdentifier: null }] })],
    ['uses another key', async () => ({ batchItemFailures: [{ messageId: 'x' }] })],
    ['answers with a sentence', async () => 'all fine'],
    ['answers with a list that is none', async () => ({ batchItemFailures: 'none' })],
  ])('delivers the whole batch again when the function %s', async (_, first) => {
    let calls = 0;
    const { queue, events } = start(async () => {
      calls += 1;
      return calls === 1 ? first() : undefined;
    });
    queue.send('a');
    queue.send('b');
    await queue.idle();

    expect(bodies(events).flat().sort()).toEqual(['a', 'a', 'b', 'b']);
  });

  it.each([[undefined], [null], [{}], [{ batchItemFailures: null }], [{ batchItemFailures: [] }]])(
    'takes %j for a success',
    async (response) => {
      const { queue, events } = start(async () => response);
      queue.send('a');
      await queue.idle();

      expect(events).toHaveLength(1);
    },
  );
});

describe('a message that fails every time', () => {
  it('is a dead letter after five deliveries, with the last error', async () => {
    const { queue, events } = start(fails);
    const id = queue.send('a');
    await queue.idle();

    expect(events).toHaveLength(5);
    expect(queue.deadLetters).toEqual([
      {
        messageId: id,
        body: 'a',
        receives: 5,
        lastError: 'RangeError: store is down',
        deadAt: expect.any(Number),
      },
    ]);
  });

  it('is delivered again when it is redriven', async () => {
    let broken = true;
    const { queue, events } = start(() => (broken ? fails() : works()), { maxReceives: 1 });
    queue.send('a');
    await queue.idle();
    broken = false;

    expect(queue.redrive()).toBe(1);
    await queue.idle();
    expect(events).toHaveLength(2);
    expect(events[1]?.[0]?.attributes.ApproximateReceiveCount).toBe('1');
    expect(queue.deadLetters).toEqual([]);
  });

  it('rests 1, 2, 4, 8 seconds of sandbox time between deliveries', async () => {
    const { queue, events } = start(fails, { backoff: undefined as never });
    queue.send('a');

    for (const [seconds, deliveries] of [
      [1, 2],
      [2, 3],
      [4, 4],
      [8, 5],
    ] as const) {
      await until(() => queue.depth().delayed === 1);
      clock.advance(seconds * 1_000 - 500);
      await turn();
      expect(events).toHaveLength(deliveries - 1);
      clock.advance(500);
      await until(() => events.length === deliveries);
    }
    await queue.idle();
    expect(queue.deadLetters).toHaveLength(1);
  });

  it('keeps the queue from being idle while it rests', async () => {
    const { queue } = start(fails, { maxReceives: 2, backoff: () => 60_000 });
    queue.send('a');
    let idle = false;
    const waiting = queue.idle().then(() => {
      idle = true;
    });
    await until(() => queue.depth().delayed === 1);
    await turn();
    expect(idle).toBe(false);

    clock.advance(60_000);
    await waiting;
    expect(queue.deadLetters).toHaveLength(1);
  });
});

describe('a delivery that takes longer than the visibility timeout', () => {
  it('is made again, and counts as done when the first one succeeds after all', async () => {
    let finish = (_: undefined) => undefined as unknown;
    let calls = 0;
    const { queue, events } = start(
      () => {
        calls += 1;
        return calls === 1 ? new Promise<undefined>((resolve) => (finish = resolve)) : fails();
      },
      { visibilityMs: 20, backoff: (receives) => (receives === 1 ? 1 : 600_000) },
    );
    queue.send('a');
    await until(() => events.length === 2 && queue.depth().delayed === 1);
    finish(undefined);

    await queue.idle();
    expect(queue.deadLetters).toEqual([]);
  });
});

describe('a closed queue', () => {
  it('takes no messages and leaves nobody waiting', async () => {
    const { queue } = start(() => new Promise(() => undefined));
    queue.send('a');
    const waiting = expect(queue.idle()).rejects.toThrow('"ingest" is closed');
    await turn();
    queue.close();

    await waiting;
    expect(() => queue.send('b')).toThrow('"ingest" is closed');
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
