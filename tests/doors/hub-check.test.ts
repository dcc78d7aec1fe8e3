import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, textAt } from '../../src/core/json.ts';
import { readTemplate } from '../support/cloudformation.ts';
import { type LambdaProcess, nodes, startHandlerProcess } from '../support/lambda-process.ts';
import { answer, type Received, type Step, startScriptedServer } from '../support/scripted-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  accepted,
  assumed,
  busArn,
  denied,
  described,
  noBus,
  noRole,
  operationOf,
  role,
  stsError,
} from './hub-check-answers.ts';

/** The function that member.yaml carries, as it stands there, with the real SDK against an AWS of the test's own. */
const template = readTemplate(join(__dirname, '..', '..', 'member.yaml'));
const file = join(temporaryFolder(), 'index.js');
writeFileSync(file, textAt(template, 'Resources', 'HubCheckFunction', 'Properties', 'Code', 'ZipFile') ?? '');

const otherBus = 'arn:aws:events:us-east-1:444455556666:event-bus/rootguard';
const properties = {
  HubAccountId: '111122223333',
  BusReaderArn: 'arn:aws:iam::111122223333:role/rootguard/rootguard-bus-reader',
  BusArn: busArn,
  PatienceSeconds: '0',
};
const create = {
  RequestType: 'Create',
  RequestId: 'request-1',
  StackId: 'arn:aws:cloudformation:us-east-1:444455556666:stack/rootguard-member/1',
  LogicalResourceId: 'HubFound',
  ResourceProperties: properties,
};

