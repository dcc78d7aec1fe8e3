import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { send, sign, type ToSign, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws({ parameters: { '/a': 'secret' } });

const iamCall: ToSign = {
  service: 'iam',
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-amz-target': '' },
  body: 'Action=GetAccountSummary&Version=2010-05-08',
};

test('a request signed without an SDK is accepted', async () => {
  expect((await send(fixture.aws, await sign(fixture.aws))).status).toBe(200);
});

test.each([
  [
    'an unknown key',
    { accessKeyId: 'AKIAI44QH8DHBEXAMPLE' },
    'UnrecognizedClientException',
    'InvalidClientTokenId',
  ],
  [
    'a wrong secret',
    { secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY' },
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
  ],
  [
    'a session token that was never issued',
    { sessionToken: 'invented' },
    'UnrecognizedClientException',
    'InvalidClientTokenId',
  ],
  [
    'a region that is not here',
    { region: 'eu-west-1' },
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
  ],
  [
    'a clock 16 minutes behind',
    { at: Date.now() - 16 * 60_000 },
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
  ],
  [
    'a clock 16 minutes ahead',
    { at: Date.now() + 16 * 60_000 },
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
  ],
])('%s is refused, by each service in its own words', async (_name, change: ToSign, json, query) => {
  const bySsm = await send(fixture.aws, await sign(fixture.aws, change));
  expect(bySsm).toMatchObject({ status: 400, text: expect.stringContaining(`"__type":"${json}"`) });
  const byIam = await send(fixture.aws, await sign(fixture.aws, { ...iamCall, ...change }));
  expect(byIam).toMatchObject({ status: 403, text: expect.stringContaining(`<Code>${query}</Code>`) });
});

test('a body that was changed on the way is refused', async () => {
  const signed = await sign(fixture.aws);
  const answer = await send(fixture.aws, { ...signed, body: '{"Names":["/b"]}' });
  expect(answer.text).toContain('InvalidSignatureException');
});

test('the hash that a request claims for its body is not believed', async () => {
  const signed = await sign(fixture.aws);
  expect(signed.headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
  const answer = await send(fixture.aws, { ...signed, body: `${signed.body} ` });
  expect(answer.text).toContain('InvalidSignatureException');
});

test('an operation that was changed on the way is refused', async () => {
  const { headers, ...rest } = await sign(fixture.aws);
  const answer = await send(fixture.aws, {
    ...rest,
    headers: { ...headers, 'x-amz-target': 'AmazonSSM.PutParameter' },
  });
  expect(answer.text).toContain('InvalidSignatureException');
});

test('an x-amz header that was added on the way is refused', async () => {
  const { headers, ...rest } = await sign(fixture.aws);
  const answer = await send(fixture.aws, { ...rest, headers: { ...headers, 'x-amz-extra': '1' } });
  expect(answer.text).toContain("'x-amz-extra' must be a 'SignedHeader'");
});

test.each([
  ['no Authorization', {}, 'MissingAuthenticationTokenException'],
  [
    'another algorithm',
    { authorization: 'AWS4-ECDSA-P256-SHA256 Credential=a' },
    'IncompleteSignatureException',
  ],
  [
    'half an Authorization',
    { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/ssm/aws4_request' },
    'IncompleteSignatureException',
  ],
  [
    'a broken scope',
    { authorization: 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0' },
    'IncompleteSignatureException',
  ],
])('%s is refused', async (_name, change: Record<string, string>, error) => {
  const { headers, ...rest } = await sign(fixture.aws);
  const { authorization: _dropped, ...unsigned } = headers;
  const answer = await send(fixture.aws, { ...rest, headers: { ...unsigned, ...change } });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(error);
});

test('a missing or malformed date is refused', async () => {
  const { headers, ...rest } = await sign(fixture.aws);
  const answer = await send(fixture.aws, { ...rest, headers: { ...headers, 'x-amz-date': 'yesterday' } });
  expect(answer.text).toContain('IncompleteSignatureException');
});

test('plain HTTP junk is answered with an error, not a crash', async () => {
  const answer = await fetch(`${fixture.aws.endpoint}/anything?x=1`);
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('MissingAuthenticationToken');
});

test('a body of 5 MB is refused', async () => {
  const answer = await fetch(fixture.aws.endpoint, { method: 'POST', body: 'x'.repeat(5 * 1_048_576) });
  expect(answer.status).toBe(413);
});

test('a service that is not simulated says so', async () => {
  const answer = await send(fixture.aws, await sign(fixture.aws, { service: 's3' }));
  expect(answer).toMatchObject({
    status: 400,
    text: expect.stringContaining('no operation s3:GetParameters'),
  });
});

test('an operation that is not simulated says so', async () => {
  const body = 'Action=CreateUser&Version=2010-05-08';
  const answer = await send(fixture.aws, await sign(fixture.aws, { ...iamCall, body }));
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('<Code>InvalidAction</Code>') });
});

test('every call is on record, refused ones too', async () => {
  const before = fixture.aws.calls.length;
  await send(fixture.aws, await sign(fixture.aws));
  await send(fixture.aws, await sign(fixture.aws, { secretAccessKey: 'wrong' }));
  expect(fixture.aws.calls.slice(before)).toEqual([
    {
      ms: expect.any(Number),
      service: 'ssm',
      operation: 'GetParameters',
      account: '111122223333',
      caller: expect.stringMatching(/^arn:aws:.*:111122223333:/),
      at: expect.any(Number),
      status: 200,
    },
    {
      ms: expect.any(Number),
      service: 'ssm',
      operation: 'GetParameters',
      account: 'unknown',
      caller: 'unknown',
      at: expect.any(Number),
      status: 400,
    },
  ]);
});

test('after the clock was advanced, real time and sandbox time are both accepted', async () => {
  fixture.clock.advance(3 * 3_600_000);
  const client = new IAMClient(fixture.settings);
  await expect(client.send(new GetAccountSummaryCommand({}))).resolves.toBeDefined();
  client.destroy();
  const answer = await send(fixture.aws, await sign(fixture.aws, { at: fixture.clock.now() }));
  expect(answer.status).toBe(200);
});

test('answers bear the time of the sandbox, by which the SDK would else correct its clock and ask anew what was refused', async () => {
  fixture.clock.advance(86_400_000);
  const response = await fetch(fixture.aws.endpoint, { method: 'POST' });
  const bears = Date.parse(response.headers.get('date') ?? '');
  expect(Math.abs(bears - fixture.clock.now())).toBeLessThan(60_000);
});
