import { type SecretSettings, secretSettings } from './config-secrets.ts';
import {
  accountIds,
  accounts,
  ConfigError,
  channelId,
  domains,
  type Environment,
  groupId,
  ladder,
  language,
  optional,
  required,
  roleArn,
  slackApiUrl,
  topicArn,
} from './config-values.ts';
import type { Ladder } from './core/escalation.ts';
import type { Locale } from './core/locale.ts';
import type { RootAuditRole } from './core/own-audit.ts';

export type { SecretSettings } from './config-secrets.ts';

export { ConfigError, type Environment } from './config-values.ts';

/** Everything that can be set. */
export interface Config {
  /** The Region of the hub. Root sign-ins and IAM events exist in us-east-1 only. */
  readonly region: string;
  /** The DynamoDB table. */
  readonly table: string;
  /** The id of the channel that alerts go to. */
  readonly channel: string;
  /** The id of the channel for alerts that the first one does not take. */
  readonly fallbackChannel: string | undefined;
  /** The ARN of the SNS topic for alerts that Slack does not take at all. */
  readonly fallbackTopic: string | undefined;
  /** The language of what is posted into the channel. */
  readonly language: Locale;
  /** The id of the Slack user group whose members may act; without it only workspace admins may. */
  readonly responders: string | undefined;
  /** The id of the Slack user group that is called when nobody is on an alert; the responders, if none is set. */
  readonly onCall: string | undefined;
  /** What happens when nobody does anything. */
  readonly ladder: Ladder;
  /** Guarded accounts, id to name; the name is empty where none was given. These names win over the organization's. */
  readonly accounts: ReadonlyMap<string, string>;
  /** The id of the account that the hub runs in; without it no drill is believed. */
  readonly hub: string | undefined;
  /** The id of the organization whose accounts are guarded, too; only the configured accounts are known without it. */
  readonly organization: string | undefined;
  /** The EventBridge bus that jobs are put on. */
  readonly bus: string;
  /** The EventBridge rule that feeds RootGuard, for `/rootguard check`. */
  readonly rule: string;
  /** The role, with its path, that is assumed in other accounts to look at them. */
  readonly auditRole: string;
  readonly externalId: string | undefined;
  /** The domains, in lower case, that the addresses of root users may be in; none if any may be. */
  readonly emailDomains: readonly string[];
  /** The accounts that are meant to be delegated administrators of IAM. */
  readonly iamAdministrators: readonly string[];
  /** The role that audits members with sessions of sts:AssumeRoot; without it nobody does. */
  readonly rootAudit: RootAuditRole | undefined;
  /** The ARN of the SNS topic that alarms go to, for `/rootguard check`. */
  readonly alarmTopic: string | undefined;
  /** The base of Slack's Web API, with a slash at its end. */
  readonly slackApiUrl: string;
  /** What else is RootGuard's own: the stack's name, the path of its secrets, the key that they are encrypted with. */
  readonly own: readonly string[];
  readonly secrets: SecretSettings;
}

/** Reads the environment. Throws ConfigError. This file is the only reader of `process.env`. */
export function readConfig(env: Environment = process.env): Config {
  return {
    region: region(env),
    table: optional(env, 'ROOTGUARD_TABLE') ?? 'rootguard',
    channel: alertChannel(env),
    fallbackChannel: fallbackChannel(env),
    fallbackTopic: fallbackTopic(env),
    language: language(env),
    responders: groupId(env, 'ROOTGUARD_RESPONDERS'),
    onCall: groupId(env, 'ROOTGUARD_ONCALL') ?? groupId(env, 'ROOTGUARD_RESPONDERS'),
    ladder: ladder(env),
    accounts: accounts(env),
    hub: optional(env, 'ROOTGUARD_HUB'),
    organization: optional(env, 'ROOTGUARD_ORGANIZATION'),
    bus: optional(env, 'ROOTGUARD_BUS') ?? 'default',
    rule: optional(env, 'ROOTGUARD_RULE') ?? 'rootguard-root-events',
    auditRole: optional(env, 'ROOTGUARD_AUDIT_ROLE') ?? 'rootguard/RootGuardAudit',
    externalId: optional(env, 'ROOTGUARD_EXTERNAL_ID'),
    emailDomains: domains(env, 'ROOTGUARD_EMAIL_DOMAINS'),
    iamAdministrators: accountIds(env, 'ROOTGUARD_IAM_ADMINISTRATORS'),
    rootAudit: roleArn(env, 'ROOTGUARD_ROOT_AUDIT_ROLE'),
    alarmTopic: optional(env, 'ROOTGUARD_ALARM_TOPIC'),
    slackApiUrl: slackApiUrl(env),
    own: (optional(env, 'ROOTGUARD_OWN') ?? '').split(',').filter((name) => name.trim() !== ''),
    secrets: secretSettings(env),
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

function region(env: Environment): string {
  return optional(env, 'AWS_REGION') ?? 'us-east-1';
}

function alertChannel(env: Environment): string {
  const what = 'the id of the Slack channel for alerts, such as C0123456789';
  return channelId('ROOTGUARD_CHANNEL', required(env, 'ROOTGUARD_CHANNEL', what));
}

function fallbackChannel(env: Environment): string | undefined {
  const channel = optional(env, 'ROOTGUARD_FALLBACK_CHANNEL');
  if (channel === undefined) return undefined;
  if (channel !== alertChannel(env)) return channelId('ROOTGUARD_FALLBACK_CHANNEL', channel);
  throw new ConfigError(
    'ROOTGUARD_FALLBACK_CHANNEL is the channel for alerts itself; give it another one, or leave it out.',
  );
}

function fallbackTopic(env: Environment): string | undefined {
  const topic = optional(env, 'ROOTGUARD_FALLBACK_TOPIC');
  return topic === undefined ? undefined : topicArn('ROOTGUARD_FALLBACK_TOPIC', topic, region(env));
}
