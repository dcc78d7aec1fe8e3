import { createJsonCall } from '../../../src/aws/json-call.ts';
import { createRestMessages } from '../../../src/aws/visibility.ts';
import { hub, member, send, sign, type ToSign, useLocalAws } from './local-aws-fixture.ts';

const changed: (readonly [string, number])[] = [];
const fixture = useLocalAws({
  queues: () => [
    {
      name: 'rootguard-ingest',
      depth: () => ({ waiting: 0, delayed: 0, inFlight: 0 }),
      deadLetters: [],
      changeVisibility(handle, seconds) {
        changed.push([handle, seconds]);
        return handle !== 'spent';
      },
    },
  ],
});
beforeEach(() => {
  changed.length = 0;
});

const QueueUrl = `https://sqs.us-east-1.amazonaws.com/${hub}/rootguard-ingest`;
const entry = (Id: string, ReceiptHandle = 'handle', VisibilityTimeout: unknown = 20) => ({
  Id,
  ReceiptHandle,
  VisibilityTimeout,
});

async function change(input: object, toSign: ToSign = {}) {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'AmazonSQS.ChangeMessageVisibilityBatch',
    ...toSign.headers,
  };
  const body = JSON.stringify(input);
  const { status, text } = await send(
    fixture.aws,
    await sign(fixture.aws, { service: 'sqs', body, ...toSign, headers }),
  );
  return { status, body: JSON.parse(text) };
}

test('each entry is judged for itself', async () => {
  const Entries = [
    entry('a'),
    entry('b', 'spent'),
    entry('c', 'handle', 43_201),
    entry('d', 'handle', 1.5),
    entry('e', ''),
    entry('f', 'handle', 43_200),
  ];
  const { status, body } = await change({ QueueUrl, Entries });
  expect(status).toBe(200);
  expect(body.Successful).toEqual([{ Id: 'a' }, { Id: 'f' }]);
  expect(body.Failed).toMatchObject([
    {
      Id: 'b',
      SenderFault: true,
      Code: 'InvalidParameterValue',
      Message: expect.stringContaining('not available'),
    },
    { Id: 'c', Code: 'InvalidParameterValue', Message: expect.stringContaining('43201') },
    { Id: 'd', Code: 'InvalidParameterValue' },
    { Id: 'e', Code: 'ReceiptHandleIsInvalid' },
  ]);
});

test.each<[string, object, string]>([
  ['no queue', { Entries: [entry('a')] }, 'MissingRequiredParameterException'],
  ['no entries', { QueueUrl }, 'EmptyBatchRequest'],
  ['an empty list', { QueueUrl, Entries: [] }, 'EmptyBatchRequest'],
  [
    'eleven entries',
    { QueueUrl, Entries: Array.from({ length: 11 }, (_, index) => entry(String(index))) },
    'TooManyEntriesInBatchRequest',
  ],
  ['the same id twice', { QueueUrl, Entries: [entry('a'), entry('a')] }, 'BatchEntryIdsNotDistinct'],
  ['an id with a dot', { QueueUrl, Entries: [entry('a.b')] }, 'InvalidBatchEntryId'],
  [
    "another account's queue",
    { QueueUrl: QueueUrl.replace(hub, member), Entries: [entry('a')] },
    'QueueDoesNotExist',
  ],
  ['a queue that does not exist', { QueueUrl: `${QueueUrl}-2`, Entries: [entry('a')] }, 'QueueDoesNotExist'],
  ['a URL that is none', { QueueUrl: 'rootguard-ingest', Entries: [entry('a')] }, 'QueueDoesNotExist'],
])('%s is refused', async (_name, input, code) => {
  expect(await change(input)).toMatchObject({ status: 400, body: { __type: `com.amazonaws.sqs#${code}` } });
  expect(changed).toEqual([]);
});

test.each<[string, ToSign, string]>([
  ['a wrong secret', { secretAccessKey: 'another' }, 'InvalidSignatureException'],
  [
    'another version of the protocol',
    { headers: { 'content-type': 'application/x-amz-json-1.1' } },
    'SerializationException',
  ],
  [
    'an operation that is not simulated',
    { headers: { 'x-amz-target': 'AmazonSQS.PurgeQueue' } },
    'UnknownOperationException',
  ],
])('%s is refused', async (_name, toSign, code) => {
  expect(await change({ QueueUrl, Entries: [entry('a')] }, toSign)).toMatchObject({
    status: 400,
    body: { __type: code },
  });
  expect(changed).toEqual([]);
});

test('a role without sqs:ChangeMessageVisibility is denied', async () => {
  fixture.aws.setAccount(hub, { deny: ['sqs:ChangeMessageVisibility'] });
  expect(await change({ QueueUrl, Entries: [entry('a')] })).toMatchObject({
    body: { __type: 'AccessDeniedException' },
  });
  fixture.aws.setAccount(hub, { deny: [] });
});

describe('the call that RootGuard makes without the SDK', () => {
  const rest = (name: string, ...messages: { receiptHandle: string; seconds: number }[]) => {
    const { endpoint, credentials } = fixture.aws;
    const call = createJsonCall({
      service: 'sqs',
      targetPrefix: 'AmazonSQS',
      version: '1.0',
      region: 'us-east-1',
      endpoint,
      credentials: () => credentials,
      clock: Date.now,
      timeoutMs: 1_000,
    });
    return createRestMessages(call)(`arn:aws:sqs:us-east-1:${hub}:${name}`, messages);
  };

  test('is understood, for more messages than one call takes', async () => {
    const messages = Array.from({ length: 13 }, (_, index) => ({
      receiptHandle: `h${index}`,
      seconds: index,
    }));
    await rest('rootguard-ingest', ...messages);
    expect(changed).toEqual(messages.map(({ receiptHandle, seconds }) => [receiptHandle, seconds]));
  });

  test('says why SQS refused it', async () => {
    await expect(rest('another', { receiptHandle: 'h', seconds: 1 })).rejects.toMatchObject({
      code: 'QueueDoesNotExist',
    });
    await expect(rest('rootguard-ingest', { receiptHandle: 'spent', seconds: 1 })).rejects.toMatchObject({
      code: 'InvalidParameterValue',
    });
  });
});
