import { createJobQueue, JobQueueError } from '../../src/aws/job-queue.ts';
import type { Job } from '../../src/core/ports.ts';
import { hub, useLocalAws } from '../sandbox/aws/local-aws-fixture.ts';
import { useAwsEnvironment } from './aws-environment.ts';

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
  expect(performance.now() - start).toBeLessThan(1_500);
});
