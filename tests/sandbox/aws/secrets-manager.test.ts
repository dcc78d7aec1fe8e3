import { createJsonCall } from '../../../src/aws/json-call.ts';
import { managerSecrets } from '../../../src/aws/manager-secrets.ts';
import { hub, useLocalAws } from './local-aws-fixture.ts';

const token = '/rootguard/slack/bot-token';
const secret = '/rootguard/slack/signing-secret';
const fixture = useLocalAws({ secrets: { [token]: 'xoxb-example\n', [secret]: 'example' } });

function read(botTokenParameter = token, signingSecretParameter = secret) {
  const { endpoint, credentials } = fixture.aws;
  const call = createJsonCall({
    service: 'secretsmanager',
    targetPrefix: 'secretsmanager',
    version: '1.1',
    region: 'us-east-1',
    endpoint,
    credentials: () => credentials,
    clock: Date.now,
    timeoutMs: 1_000,
  });
  return managerSecrets({ botTokenParameter, signingSecretParameter }, call)();
}

test('both secrets are read, by name or ARN, without the line break that a file ends with', async () => {
  const found = { botToken: 'xoxb-example', signingSecret: 'example' };
  expect(await read()).toEqual(found);
  expect(await read(`arn:aws:secretsmanager:us-east-1:${hub}:secret:${token}-AbCdEf`)).toEqual(found);
});

test('they are asked for at the same time', async () => {
  const fault = {
    service: 'secretsmanager',
    operation: 'GetSecretValue',
    error: 'AccessDeniedException',
    times: 2,
  };
  fixture.aws.setFaults([{ ...fault, hangMs: 600 }]);
  const start = performance.now();
  await expect(read()).rejects.toThrow('AccessDeniedException');
  expect(performance.now() - start).toBeLessThan(1_150);
  fixture.aws.setFaults([]);
});

test.each([
  ['bot token', '/rootguard/nowhere', secret, /nowhere is missing\. Create it with the bot token/],
  ['signing secret', token, 'toString', /toString is missing\. Create it with the signing secret/],
])('a %s that is missing is named, with the command that makes it', async (_, one, other, said) => {
  await expect(read(one, other)).rejects.toThrow(said);
});

test('a secret without a text is told, with the command that gives it one', async () => {
  fixture.aws.setSecret('/rootguard/empty', '');
  await expect(read('/rootguard/empty')).rejects.toThrow(
    'aws secretsmanager put-secret-value --secret-id /rootguard/empty',
  );
});

test.each([
  ['InvalidRequestException', 'restore-secret'],
  ['DecryptionFailure', 'Region of the function'],
])('%s says what to do', async (error, cure) => {
  fixture.aws.setFaults([{ service: 'secretsmanager', operation: 'GetSecretValue', error, times: 2 }]);
  await expect(read()).rejects.toThrow(cure);
  fixture.aws.setFaults([]);
});

test('reading can be denied', async () => {
  fixture.aws.setAccount(hub, { deny: ['secretsmanager:GetSecretValue'] });
  await expect(read()).rejects.toThrow("The function's role needs secretsmanager:GetSecretValue");
  fixture.aws.setAccount(hub, { deny: [] });
});
