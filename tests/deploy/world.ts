import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandboxClock } from '../../sandbox/clock.ts';
import { projectPath } from '../../sandbox/project.ts';
import { alertsChannel, respondersGroup, workspaceSeed } from '../../sandbox/seed.ts';
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/local-slack.ts';
import { declaredBy, readManifest } from '../support/manifest.ts';
import { type Deployed, type LocalAws, startLocalAws } from './local-aws.ts';
import { type Operator, operatorOf } from './operator.ts';

/** Slack and AWS on this machine, with RootGuard deployed between them. */
export interface World {
  readonly slack: LocalSlack;
  readonly aws: LocalAws;
  /** The administrator of the hub's account. */
  readonly operator: Operator;
  readonly hub: string;
  readonly member: string;
  readonly hubStack: Deployed;
  readonly memberStack: Deployed;
  /** Where Slack's requests go: the stack's API, by its path, since not every machine resolves names below localhost. */
  readonly doorUrl: string;
  /** What must stand in no log. */
  readonly secrets: readonly string[];
  /** Deploys the hub again, with some parameters changed. */
  redeploy(parameters: Readonly<Record<string, string>>, region?: string, stack?: string): Promise<Deployed>;
}

const hub = '111122223333';
const member = '444455556666';
const botToken = 'xoxb-marked-secret-of-the-deployment';
const signingSecret = 'marked-signing-secret-of-the-deployment';
const parameters = {
  AlertChannel: alertsChannel,
  Responders: respondersGroup,
  Accounts: `${hub}=acme-prod,${member}=acme-dev`,
  OrganizationId: 'o-a1b2c3d4e5',
};

/**
 * Starts everything and deploys the hub and a member. `opened` gets the way to end each part, as soon as the part is there, so
 * that nothing stays behind when a later one fails.
 */
export async function createWorld(opened: (() => unknown)[]): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'rootguard-deploy-'));
  opened.push(() => rmSync(folder, { recursive: true, force: true }));
  const clock = createSandboxClock();
  opened.push(clock.close);
  let doorUrl = '';
  const slack = await startLocalSlack({
    clock,
    signingSecret,
    botToken,
    scopes: declaredBy(readManifest(projectPath())).scopes,
    appUrl: () => doorUrl,
    seed: workspaceSeed,
  });
  opened.push(slack.close);
  const aws = await startLocalAws({ hub, slackApiUrl: slack.apiUrl, folder });
  opened.push(aws.close);

  const operator = operatorOf(hub, aws.url);
  await putSecrets(operator);
  const redeploy: World['redeploy'] = (changed, region = 'us-east-1', stack = 'rootguard') =>
    aws.deploy({
      account: hub,
      region,
      stack,
      template: 'template.yaml',
      parameters: { ...parameters, ...changed },
    });
  const hubStack = await redeploy({});
  if ('outputs' in hubStack) doorUrl = doorOf(aws.url, hubStack.outputs.SlackRequestUrl ?? '');
  const memberStack = await aws.deploy({
    account: member,
    region: 'us-east-1',
    stack: 'rootguard-member',
    template: 'member.yaml',
    parameters: { HubAccountId: hub },
  });
  return {
    slack,
    aws,
    operator,
    hub,
    member,
    hubStack,
    memberStack,
    doorUrl,
    secrets: [botToken, signingSecret],
    redeploy,
  };
}

async function putSecrets({ ssm }: Operator): Promise<void> {
  for (const [name, Value] of [
    ['bot-token', botToken],
    ['signing-secret', signingSecret],
  ] as const) {
    await ssm('PutParameter', { Name: `/rootguard/slack/${name}`, Type: 'SecureString', Value });
  }
}

/** `https://ID.execute-api.REGION.amazonaws.com/slack/events`, at MiniStack. */
function doorOf(aws: string, url: string): string {
  const { hostname, pathname } = new URL(url);
  return `${aws}/_aws/execute-api/${hostname.split('.')[0]}/$default${pathname}`;
}
