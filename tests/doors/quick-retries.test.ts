import { randomUUID } from 'node:crypto';
import { rootSignIn } from '../../src/core/example-event.ts';
import { startDeployment } from '../support/deployment.ts';
import { startLambdaProcess } from '../support/lambda-process.ts';
import { useSandbox } from '../support/sandbox.ts';
import { answer, startScriptedServer } from '../support/scripted-server.ts';
import { envelopeOf, sqsEvent } from '../support/sqs.ts';

const sandbox = useSandbox();

const cards = () => sandbox().slack.messages('C0ALERTS').length;
const resting = () => sandbox().ingest.depth().delayed;
const lines = (event: string) =>
  sandbox()
    .logs.lines()
    .filter(({ text }) => text.includes(`"event":"${event}"`));
const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Puts an event into the queue; it fails, and rests. */
async function failingAlert() {
  const before = cards();
  sandbox().ingest.send(JSON.stringify(envelopeOf(rootSignIn(), { eventID: randomUUID() })));
  await until(() => resting() === 1);
  expect(cards()).toBe(before);
}

async function until(holds: () => boolean) {
  const patience = Date.now() + 5_000;
  while (!holds()) {
    if (Date.now() > patience) throw new Error('It did not come about.');
    await turn();
  }
}

/** Whether the message comes out after so many seconds of sandbox time, and not two seconds before. */
async function comesOutAfter(seconds: number) {
  sandbox().clock.advance((seconds - 2) * 1_000);
  await turn();
  expect(resting()).toBe(1);
  sandbox().clock.advance(2_000);
  await until(() => resting() === 0 || sandbox().ingest.depth().waiting === 0);
}

test('what failed once is tried again after ten seconds, then after twenty', async () => {
  sandbox().slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 2 }]);
  const before = cards();
  await failingAlert();
  await comesOutAfter(10);
  await until(() => resting() === 1);
  await comesOutAfter(20);
  await sandbox().idle();
  expect(cards()).toBe(before + 1);
});

test('it rests as long as Slack said, if that is longer than the function can wait', async () => {
  sandbox().slack.setFaults([{ method: 'chat.postMessage', status: 429, retryAfter: 100, times: 1 }]);
  const before = cards();
  await failingAlert();
  await comesOutAfter(100);
  await sandbox().idle();
  expect(cards()).toBe(before + 1);
});

test('if SQS does not take it, that is logged, and the message comes back when the queue says', async () => {
  sandbox().slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 1 }]);
  sandbox().aws.setFaults([
    { service: 'sqs', operation: 'ChangeMessageVisibilityBatch', error: 'AccessDeniedException', times: 1 },
  ]);
  const before = cards();
  await failingAlert();
  await sandbox().idle();
  expect(cards()).toBe(before + 1);
  expect(lines('retry-not-hastened')).toMatchObject([
    { text: expect.stringContaining('sqs ChangeMessageVisibilityBatch failed: AccessDeniedException') },
  ]);
  expect(lines('message-failed')).toHaveLength(4);
});

test('the rest doubles with each delivery, up to a quarter of an hour', async () => {
  const deployment = await startDeployment();
  const sqs = await startScriptedServer([answer(200, { Successful: [], Failed: [] })]);
  const env = { ...deployment.env, AWS_ENDPOINT_URL_SQS: sqs.endpoint };
  const door = await startLambdaProcess(process.execPath, 'events', env);
  deployment.slack.setFaults([{ method: '*', status: 503, times: 99 }]);
  const receives = [1, 2, 3, 4, 5, 6, 7, 8, 20, 300];
  const { Records } = sqsEvent(...receives.map(() => envelopeOf(rootSignIn())));
  const records = Records.map((record, index) => ({
    ...record,
    receiptHandle: `handle-${index}`,
    attributes: { ApproximateReceiveCount: String(receives[index]) },
  }));
  await door.invoke({ Records: records });
  await door.stop();
  await Promise.all([deployment.close(), sqs.close()]);

  expect(sqs.received.map(({ headers }) => headers['x-amz-target'])).toEqual([
    'AmazonSQS.ChangeMessageVisibilityBatch',
  ]);
  const { QueueUrl, Entries } = JSON.parse(sqs.received[0]?.body ?? '');
  expect(QueueUrl).toBe('https://sqs.us-east-1.amazonaws.com/111122223333/ingest');
  const rests = Entries.map(({ VisibilityTimeout }: { VisibilityTimeout: number }) => VisibilityTimeout);
  expect(rests).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
  expect(Entries[9]).toMatchObject({ Id: '9', ReceiptHandle: 'handle-9' });
});
