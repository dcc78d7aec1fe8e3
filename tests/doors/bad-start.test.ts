import { rootSignIn } from '../../src/core/example-event.ts';
import { asObject, type JsonObject } from '../../src/core/json.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { startLambdaProcess } from '../support/lambda-process.ts';
import { envelopeOf, sqsEvent } from '../support/sqs.ts';

interface Mistake {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly make?: (deployment: Deployment) => void;
  readonly event: string;
  readonly error: string;
  readonly cure: string;
}

const bot = 'U0ROOTGUARD';
const elsewhere = 'AWS_REGION is eu-west-1, but RootGuard lives in us-east-1. ';

const mistakes: readonly Mistake[] = [
  {
    name: 'a secret that does not exist',
    env: { SLACK_BOT_TOKEN_PARAMETER: '/rootguard/nowhere' },
    event: 'start-failed',
    error: 'The SSM parameter /rootguard/nowhere is missing.',
    cure: 'aws ssm put-parameter --type SecureString --name /rootguard/nowhere',
  },
  {
    name: 'a role that may not read the secrets',
    make: ({ aws }) => aws.setAccount('111122223333', { deny: ['ssm:GetParameters'] }),
    event: 'start-failed',
    error: 'AccessDeniedException',
    cure: "The function's role lacks this action",
  },
  {
    name: 'a secret that does not exist in Secrets Manager',
    env: { ROOTGUARD_SECRET_STORE: 'secretsmanager', SLACK_BOT_TOKEN_PARAMETER: '/rootguard/nowhere' },
    event: 'start-failed',
    error: 'The secret /rootguard/nowhere is missing.',
    cure: 'aws secretsmanager create-secret --name /rootguard/nowhere',
  },
  {
    name: 'a role that may not read Secrets Manager',
    env: { ROOTGUARD_SECRET_STORE: 'secretsmanager' },
    make: ({ aws }) => aws.setAccount('111122223333', { deny: ['secretsmanager:*'] }),
    event: 'start-failed',
    error: 'AccessDeniedException',
    cure: "The function's role lacks this action",
  },
  {
    name: 'a store of secrets that there is not',
    env: { ROOTGUARD_SECRET_STORE: 'vault' },
    event: 'start-failed',
    error: 'ROOTGUARD_SECRET_STORE is "vault"; it can be ssm or secretsmanager.',
    cure: 'Correct the parameter of the stack and deploy it again',
  },
  {
    name: 'the signing secret in place of the token',
    env: { SLACK_BOT_TOKEN_PARAMETER: '/rootguard/slack/signing-secret' },
    event: 'start-failed',
    error: 'The SSM parameter /rootguard/slack/signing-secret holds no bot token.',
    cure: 'A bot token begins with xoxb-: copy it from "OAuth & Permissions"',
  },
  {
    name: 'the token in place of the signing secret',
    env: {
      ROOTGUARD_SECRET_STORE: 'secretsmanager',
      SLACK_SIGNING_SECRET_PARAMETER: '/rootguard/slack/bot-token',
    },
    event: 'start-failed',
    error: 'The secret /rootguard/slack/bot-token holds no signing secret.',
    cure: 'Copy it from "Basic Information"',
  },
  {
    name: "another workspace's token",
    make: ({ aws }) => aws.setParameter('/rootguard/slack/bot-token', 'xoxb-of-another-workspace'),
    event: 'message-failed',
    error: 'invalid_auth',
    cure: 'Install the app in the workspace again',
  },
  {
    name: "a channel's name in place of its id",
    env: { ROOTGUARD_CHANNEL: '#aws-root' },
    event: 'start-failed',
    error: 'ROOTGUARD_CHANNEL is "#aws-root", which is not a channel id.',
    cure: 'Correct the parameter of the stack and deploy it again',
  },
  {
    name: 'a second channel that is the first',
    env: { ROOTGUARD_FALLBACK_CHANNEL: 'C0ALERTS' },
    event: 'start-failed',
    error: 'ROOTGUARD_FALLBACK_CHANNEL is the channel for alerts itself',
    cure: 'Correct the parameter of the stack and deploy it again',
  },
  {
    name: "a topic's name in place of its ARN",
    env: { ROOTGUARD_FALLBACK_TOPIC: 'rootguard-alerts' },
    event: 'start-failed',
    error:
      'ROOTGUARD_FALLBACK_TOPIC is "rootguard-alerts", which is not the ARN of an SNS topic in us-east-1',
    cure: 'Correct the parameter of the stack and deploy it again',
  },
  {
    name: 'a wrong Region',
    env: { AWS_REGION: 'eu-west-1' },
    event: 'start-failed',
    error: 'InvalidSignatureException',
    cure: elsewhere,
  },
  {
    name: 'a Region in which AWS does not answer',
    env: { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    event: 'start-failed',
    error: 'connection',
    cure: elsewhere,
  },
  {
    name: 'a table that does not exist',
    env: { ROOTGUARD_TABLE: 'another' },
    event: 'message-failed',
    error: 'ResourceNotFoundException',
    cure: 'ROOTGUARD_TABLE must name the Table of the stack in this Region',
  },
  {
    name: 'a channel that the bot is not in',
    make: ({ slack }) => slack.setMember('C0ALERTS', bot, false),
    event: 'message-failed',
    error: 'Slack answered chat.postMessage with not_in_channel',
    cure: 'Invite the bot: /invite @RootGuard in #…',
  },
  {
    name: 'a channel that does not exist',
    env: { ROOTGUARD_CHANNEL: 'C0NOWHERE' },
    event: 'message-failed',
    error: 'Slack answered chat.postMessage with channel_not_found',
    cure: 'ROOTGUARD_CHANNEL is the id of another channel',
  },
  {
    name: 'an archived channel',
    make: ({ slack }) => slack.setArchived('C0ALERTS', true),
    event: 'message-failed',
    error: 'is_archived',
    cure: 'Unarchive the channel',
  },
  {
    name: 'a token that was revoked',
    make: ({ slack }) => slack.revokeToken(true),
    event: 'message-failed',
    error: 'account_inactive',
    cure: 'Install the app in the workspace again',
  },
];

test.each(mistakes)('$name: the log has one line that says what is wrong and what to do', async (mistake) => {
  const { env = {}, make = () => undefined, event, error, cure } = mistake;
  const deployment = await startDeployment();
  make(deployment);
  const door = await startLambdaProcess(process.execPath, 'events', { ...deployment.env, ...env });
  const outcome = await door.invoke(sqsEvent(envelopeOf(rootSignIn()))).catch((reason: unknown) => reason);
  await door.stop();
  await deployment.close();

  // Not one alert counts as done.
  expect(outcome).not.toEqual({ batchItemFailures: [] });
  const lines = linesOf(door.output()).filter(
    (line) => 'cure' in line && line.event !== 'retry-not-hastened',
  );
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'error',
      event,
      error: expect.stringContaining(error),
      cure: expect.stringContaining(cure),
    }),
  ]);
});

function linesOf(output: string): readonly JsonObject[] {
  return output.split('\n').flatMap((line) => {
    const fields = line.startsWith('{') ? asObject(JSON.parse(line)) : undefined;
    return fields === undefined ? [] : [fields];
  });
}
