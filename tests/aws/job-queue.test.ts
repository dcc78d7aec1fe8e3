import { createJobQueue, JobQueueError } from '../../src/aws/job-queue.ts';
import { at } from '../../src/core/json.ts';
import type { Job } from '../../src/core/ports.ts';
import { hub, useLocalAws } from '../sandbox/aws/local-aws-fixture.ts';
import { answer } from '../support/scripted-server.ts';
import { useAwsEnvironment } from './aws-environment.ts';
import { exampleAnswers } from './scripted-aws.ts';

const fixture = useLocalAws();
useAwsEnvironment(fixture);

const job: Job = {
  kind: 'command',
  word: 'check',
  args: '',
  user: 'U0KIM',
  name: 'Kim',
  locale: 'ko',
  responseUrl: 'https://hooks.example.com/commands/secret-part',
};

afterEach(() => {
  fixture.aws.setFaults([]);
  fixture.aws.setAccount(hub, { deny: [] });
});

test('a job arrives on the bus as it was handed over', async () => {
  await createJobQueue({ busName: 'rootguard' }).enqueue(job);
  expect(fixture.delivered.at(-1)).toMatchObject({
    bus: 'rootguard',
    envelope: { source: 'rootguard.job', 'detail-type': 'command', detail: job },
  });
});

test('the source can be chosen', async () => {
  await createJobQueue({ busName: 'rootguard', source: 'acme.job' }).enqueue({
    kind: 'redraw',
    incident: 'i-1',
  });
  expect(fixture.delivered.at(-1)?.envelope).toMatchObject({ source: 'acme.job', 'detail-type': 'redraw' });
});

async function failure(enqueued: Promise<void>): Promise<JobQueueError> {
  const error = await enqueued.catch((thrown: unknown) => thrown);
  if (error instanceof JobQueueError) return error;
  throw new Error('The job was taken.');
}

test('an entry that the bus refuses is an error that names the code', async () => {
  const error = await failure(createJobQueue({ busName: 'rootguard', source: 'aws.job' }).enqueue(job));
  expect(error.code).toBe('NotAuthorizedForSourceException');
  expect(error.message).toBe('EventBridge did not take the job: NotAuthorizedForSourceException');
});

test('a denial is an error that names the code, and no error holds the job', async () => {
  fixture.aws.setAccount(hub, { deny: ['events:PutEvents'] });
  const error = await failure(createJobQueue({ busName: 'rootguard' }).enqueue(job));
  expect(error.code).toBe('AccessDeniedException');
  expect(JSON.stringify([error.message, error.cause, error.stack])).not.toContain('secret-part');
});

test('one failure of the bus is got over, two are not', async () => {
  const fault = { service: 'events', operation: 'PutEvents', error: 'InternalException' };
  const queue = createJobQueue({ busName: 'rootguard' });
  fixture.aws.setFaults([{ ...fault, status: 500, times: 1 }]);
  await queue.enqueue(job);
  fixture.aws.setFaults([{ ...fault, status: 500, times: 2 }]);
  expect((await failure(queue.enqueue(job))).code).toBe('InternalException');
});

test('a bus that does not answer is given up in good time', async () => {
  fixture.aws.setFaults([
    { service: 'events', operation: 'PutEvents', error: 'X', times: 9, hangMs: 60_000 },
  ]);
  const start = performance.now();
  const error = await failure(createJobQueue({ busName: 'rootguard', requestTimeout: 100 }).enqueue(job));
  expect(error.code).toBe('TimeoutError');
  expect(performance.now() - start).toBeLessThan(20_000);
});

describe('many jobs at once', () => {
  const scripted = exampleAnswers();
  const many = Array.from({ length: 25 }, (_, index): Job => ({ kind: 'redraw', incident: `RG-${index}` }));
  const before = { ...process.env };
  beforeEach(() => {
    process.env.AWS_ENDPOINT_URL = scripted.settings().endpoint;
  });
  afterEach(() => {
    process.env.AWS_ENDPOINT_URL = before.AWS_ENDPOINT_URL ?? fixture.aws.endpoint;
  });
  const entriesOf = (input: unknown) => at(input, 'Entries') as readonly { readonly Detail: string }[];
  const taken = { FailedEntryCount: 0, Entries: [] };

  test('are put by tens', async () => {
    scripted.answers({ PutEvents: answer(200, taken) });
    await createJobQueue({ busName: 'default' }).enqueueAll(many);
    const puts = scripted.inputs('PutEvents').map(entriesOf);
    // Several at once, so in any order.
    expect(puts.map(({ length }) => length).sort()).toEqual([10, 10, 5]);
    const put = puts.flat().map(({ Detail }): unknown => JSON.parse(Detail));
    expect(put).toHaveLength(many.length);
    expect(put).toEqual(expect.arrayContaining(many));
  });

  test('are put again where the bus refused some of them, and only those', async () => {
    let first = true;
    const refusal = { FailedEntryCount: 1, Entries: [{}, { ErrorCode: 'ThrottlingException' }, {}] };
    scripted.answers({
      PutEvents: (response, request) => {
        const reply = answer(200, first ? refusal : taken);
        first = false;
        reply(response, request);
      },
    });
    await createJobQueue({ busName: 'default' }).enqueueAll(many.slice(0, 3));
    const puts = scripted.inputs('PutEvents').map(entriesOf);
    expect(puts[1]?.map(({ Detail }) => JSON.parse(Detail))).toEqual([many[1]]);
    expect(puts).toHaveLength(2);
  });

  test('are an error when the bus does not take one of them for good', async () => {
    scripted.answers({
      PutEvents: answer(200, { FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] }),
    });
    const error = await failure(createJobQueue({ busName: 'default' }).enqueueAll(many.slice(0, 1)));
    expect(error.code).toBe('ThrottlingException');
    expect(scripted.inputs('PutEvents')).toHaveLength(4);
  });
});
