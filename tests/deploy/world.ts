import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandboxClock } from '../../sandbox/clock.ts';
import { projectPath } from '../../sandbox/project.ts';
import { alertsChannel, respondersGroup, workspaceSeed } from '../../sandbox/seed.ts';
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/local-slack.ts';
import { declaredBy, readManifest } from '../support/manifest.ts';
import { signIn } from './alerts.ts';
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
  /** The member's stack before there was a hub. */
  readonly earlyMember: Deployed;
  /** The same afterwards. */
  readonly memberStack: Deployed;
  /** How many events the member kept in rootguard-forward-dlq while there was no hub. */
  readonly keptByMember: number;
  /** The administrator of the member's account. */
  readonly memberOperator: Operator;
  /** Where Slack's requests go: the stack's API, by its path, since not every machine resolves names below localhost. */
  readonly doorUrl: string;
  /** The same without the path of the route. */
  readonly apiUrl: string;
  /** What must stand in no log. */
  readonly secrets: readonly string[];
  /** Deploys the hub again, with some parameters changed. */
  redeploy(parameters: Readonly<Record<string, string>>, region?: string, stack?: string): Promise<Deployed>;
  /** Deploys member.yaml, into the member's account unless another is named. */
  deployMember(
    parameters?: Readonly<Record<string, string>>,
    account?: string,
    region?: string,
  ): Promise<Deployed>;
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
 * Starts everything and deploys a member and the hub. `opened` gets the way to end each part, as soon as the part is there, so
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
  const aws = await startLocalAws({ hub, organization: [hub, member], slackApiUrl: slack.apiUrl, folder });
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
  const deployMember: World['deployMember'] = (changed = {}, account = member, region = 'us-east-1') =>
    aws.deploy({
      account,
      region,
      stack: 'rootguard-member',
      template: 'member.yaml',
      parameters: { HubAccountId: hub, AlarmEmail: 'oncall@example.com', ...changed },
    });
  // The member first, which must fail. If it is told to, it goes without a hub, and what happens meanwhile must not be lost.
  const earlyMember = await deployMember();
  await deployMember({ HubCheck: 'skip' });
  const memberOperator = operatorOf(member, aws.url);
  await aws.emit(signIn(member));
  const keptByMember = await memberOperator.waiting('rootguard-forward-dlq');
  const hubStack = await redeploy({});
  const memberStack = await deployMember();
  if ('outputs' in hubStack) doorUrl = doorOf(aws.url, hubStack.outputs.SlackRequestUrl ?? '');
  return {
    slack,
    aws,
    operator,
    hub,
    member,
    hubStack,
    earlyMember,
    memberStack,
    keptByMember,
    memberOperator,
    doorUrl,
    apiUrl: doorUrl.slice(0, -'/slack/events'.length),
    secrets: [botToken, signingSecret],
    redeploy,
    deployMember,
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

/** The same two in Secrets Manager. */
export async function putManagedSecrets({ secretsManager }: Operator, path: string): Promise<void> {
  await secretsManager('CreateSecret', { Name: `${path}/bot-token`, SecretString: botToken, ...once() });
  await secretsManager('CreateSecret', {
    Name: `${path}/signing-secret`,
    SecretString: signingSecret,
    ...once(),
  });
}

/** Its SDK's clients add it to every call. */
function once() {
  return { ClientRequestToken: randomUUID() };
}

/** `https://ID.execute-api.REGION.amazonaws.com/slack/events`, at MiniStack. */
function doorOf(aws: string, url: string): string {
  const { hostname, pathname } = new URL(url);
  return `${aws}/_aws/execute-api/${hostname.split('.')[0]}/$default${pathname}`;
}
