import type { Ladder } from './core/escalation.ts';
import { LadderError, parseLadder } from './core/ladder.ts';
import type { Locale } from './core/locale.ts';

/** Everything that can be set. */
export interface Config {
  /** The Region of the hub. Root sign-ins and IAM events exist in us-east-1 only. */
  readonly region: string;
  /** The DynamoDB table. */
  readonly table: string;
  /** The id of the channel that alerts go to. */
  readonly channel: string;
  /** The language of what is posted into the channel. */
  readonly language: Locale;
  /** The id of the Slack user group whose members may act; without it only workspace admins may. */
  readonly responders: string | undefined;
  /** The id of the Slack user group that is called when nobody is on an alert; the responders, if none is set. */
  readonly onCall: string | undefined;
  /** What happens when nobody does anything. */
  readonly ladder: Ladder;
  /** The guarded accounts, id to name; the name is empty where none was given. */
  readonly accounts: ReadonlyMap<string, string>;
  /** The EventBridge bus that jobs are put on. */
  readonly bus: string;
  /** The EventBridge rule that feeds RootGuard, for `/rootguard check`. */
  readonly rule: string;
  /** The role, with its path, that is assumed in other accounts to look at them. */
  readonly auditRole: string;
  readonly externalId: string | undefined;
  /** The base of Slack's Web API, with a slash at its end. */
  readonly slackApiUrl: string;
  /** What else is RootGuard's own: the stack's name, the path of its secrets, the key that they are encrypted with. */
  readonly own: readonly string[];
  readonly secrets: SecretSettings;
}

/** Slack's secrets as values, or the SSM parameters that hold them. */
export type SecretSettings =
  | { readonly kind: 'values'; readonly botToken: string; readonly signingSecret: string }
  | {
      readonly kind: 'parameters';
      readonly botTokenParameter: string;
      readonly signingSecretParameter: string;
    };

/** The environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable is missing or wrong; the message says which, what it is for and how to set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment. Throws ConfigError. This file is the only reader of `process.env`. */
export function readConfig(env: Environment = process.env): Config {
  return {
    region: optional(env, 'AWS_REGION') ?? 'us-east-1',
    table: optional(env, 'ROOTGUARD_TABLE') ?? 'rootguard',
    channel: channelId(env),
    language: language(env),
    responders: optional(env, 'ROOTGUARD_RESPONDERS'),
    onCall: optional(env, 'ROOTGUARD_ONCALL') ?? optional(env, 'ROOTGUARD_RESPONDERS'),
    ladder: ladder(env),
    accounts: accounts(env),
    bus: optional(env, 'ROOTGUARD_BUS') ?? 'default',
    rule: optional(env, 'ROOTGUARD_RULE') ?? 'rootguard-root-events',
    auditRole: optional(env, 'ROOTGUARD_AUDIT_ROLE') ?? 'rootguard/RootGuardAudit',
    externalId: optional(env, 'ROOTGUARD_EXTERNAL_ID'),
    slackApiUrl: slackApiUrl(env),
    own: (optional(env, 'ROOTGUARD_OWN') ?? '').split(',').filter((name) => name.trim() !== ''),
    secrets: secrets(env),
  };
}

/** AWS credentials as Lambda hands them over; asked for with every call because they rotate. Throws ConfigError. */
export function environmentCredentials(env: Environment = process.env) {
  return {
    accessKeyId: required(env, 'AWS_ACCESS_KEY_ID', 'Lambda sets it from the role of the function'),
    secretAccessKey: required(env, 'AWS_SECRET_ACCESS_KEY', 'Lambda sets it from the role of the function'),
    sessionToken: optional(env, 'AWS_SESSION_TOKEN'),
  };
}

/** The environment for what looks variables up by itself, such as the SDK's endpoint overrides. */
export function environment(): Environment {
  return process.env;
}

function channelId(env: Environment): string {
  const channel = required(
    env,
    'ROOTGUARD_CHANNEL',
    'the id of the Slack channel for alerts, such as C0123456789',
  );
  if (/^[CG][A-Z0-9]{3,}$/.test(channel)) return channel;
  throw new ConfigError(
    `ROOTGUARD_CHANNEL is "${channel}", which is not a channel id. In Slack, open the channel's details: the id (C…) stands at the bottom.`,
  );
}

function language(env: Environment): Locale {
  const value = optional(env, 'ROOTGUARD_LANGUAGE') ?? 'en';
  if (value === 'en' || value === 'ko') return value;
  throw new ConfigError(`ROOTGUARD_LANGUAGE is "${value}"; it can be en or ko.`);
}

function ladder(env: Environment): Ladder {
  try {
    return parseLadder(optional(env, 'ROOTGUARD_ESCALATION') ?? '');
  } catch (error) {
    if (!(error instanceof LadderError)) throw error;
    throw new ConfigError(`ROOTGUARD_ESCALATION is wrong: ${error.message}.`, { cause: error });
  }
}

/** `111122223333=acme-prod,444455556666=acme-dev`; a name may be left out. */
function accounts(env: Environment): ReadonlyMap<string, string> {
  const entries = (optional(env, 'ROOTGUARD_ACCOUNTS') ?? '')
    .split(',')
    .filter((entry) => entry.trim() !== '');
  return new Map(
    entries.map((entry) => {
      const [id = '', ...name] = entry.split('=');
      if (!/^\d{12}$/.test(id.trim())) {
        throw new ConfigError(
          `ROOTGUARD_ACCOUNTS has "${entry.trim()}"; each entry is a 12-digit account id, or id=name, separated by commas.`,
        );
      }
      return [id.trim(), name.join('=').trim()] as const;
    }),
  );
}

function slackApiUrl(env: Environment): string {
  const url = optional(env, 'SLACK_API_URL') ?? 'https://slack.com/api/';
  if (!URL.canParse(url)) throw new ConfigError(`SLACK_API_URL is "${url}", which is not a URL.`);
  return url.endsWith('/') ? url : `${url}/`;
}

function secrets(env: Environment): SecretSettings {
  const botTokenParameter = optional(env, 'SLACK_BOT_TOKEN_PARAMETER');
  const signingSecretParameter = optional(env, 'SLACK_SIGNING_SECRET_PARAMETER');
  if (botTokenParameter !== undefined && signingSecretParameter !== undefined) {
    return { kind: 'parameters', botTokenParameter, signingSecretParameter };
  }
  return {
    kind: 'values',
    botToken: required(
      env,
      'SLACK_BOT_TOKEN',
      "the bot token (xoxb-…) from Slack's OAuth & Permissions page, or set SLACK_BOT_TOKEN_PARAMETER",
    ),
    signingSecret: required(
      env,
      'SLACK_SIGNING_SECRET',
      "the signing secret from Slack's Basic Information page, or set SLACK_SIGNING_SECRET_PARAMETER",
    ),
  };
}

function optional(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function required(env: Environment, name: string, what: string): string {
  const value = optional(env, name);
  if (value === undefined) throw new ConfigError(`${name} is not set. It is ${what}.`);
  return value;
}
