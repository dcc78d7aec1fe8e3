import { functionRole } from './aws/keys.ts';
import type { LocalAws } from './aws/local-aws.ts';
import { isOneOfMany } from './aws/population.ts';
import type { SandboxClock } from './clock.ts';
import { createLocalLambda, type LocalLambda } from './lambda/local-lambda.ts';
import { createWaitSkipper } from './lambda/skip-waits.ts';
import type { LogLine } from './logs.ts';
import { projectPath } from './project.ts';
import { alertsChannel, fallbackChannel, fallbackTopic, hubAccount, respondersGroup } from './seed.ts';

/** The three functions of template.yaml, as they were built into dist/lambda. */
export interface Functions {
  readonly slack: LocalLambda;
  readonly events: LocalLambda;
  readonly worker: LocalLambda;
}

/** What the functions are deployed with. */
export interface FunctionsOptions {
  readonly aws: LocalAws;
  readonly slackApiUrl: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly table: string;
  readonly clock: SandboxClock;
  readonly rootAudit: boolean;
  readonly emailDomains?: string | undefined;
  /** Sandbox time skips what the functions only wait. */
  readonly skipWaits: boolean;
  readonly log: (line: Omit<LogLine, 'at'>) => void;
}

/** Time limits as in template.yaml, in ms. */
const limits = { slack: 10_000, events: 60_000, worker: 60_000 } as const;

/** Deploys the functions. Throws if they are not built. */
export function deployFunctions(options: FunctionsOptions): Functions {
  const skipper = options.skipWaits ? createWaitSkipper(options.clock) : undefined;
  const deploy = (door: keyof typeof limits) =>
    createLocalLambda({
      name: `rootguard-${door}`,
      bundle: projectPath('dist/lambda', door, 'index.js'),
      env: environmentOf(options),
      clock: options.clock,
      timeoutMs: limits[door],
      skipper,
      log: options.log,
    });
  return { slack: deploy('slack'), events: deploy('events'), worker: deploy('worker') };
}

/** The functions' environment variables, as template.yaml sets them, with every address on this machine. */
export function environmentOf({
  aws,
  slackApiUrl,
  botToken,
  signingSecret,
  table,
  rootAudit,
  emailDomains,
}: FunctionsOptions) {
  return {
    SLACK_API_URL: slackApiUrl,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    ROOTGUARD_TABLE: table,
    ROOTGUARD_CHANNEL: alertsChannel,
    ROOTGUARD_FALLBACK_CHANNEL: fallbackChannel,
    ROOTGUARD_FALLBACK_TOPIC: `arn:aws:sns:us-east-1:${hubAccount}:${fallbackTopic.name}`,
    ROOTGUARD_RESPONDERS: respondersGroup,
    ROOTGUARD_LANGUAGE: 'en',
    ROOTGUARD_ACCOUNTS: accountList(aws),
    ROOTGUARD_HUB: hubAccount,
    ROOTGUARD_ORGANIZATION: 'o-exampleorgid',
    ROOTGUARD_BUS: 'default',
    ROOTGUARD_RULE: 'rootguard-root-events',
    ...(emailDomains !== undefined && { ROOTGUARD_EMAIL_DOMAINS: emailDomains }),
    ...(rootAudit && { ROOTGUARD_ROOT_AUDIT_ROLE: functionRole(hubAccount) }),
    NODE_NO_WARNINGS: '1',
  };
}

/**
 * The accounts that somebody made; the many of an organization are known from Organizations alone. The variable is a list with
 * commas, so no name can have one: here a comma becomes a space.
 */
function accountList(aws: LocalAws): string {
  return aws
    .accounts()
    .filter(({ id }) => !isOneOfMany(id))
    .map(({ id, name }) => `${id}=${name.replaceAll(',', ' ')}`)
    .join(',');
}
