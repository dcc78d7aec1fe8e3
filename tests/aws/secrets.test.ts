import { inspect } from 'node:util';
import { createJsonCall } from '../../src/aws/json-call.ts';
import { parameterSecrets } from '../../src/aws/parameter-secrets.ts';
import { keepSecrets } from '../../src/aws/secrets.ts';
import { exampleCredentials } from '../support/dynalite.ts';
import {
  answer,
  refuse,
  type ScriptedServer,
  type Step,
  startScriptedServer,
} from '../support/scripted-server.ts';

const names = {
  botTokenParameter: '/rootguard/bot-token',
  signingSecretParameter: '/rootguard/signing-secret',
};
const minute = 60_000;

let server: ScriptedServer | undefined;
let time = Date.parse('2026-11-23T05:02:30Z');
afterEach(() => server?.close());

async function secretsFrom(...steps: readonly [Step, ...Step[]]) {
  const started = await startScriptedServer(steps);
  server = started;
  const call = createJsonCall({
    service: 'ssm',
    targetPrefix: 'AmazonSSM',
    version: '1.1',
    region: 'us-east-1',
    endpoint: started.endpoint,
    credentials: () => exampleCredentials,
    clock: () => time,
    timeoutMs: 3_000,
  });
  return { secrets: keepSecrets(parameterSecrets(names, call), () => time), received: started.received };
}

/** What SSM answers: the parameters that exist, in an order of its own, and the names of the others. */
function parameters(token: string | undefined, secret: string | undefined): Step {
  const found = [
    { Name: names.signingSecretParameter, Value: secret },
    { Name: names.botTokenParameter, Value: token },
  ].filter(({ Value }) => Value !== undefined);
  const invalid = Object.values(names).filter((name) => !found.some(({ Name }) => Name === name));
  return answer(200, { Parameters: found, InvalidParameters: invalid });
}

const first = { botToken: 'xoxb-1', signingSecret: 'secret-1' };

test('reads both secrets in one call and decrypts them', async () => {
  const { secrets, received } = await secretsFrom(parameters('xoxb-1', 'secret-1\n'));
  expect(await secrets.get()).toEqual(first);
  expect(received[0]?.headers['x-amz-target']).toBe('AmazonSSM.GetParameters');
  expect(received[0]?.headers['content-type']).toBe('application/x-amz-json-1.1');
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({
    Names: [names.botTokenParameter, names.signingSecretParameter],
    WithDecryption: true,
  });
});

test('asks once for many requests, and again after 5 minutes', async () => {
  const { secrets, received } = await secretsFrom(
    parameters('xoxb-1', 'secret-1'),
    parameters('xoxb-2', 'secret-2'),
  );
  expect(await Promise.all([secrets.get(), secrets.get()])).toEqual([first, first]);
  time += 5 * minute - 1;
  expect(await secrets.get()).toEqual(first);
  expect(received).toHaveLength(1);
  time += 1;
  expect(await secrets.get()).toEqual({ botToken: 'xoxb-2', signingSecret: 'secret-2' });
  expect(received).toHaveLength(2);
});

test('asks at once when a secret was found to be out of date', async () => {
  const { secrets } = await secretsFrom(parameters('xoxb-1', 'secret-1'), parameters('xoxb-2', 'secret-1'));
  await secrets.get();
  expect((await secrets.refresh()).botToken).toBe('xoxb-2');
  expect((await secrets.get()).botToken).toBe('xoxb-2');
});

test('goes on with old secrets while SSM does not answer', async () => {
  const { secrets } = await secretsFrom(parameters('xoxb-1', 'secret-1'), refuse('InternalServerError', 500));
  await secrets.get();
  time += 6 * minute;
  expect(await secrets.get()).toEqual(first);
  await expect(secrets.refresh()).rejects.toThrow('InternalServerError');
});

test('asks again after a failure', async () => {
  const { secrets } = await secretsFrom(refuse('AccessDeniedException'), parameters('xoxb-1', 'secret-1'));
  await expect(secrets.get()).rejects.toThrow(
    "Could not read the SSM parameters /rootguard/bot-token and /rootguard/signing-secret: AccessDeniedException. The function's role needs ssm:GetParameters",
  );
  expect(await secrets.get()).toEqual(first);
});

test.each([
  [
    'the signing secret for the token',
    '8f742231b10e8888abcd99yyyzzz85a5',
    'secret-1',
    'bot-token holds no bot token',
  ],
  ['a user token', 'xoxp-1', 'secret-1', 'bot-token holds no bot token'],
  ['JSON for the token', '{"token":"xoxb-1"}', 'secret-1', 'bot-token holds no bot token'],
  ['the token for the signing secret', 'xoxb-1', 'xoxb-1', 'signing-secret holds no signing secret'],
  [
    'JSON for the signing secret',
    'xoxb-1',
    '{"secret":"secret-1"}',
    'signing-secret holds no signing secret',
  ],
])('says so of %s, and shows no value', async (_, token, secret, said) => {
  const { secrets } = await secretsFrom(parameters(token, secret));
  const error = await secrets.get().catch((reason: unknown) => reason);
  expect(String(error)).toContain(`SecretsError: The SSM parameter /rootguard/${said}`);
  expect(inspect(error)).not.toMatch(/xox[bp]-1|secret-1|8f742231/);
});

test.each([
  ['/rootguard/bot-token', undefined, 'secret-1'],
  ['/rootguard/signing-secret', 'xoxb-1', undefined],
  ['/rootguard/signing-secret', 'xoxb-1', ' \n'],
])('says how to create %s when it is missing, and shows no value', async (name, token, secret) => {
  const { secrets } = await secretsFrom(parameters(token, secret));
  const error = await secrets.get().catch((reason: unknown) => reason);
  expect(String(error)).toContain(`The SSM parameter ${name} is missing.`);
  expect(String(error)).toContain(`aws ssm put-parameter --type SecureString --name ${name}`);
  expect(inspect(error)).not.toMatch(/xoxb-1|secret-1/);
});

test('finds parameters that are named by ARN or with a version', async () => {
  const arn = 'arn:aws:ssm:us-east-1:111122223333:parameter/rootguard/bot-token';
  const answered = {
    Parameters: [
      { Name: '/rootguard/signing-secret', Selector: ':3', Value: 'secret-1' },
      { Name: '/rootguard/bot-token', ARN: arn, Value: 'xoxb-1' },
    ],
  };
  const call = async () => answered;
  const parametersByOtherNames = {
    botTokenParameter: arn,
    signingSecretParameter: '/rootguard/signing-secret:3',
  };
  expect(await parameterSecrets(parametersByOtherNames, call)()).toEqual(first);
});
