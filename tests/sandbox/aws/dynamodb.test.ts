import {
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { startLocalAws } from '../../../sandbox/aws/local-aws.ts';
import { ensureTable } from '../../../sandbox/aws/table.ts';
import { createSandboxClock } from '../../../sandbox/clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { hub, member, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws();
const dataFolder = temporaryFolder();
const TableName = 'rootguard-test';
let client: DynamoDBClient;
beforeAll(async () => {
  await ensureTable(fixture.aws.endpoint, fixture.aws.credentials, TableName);
  client = new DynamoDBClient(fixture.settings);
});
afterAll(() => client.destroy());
afterEach(() => fixture.aws.setFaults([]));

const item = (pk: string) => ({ pk: { S: pk }, sk: { S: 'state' } });
const put = (pk: string) => client.send(new PutItemCommand({ TableName, Item: item(pk) }));
const exists = async (pk: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: item(pk) }))).Item !== undefined;

test('making the table twice is making it once', async () => {
  await ensureTable(fixture.aws.endpoint, fixture.aws.credentials, TableName);
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  expect(Table?.TableStatus).toBe('ACTIVE');
  expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(['open', 'due']);
});

test('what is put can be read, and the index finds what is open', async () => {
  const open = { openPk: { S: 'open' }, openSk: { S: '1' } };
  await client.send(new PutItemCommand({ TableName, Item: { ...item('opened'), ...open } }));
  expect(await exists('opened')).toBe(true);
  const found = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'open',
      KeyConditionExpression: 'openPk = :open',
      ExpressionAttributeValues: { ':open': { S: 'open' } },
    }),
  );
  expect(found.Items).toHaveLength(1);
});

test('a failed condition is DynamoDB’s own error', async () => {
  await put('taken');
  const again = new PutItemCommand({
    TableName,
    Item: item('taken'),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await expect(client.send(again)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
});

test('a wrong secret is refused before the data is touched', async () => {
  const credentials = { ...fixture.aws.credentials, secretAccessKey: 'wrong' };
  const stranger = new DynamoDBClient({ ...fixture.settings, credentials });
  await expect(stranger.send(new PutItemCommand({ TableName, Item: item('x') }))).rejects.toMatchObject({
    name: 'InvalidSignatureException',
  });
  stranger.destroy();
  expect(await exists('x')).toBe(false);
});

test('a member’s role cannot reach the hub’s table', async () => {
  const sts = new STSClient(fixture.settings);
  const RoleArn = `arn:aws:iam::${member}:role/rootguard/RootGuardAudit`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' }));
  sts.destroy();
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const asMember = new DynamoDBClient({ ...fixture.settings, credentials });
  await expect(asMember.send(new GetItemCommand({ TableName, Key: item('x') }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  asMember.destroy();
});

test('writing can be denied', async () => {
  fixture.aws.setAccount(hub, { deny: ['dynamodb:PutItem'] });
  await expect(put('denied')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  fixture.aws.setAccount(hub, { deny: [] });
});

test('a scripted failure comes as often as told, and nothing is done', async () => {
  const error = 'ProvisionedThroughputExceededException';
  fixture.aws.setFaults([{ service: 'dynamodb', operation: 'PutItem', error, times: 2 }]);
  for (const _attempt of [1, 2]) {
    await expect(put('faulty')).rejects.toMatchObject({ name: error, $metadata: { httpStatusCode: 400 } });
  }
  expect(await exists('faulty')).toBe(false);
  await put('faulty');
  expect(await exists('faulty')).toBe(true);
});

test('a failure after the fact leaves the fact', async () => {
  fixture.aws.setFaults([
    { operation: 'PutItem', error: 'InternalServerError', times: 1, afterAccept: true },
  ]);
  await expect(put('done')).rejects.toMatchObject({
    name: 'InternalServerError',
    $metadata: { httpStatusCode: 500 },
  });
  expect(await exists('done')).toBe(true);
});

test('a connection can be cut, before or after the fact', async () => {
  const fault = { operation: 'PutItem', error: 'cut', times: 1, reset: true };
  fixture.aws.setFaults([fault]);
  await expect(put('cut before')).rejects.toThrow('socket hang up');
  fixture.aws.setFaults([{ ...fault, afterAccept: true }]);
  await expect(put('cut after')).rejects.toThrow('socket hang up');
  expect([await exists('cut before'), await exists('cut after')]).toEqual([false, true]);
  expect(fixture.aws.calls.filter(({ status }) => status === 0)).toHaveLength(2);
});

test('an answer can be late', async () => {
  fixture.aws.setFaults([{ operation: 'PutItem', error: 'ServiceUnavailable', times: 1, hangMs: 120 }]);
  const start = performance.now();
  await expect(put('late')).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  expect(performance.now() - start).toBeGreaterThan(110);
});

test.each([
  [{ operation: 'PutItem', error: 'X', times: 0 }, '"times" cannot be 0'],
  [{ operation: 'PutItem', times: 1 }, '"error" cannot be undefined'],
  [{ operation: 'PutItem', error: 'X', times: 1, status: 200 }, '"status" cannot be 200'],
  [{ operation: 'PutItem', error: 'X', times: 1, hang: 5 }, '"hang" is no field of a fault'],
  ['PutItem', 'Fault 0 must be an object'],
])('the fault %j is refused', (fault, message) => {
  expect(() => fixture.aws.setFaults([fault] as never)).toThrow(message);
});

test('the data outlives the AWS that kept it, and waiting callers are let go', async () => {
  const clock = createSandboxClock();
  const start = () =>
    startLocalAws({ clock, hubAccount: hub, accounts: [], onPutEvents: () => {}, dataFolder });
  const withClient = async (use: (client: DynamoDBClient) => Promise<unknown>) => {
    const aws = await start();
    await ensureTable(aws.endpoint, aws.credentials, TableName);
    const { endpoint, credentials } = aws;
    const own = new DynamoDBClient({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1 });
    const result = await use(own);
    aws.setFaults([{ operation: 'GetItem', error: 'X', times: 1, hangMs: 600_000 }]);
    const waiting = own.send(new GetItemCommand({ TableName, Key: item('kept') })).catch(() => 'let go');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await aws.close();
    expect(await waiting).toBe('let go');
    own.destroy();
    return result;
  };
  await withClient((own) => own.send(new PutItemCommand({ TableName, Item: item('kept') })));
  const read = await withClient((own) => own.send(new GetItemCommand({ TableName, Key: item('kept') })));
  expect(read).toMatchObject({ Item: item('kept') });
  clock.close();
});
