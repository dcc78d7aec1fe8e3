import type { Ladder } from './core/escalation.ts';
import { LadderError, parseLadder } from './core/ladder.ts';
import type { Locale } from './core/locale.ts';
import type { RootAuditRole } from './core/own-audit.ts';

/** The environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable is missing or wrong; the message says which, what it is for and how to set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The variable's value without spaces around it; set to nothing counts as not set. */
export function optional(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

/** The same for a variable that must be set. Throws ConfigError, which says what it is. */
export function required(env: Environment, name: string, what: string): string {
  const value = optional(env, name);
  if (value === undefined) throw new ConfigError(`${name} is not set. It is ${what}.`);
  return value;
}

/** The id of a Slack channel. Throws ConfigError. */
export function channelId(variable: string, channel: string): string {
  if (/^[CG][A-Z0-9]{3,}$/.test(channel)) return channel;
  throw new ConfigError(
    `${variable} is "${channel}", which is not a channel id. In Slack, open the channel's details: the id (C…) stands at the bottom.`,
  );
}

/** The ARN of an SNS topic in a Region. Throws ConfigError. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export function topicArn(variable: string, topic: string, region: string): string {
  const [, found] = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[\w-]{1,256}$/.exec(topic) ?? [];
  if (found === region) return topic;
  throw new ConfigError(
    `${variable} is "${topic}", which is not the ARN of an SNS topic in ${region}, such as arn:aws:sns:${region}:111122223333:rootguard-alerts.`,
  );
}

/** The ARN of an IAM role, and the account in it. Throws ConfigError. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function roleArn(env: Environment, name: string): RootAuditRole | undefined {
  const arn = optional(env, name);
  if (arn === undefined) return undefined;
  const [, account] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]+$/.exec(arn) ?? [];
  if (account !== undefined) return { arn, account };
  throw new ConfigError(
    `${name} is "${arn}", which is not the ARN of a role, such as arn:aws:iam::111122223333:role/rootguard/RootGuardAudit.`,
  );
}

/** Domains, in lower case, separated by commas. */
export function domains(env: Environment, name: string): readonly string[] {
  return listed(env, name, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain such as example.com');
}

/** Account ids, separated by commas. */
export function accountIds(env: Environment, name: string): readonly string[] {
  return listed(env, name, /^\d{12}$/, 'a 12-digit account id');
}

function listed(env: Environment, name: string, form: RegExp, what: string): readonly string[] {
  const entries = (optional(env, name) ?? '').split(',').map((entry) => entry.trim().toLowerCase());
  return entries
    .filter((entry) => entry !== '')
    .map((entry) => {
      if (form.test(entry)) return entry;
      throw new ConfigError(`${name} has "${entry}"; each entry is ${what}, separated by commas.`);
    });
}

/** The base of Slack's Web API, with a slash at its end. */
export function slackApiUrl(env: Environment): string {
  const url = optional(env, 'SLACK_API_URL') ?? 'https://slack.com/api/';
  if (!URL.canParse(url)) throw new ConfigError(`SLACK_API_URL is "${url}", which is not a URL.`);
  return url.endsWith('/') ? url : `${url}/`;
}

/** The language of what is posted into the channel. */
export function language(env: Environment): Locale {
  const value = optional(env, 'ROOTGUARD_LANGUAGE') ?? 'en';
  if (value === 'en' || value === 'ko') return value;
  throw new ConfigError(`ROOTGUARD_LANGUAGE is "${value}"; it can be en or ko.`);
}

/** The id of a Slack user group; it is put into a mention, so that it must be nothing else. Throws ConfigError. */
export function groupId(env: Environment, name: string): string | undefined {
  const value = optional(env, name);
  if (value === undefined || /^S[A-Z0-9]{3,}$/.test(value)) return value;
  throw new ConfigError(
    `${name} is "${value}", which is not the id of a Slack user group, such as S0123456789.`,
  );
}

/** What happens when nobody does anything. Throws ConfigError. */
export function ladder(env: Environment): Ladder {
  try {
    return parseLadder(optional(env, 'ROOTGUARD_ESCALATION') ?? '');
  } catch (error) {
    if (!(error instanceof LadderError)) throw error;
    throw new ConfigError(`ROOTGUARD_ESCALATION is wrong: ${error.message}.`, { cause: error });
  }
}

/** `111122223333=acme-prod,444455556666=acme-dev`; a name may be left out. */
export function accounts(env: Environment): ReadonlyMap<string, string> {
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
