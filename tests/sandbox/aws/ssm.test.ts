import { createJsonCall } from '../../../src/aws/json-call.ts';
import { hub, send, sign, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws({ parameters: { '/rootguard/slack-bot-token': 'xoxb-example' } });

async function getParameters(input: object) {
  const { status, text } = await send(fixture.aws, await sign(fixture.aws, { body: JSON.stringify(input) }));
  return { status, body: JSON.parse(text) };
}

test('a secret is read by its name, decrypted, and unknown names are told', async () => {
  const Names = ['/rootguard/slack-bot-token', '/rootguard/other', 'toString'];
  const { status, body } = await getParameters({ Names, WithDecryption: true });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    Parameters: [{ Name: Names[0], Type: 'SecureString', Value: 'xoxb-example', Version: 1 }],
    InvalidParameters: ['/rootguard/other', 'toString'],
  });
});

test.each([
  '/rootguard/slack-bot-token:1',
  `arn:aws:ssm:us-east-1:${hub}:parameter/rootguard/slack-bot-token`,
])('a secret can be asked for as %s', async (name) => {
  const { body } = await getParameters({ Names: [name], WithDecryption: true });
  expect(body.Parameters).toMatchObject([{ Name: '/rootguard/slack-bot-token', Value: 'xoxb-example' }]);
});

test.each([
  '/rootguard/slack-bot-token:2',
  'arn:aws:ssm:us-east-1:444455556666:parameter/rootguard/slack-bot-token',
])('%s is not there', async (name) => {
  expect((await getParameters({ Names: [name] })).body).toEqual({
    Parameters: [],
    InvalidParameters: [name],
  });
});

test('without decryption the secret is not told', async () => {
  const { body } = await getParameters({ Names: ['/rootguard/slack-bot-token'] });
  expect(JSON.stringify(body)).not.toContain('xoxb-example');
});

test.each([{ Names: [] }, { Names: Array(11).fill('/a') }, {}])('%j is refused', async (input) => {
  expect(await getParameters(input)).toMatchObject({ status: 400, body: { __type: 'ValidationException' } });
});

test('the call that RootGuard makes without the SDK is understood', async () => {
  const { endpoint, credentials } = fixture.aws;
  const call = createJsonCall({
    service: 'ssm',
    targetPrefix: 'AmazonSSM',
    version: '1.1',
    region: 'us-east-1',
    endpoint,
    credentials: () => credentials,
    clock: Date.now,
    timeoutMs: 1_000,
  });
  const Names = ['/rootguard/slack-bot-token'];
  expect(await call('GetParameters', { Names, WithDecryption: true })).toMatchObject({
    Parameters: [{ Value: 'xoxb-example' }],
  });
});

test('a body that is no JSON object is refused', async () => {
  const answer = await send(fixture.aws, await sign(fixture.aws, { body: 'Names' }));
  expect(answer.text).toContain('SerializationException');
});

test('reading secrets can be denied', async () => {
  fixture.aws.setAccount(hub, { deny: ['ssm:*'] });
  const answer = await getParameters({ Names: ['/rootguard/slack-bot-token'], WithDecryption: true });
  expect(answer).toMatchObject({ status: 400, body: { __type: 'AccessDeniedException' } });
  fixture.aws.setAccount(hub, { deny: [] });
});