describe.each(nodes)('the hub check on %s', (_, node) => {
  let lambda: LambdaProcess;
  let steps: Readonly<Record<string, readonly Step[]>>;
  let asked: (Received & { readonly operation: string })[];
  let told: Received[];
  let box: readonly Step[];
  const servers: { close(): Promise<void> }[] = [];
  let responseUrl: string;

  beforeAll(async () => {
    const aws = await startScriptedServer([
      (response, request) => {
        const operation = operationOf(request);
        const before = asked.filter((entry) => entry.operation === operation).length;
        asked.push({ ...request, operation });
        const script = steps[operation] ?? [];
        const step = script[before] ?? script.at(-1) ?? answer(500, `The test scripted no ${operation}.`);
        step(response, request);
      },
    ]);
    const cloudFormation = await startScriptedServer([
      (response, request) => {
        const step = box[told.length] ?? box.at(-1) ?? accepted;
        told.push(request);
        step(response, request);
      },
    ]);
    servers.push(aws, cloudFormation);
    responseUrl = `${cloudFormation.endpoint}/answers?X-Amz-Signature=secret-of-the-url`;
    lambda = await startHandlerProcess(node, file, {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'ASIAMEMBER',
      AWS_SECRET_ACCESS_KEY: 'secret-of-the-member',
      NODE_PATH: join(__dirname, '..', '..', 'node_modules'),
    });
  });
  afterAll(async () => {
    await lambda.stop();
    await Promise.all(servers.map((server) => server.close()));
  });
  beforeEach(() => {
    [steps, asked, told, box] = [
      { AssumeRole: [assumed], DescribeEventBus: [described] },
      [],
      [],
      [accepted],
    ];
  });

  /** What CloudFormation was told, at last. */
  async function tellsFor(event: object): Promise<unknown> {
    await lambda.invoke({ ...event, ResponseURL: responseUrl });
    return JSON.parse(told.at(-1)?.body ?? '');
  }

  async function reasonFor(event: object = create): Promise<string> {
    const said = await tellsFor(event);
    expect(said).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.any(String) });
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
    expect(Buffer.byteLength(told.at(-1)?.body ?? '')).toBeLessThan(4_096);
    return textAt(said, 'Reason') ?? '';
  }

  test('finds a hub: as the member it assumes the one role, as that role it looks at the bus', async () => {
    const { RequestId, StackId, LogicalResourceId } = create;
    expect(await tellsFor(create)).toEqual({
      RequestId,
      StackId,
      LogicalResourceId,
      Status: 'SUCCESS',
      PhysicalResourceId: busArn,
      Data: { BusArn: busArn },
    });
    expect(asked.map(({ operation }) => operation)).toEqual(['AssumeRole', 'DescribeEventBus']);
    expect(new URLSearchParams(asked[0]?.body).get('RoleArn')).toBe(properties.BusReaderArn);
    // The Region of the hub, wherever the member is.
    expect(asked[0]?.headers.authorization).toMatch(/Credential=ASIAMEMBER\/\d+\/us-east-1\/sts\//);
    expect(asked[1]?.headers.authorization).toMatch(/Credential=ASIAHUB\/\d+\/us-east-1\/events\//);
    expect(asked[1]?.headers['x-amz-security-token']).toBe('token-of-the-hub');
    expect(JSON.parse(asked[1]?.body ?? '')).toEqual({ Name: 'rootguard' });
  });

  test('answers by one PUT without a content type, which the signature of the URL would not cover', async () => {
    await tellsFor(create);
    expect(told).toHaveLength(1);
    expect(told[0]?.headers['content-type']).toBeUndefined();
    expect(told[0]?.headers['content-length']).toBe(String(Buffer.byteLength(told[0]?.body ?? '')));
  });

  test('says without a hub, or with one of another organization, what to deploy first and which parameters to look at', async () => {
    steps = { AssumeRole: [denied] };
    expect(await reasonFor()).toMatch(
      /^Account 111122223333 has no RootGuard hub .* First deploy template\.yaml there, in us-east-1, with OrganizationId .*HubAccountId or OrganizationId is wrong .*AWS said: AccessDenied, User: .* is not authorized/,
    );
  });

  test("finds the hub's bus from another Region of its own account with the function's own role", async () => {
    const { BusReaderArn: _, ...own } = properties;
    const event = { ...create, ResourceProperties: { ...own, ForwardRole: 'rootguard-forward' } };
    steps = { GetRole: [role], DescribeEventBus: [described] };
    expect(await tellsFor(event)).toMatchObject({ Status: 'SUCCESS', Data: { BusArn: busArn } });
    expect(asked.map(({ operation }) => operation)).toEqual(['GetRole', 'DescribeEventBus']);
    expect(asked[1]?.headers.authorization).toMatch(/Credential=ASIAMEMBER\/\d+\/us-east-1\/events\//);
  });

  test('says that the bus is missing, and how it is made anew', async () => {
    steps = { ...steps, DescribeEventBus: [noBus] };
    expect(await reasonFor()).toMatch(
      /^Account 111122223333 has no event bus rootguard\. Deploy template\.yaml there.*REVERT_DRIFT/,
    );
  });

  test('says in another Region that us-east-1 comes first, and asks the hub only then', async () => {
    const event = { ...create, ResourceProperties: { ...properties, ForwardRole: 'rootguard-forward' } };
    steps = { ...steps, GetRole: [noRole, role] };
    expect(await reasonFor(event)).toMatch(
      /^This account has no role rootguard-forward\. Deploy member\.yaml in us-east-1 first.*in the account of the hub, template\.yaml makes it/,
    );
    expect(asked.map(({ operation }) => operation)).toEqual(['GetRole']);
    expect(await tellsFor(event)).toMatchObject({ Status: 'SUCCESS' });
  });

  test.each([
    ['AWS is out of order', [answer(503, 'down')]],
    ['AWS does not speak XML', [answer(200, '{')]],
    ['AWS says very much', [answer(400, stsError('ValidationError', 'x'.repeat(9_000)))]],
  ])('when %s, it fails with what AWS said, and how to do without', async (_what, script) => {
    steps = { AssumeRole: script };
    expect(await reasonFor()).toMatch(
      /^The hub in account 111122223333 could not be looked at.*HubCheck=skip\. AWS said: \w/,
    );
  });

  test('waits for a role that IAM does not yet know everywhere', async () => {
    steps = { ...steps, AssumeRole: [denied, assumed] };
    const patient = { ...create, ResourceProperties: { ...properties, PatienceSeconds: '60' } };
    expect(await tellsFor(patient)).toMatchObject({ Status: 'SUCCESS' });
    expect(asked.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2);
  });

  test.each([
    ['a deletion, also after a failure', { RequestType: 'Delete', PhysicalResourceId: 'no-hub' }],
    ['a deletion', { RequestType: 'Delete', PhysicalResourceId: otherBus }],
    ['a rollback to the bus that was found', { RequestType: 'Update', PhysicalResourceId: busArn }],
  ])('asks nobody about %s, and agrees', async (_what, request) => {
    steps = { AssumeRole: [denied] };
    expect(await tellsFor({ ...create, ...request })).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: request.PhysicalResourceId,
      Data: { BusArn: busArn },
    });
    expect(asked).toEqual([]);
  });

  test('looks at another hub when HubAccountId changes, and keeps the one that it had if there is none', async () => {
    const update = { ...create, RequestType: 'Update', PhysicalResourceId: otherBus };
    expect(await tellsFor(update)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: busArn });
    steps = { AssumeRole: [denied] };
    expect(await tellsFor(update)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: otherBus });
  });

  test('answers again when the answer was not taken, and fails when it never is, so that Lambda runs it again', async () => {
    box = [answer(503, ''), accepted];
    expect(await tellsFor(create)).toMatchObject({ Status: 'SUCCESS' });
    expect(told).toHaveLength(2);
    [box, told] = [[answer(403, '')], []];
    await expect(tellsFor(create)).rejects.toThrow('CloudFormation took no answer: HTTP 403.');
    expect(told).toHaveLength(3);
  });

  test('writes what it found, and neither a key nor the URL', () => {
    const lines = lambda
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter((line) => line.level === 'info')).not.toEqual([]);
    expect(lines.filter((line) => at(line, 'event') !== 'hub-checked')).toEqual([]);
    expect(lambda.output()).not.toMatch(/secret-of|token-of/);
  });
});
