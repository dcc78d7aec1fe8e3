import type { SQSEvent } from 'aws-lambda';
import { createSandboxClock } from '../../sandbox/clock.ts';
import { createQueue, type Queue, type QueueOptions } from '../../sandbox/queue.ts';

const clock = createSandboxClock();
const open: Queue[] = [];
afterEach(() => {
  for (const queue of open.splice(0)) queue.close();
});
afterAll(() => clock.close());

/** A queue with a function that sees each delivery's handle, and may change its visibility before it answers. */
function start(
  receive: (handle: string, queue: Queue, count: number) => unknown,
  options: Partial<QueueOptions> = {},
) {
  const handles: string[] = [];
  const queue: Queue = createQueue({
    name: 'ingest',
    clock,
    ...options,
    handler: async ({ Records }: SQSEvent) => {
      const handle = Records[0]?.receiptHandle ?? '';
      handles.push(handle);
      return receive(handle, queue, handles.length);
    },
  });
  open.push(queue);
  return { queue, handles };
}

const fail = () => {
  throw new Error('Slack is down');
};
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 10));

test('a message that failed comes out again when its receiver said', async () => {
  const { queue, handles } = start((handle, own) => {
    expect(own.changeVisibility(handle, 40)).toBe(true);
    return fail();
  });
  queue.send('a');
  await until(() => queue.depth().delayed === 1);
  clock.advance(39_000);
  await turn();
  expect(handles).toHaveLength(1);
  clock.advance(1_000);
  await until(() => handles.length === 2);
  expect(handles[1]).not.toBe(handles[0]);
});

test('a rest can be changed while the message rests', async () => {
  const { queue, handles } = start((_handle, _own, count) => (count === 1 ? fail() : undefined), {
    backoff: () => 600_000,
  });
  queue.send('a');
  await until(() => queue.depth().delayed === 1);
  expect(queue.changeVisibility(handles[0] ?? '', 0)).toBe(true);
  await queue.idle();
  expect(handles).toHaveLength(2);
});

test('a message whose time runs out while the function works comes out once more, and counts as done when either ends well', async () => {
  let finish = () => {};
  const { queue, handles } = start((handle, own, count) => {
    if (count > 1) return undefined;
    own.changeVisibility(handle, 5);
    return new Promise<void>((resolve) => (finish = resolve));
  });
  queue.send('a');
  await until(() => handles.length === 1);
  clock.advance(5_000);
  await until(() => handles.length === 2);
  finish();
  await queue.idle();
  expect(queue.deadLetters).toEqual([]);
});

test('a success ends the message, whatever was said about its visibility', async () => {
  const { queue, handles } = start((handle, own) => {
    own.changeVisibility(handle, 10);
  });
  queue.send('a');
  await queue.idle();
  clock.advance(60_000);
  await turn();
  expect(handles).toHaveLength(1);
});

test('a handle that is unknown, spent or of an earlier delivery changes nothing', async () => {
  const { queue, handles } = start((_handle, _own, count) => (count === 1 ? fail() : undefined), {
    backoff: () => 1,
  });
  queue.send('a');
  await queue.idle();
  expect(handles).toHaveLength(2);
  for (const handle of ['', 'unknown', ...handles]) expect(queue.changeVisibility(handle, 10)).toBe(false);
});

test('a message that failed too often is a dead letter at once', async () => {
  const { queue } = start(
    (handle, own) => {
      own.changeVisibility(handle, 600);
      return fail();
    },
    { maxReceives: 1 },
  );
  queue.send('a');
  await queue.idle();
  expect(queue.deadLetters).toHaveLength(1);
});

test('in a hurry, nobody makes a message rest for long', async () => {
  const { queue, handles } = start(
    (handle, own, count) => {
      if (count > 1) return undefined;
      own.changeVisibility(handle, 900);
      return fail();
    },
    { longestRestMs: 5 },
  );
  queue.send('a');
  await queue.idle();
  expect(handles).toHaveLength(2);
});
