import { join } from 'node:path';
import type { BusEntry } from '../../sandbox/aws/local-aws.ts';
import { type LocalAws, startLocalAws } from '../../sandbox/aws/local-aws.ts';
import { ensureTable } from '../../sandbox/aws/table.ts';
import { createSandboxClock, type SandboxClock } from '../../sandbox/clock.ts';
import { escapesCommands, homeTabs } from '../../sandbox/manifest.ts';
import { accountSeed, hubAccount, workspaceSeed } from '../../sandbox/seed.ts';
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/local-slack.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { declaredBy, readManifest } from './manifest.ts';

export const signingSecret = 'signing-secret-of-the-tests';
export const botToken = 'xoxb-token-of-the-tests';

const secrets = {
  '/rootguard/slack/bot-token': botToken,
  '/rootguard/slack/signing-secret': signingSecret,
};

/** Slack and AWS for bundles that are tested by themselves, and the environment that points a bundle at them. */
export interface Deployment {
  readonly clock: SandboxClock;
  readonly slack: LocalSlack;
  readonly aws: LocalAws;
  /** What was put on the bus. */
  readonly bus: BusEntry[];
  /** What CloudTrail told EventBridge of by itself: openings of root sessions, and what they did. */
  readonly recorded: JsonObject[];
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts a strict local Slack and a local AWS with RootGuard's table and secrets. */
export async function startDeployment(): Promise<Deployment> {
  const clock = createSandboxClock();
  const bus: BusEntry[] = [];
  const recorded: JsonObject[] = [];
  const aws = await startLocalAws({
    clock,
    hubAccount,
    accounts: accountSeed,
    // In both places; the environment below names the first.
    parameters: secrets,
    secrets,
    onPutEvents: (entries) => bus.push(...entries),
    onRecord: (envelope) => void recorded.push(envelope),
  });
  await ensureTable(aws.endpoint, aws.credentials, 'rootguard');
  const slack = await startLocalSlack({
    clock,
    signingSecret,
    botToken,
    scopes: declaredBy(readManifest(join(__dirname, '../..'))).scopes,
    appUrl: () => 'http://127.0.0.1:9/not-used',
    seed: { ...workspaceSeed, app: { ...workspaceSeed.app, tabs: homeTabs(), escapes: escapesCommands() } },
  });
  const env = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN_PARAMETER: '/rootguard/slack/bot-token',
    SLACK_SIGNING_SECRET_PARAMETER: '/rootguard/slack/signing-secret',
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    ROOTGUARD_CHANNEL: 'C0ALERTS',
    ROOTGUARD_RESPONDERS: 'S0RESPONDERS',
    ROOTGUARD_HUB: hubAccount,
    ROOTGUARD_ORGANIZATION: 'o-exampleorgid',
    ROOTGUARD_ACCOUNTS: '111122223333=acme-prod,444455556666=acme-dev',
  };
  return {
    clock,
    slack,
    aws,
    bus,
    recorded,
    env,
    async close() {
      await Promise.all([slack.close(), aws.close()]);
      clock.close();
    },
  };
}
