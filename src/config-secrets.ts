import { ConfigError, type Environment, optional, required } from './config-values.ts';

/** Slack's secrets as values, or what they are called in the store that holds them. */
export type SecretSettings =
  | { readonly kind: 'values'; readonly botToken: string; readonly signingSecret: string }
  | {
      readonly kind: 'parameters';
      readonly store: 'ssm' | 'secretsmanager';
      readonly botTokenParameter: string;
      readonly signingSecretParameter: string;
    };

function secretStore(env: Environment): 'ssm' | 'secretsmanager' {
  const value = optional(env, 'ROOTGUARD_SECRET_STORE') ?? 'ssm';
  if (value === 'ssm' || value === 'secretsmanager') return value;
  throw new ConfigError(`ROOTGUARD_SECRET_STORE is "${value}"; it can be ssm or secretsmanager.`);
}

/** Where Slack's secrets are. Throws ConfigError. */
export function secretSettings(env: Environment): SecretSettings {
  const botTokenParameter = optional(env, 'SLACK_BOT_TOKEN_PARAMETER');
  const signingSecretParameter = optional(env, 'SLACK_SIGNING_SECRET_PARAMETER');
  if (botTokenParameter !== undefined && signingSecretParameter !== undefined) {
    return { kind: 'parameters', store: secretStore(env), botTokenParameter, signingSecretParameter };
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
