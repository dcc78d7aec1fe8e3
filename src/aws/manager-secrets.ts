import { type JsonObject, textAt } from '../core/json.ts';
import { AwsError } from './aws-error.ts';
import type { JsonCall } from './json-call.ts';
import { plausible, type SecretNames, type Secrets, SecretsError } from './secrets.ts';

/**
 * Fetches Slack's secrets from Secrets Manager, each a secret of its own in plain text, both at the same time. `call` is a
 * JsonCall of the service `secretsmanager` (target `secretsmanager`, version 1.1). Throws SecretsError; no error holds a value.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function managerSecrets(names: SecretNames, call: JsonCall): () => Promise<Secrets> {
  const { botTokenParameter, signingSecretParameter } = names;
  return async () => {
    const [botToken, signingSecret] = await Promise.all([
      secretOf(botTokenParameter, "the bot token (it begins with 'xoxb-')", call),
      secretOf(signingSecretParameter, 'the signing secret (under Basic Information)', call),
    ]);
    return plausible(
      { botToken, signingSecret },
      { botToken: `The secret ${botTokenParameter}`, signingSecret: `The secret ${signingSecretParameter}` },
    );
  };
}

async function secretOf(secret: string, what: string, call: JsonCall): Promise<string> {
  const value = textAt(await getSecretValue(secret, what, call), 'SecretString') ?? '';
  if (value.trim() !== '') return value;
  throw new SecretsError(
    `The secret ${secret} holds no text.`,
    `Give it ${what} of your Slack app: aws secretsmanager put-secret-value --secret-id ${secret} --secret-string …`,
  );
}

async function getSecretValue(secret: string, what: string, call: JsonCall): Promise<JsonObject> {
  try {
    return await call('GetSecretValue', { SecretId: secret });
  } catch (cause) {
    const code = cause instanceof AwsError ? cause.code : 'an unexpected error';
    if (code === 'ResourceNotFoundException') {
      // Without the cause, whose own cure is about the table.
      throw new SecretsError(
        `The secret ${secret} is missing.`,
        `Create it with ${what} of your Slack app: aws secretsmanager create-secret --name ${secret} --secret-string …`,
      );
    }
    throw new SecretsError(`Could not read the secret ${secret}: ${code}.`, cureOf(code), { cause });
  }
}

function cureOf(code: string): string {
  if (code === 'AccessDeniedException') {
    return "The function's role needs secretsmanager:GetSecretValue on it, and kms:Decrypt if it uses a key of your own.";
  }
  return code === 'InvalidRequestException'
    ? 'It is marked for deletion, or has no value yet: aws secretsmanager restore-secret, or put-secret-value.'
    : 'Check that it is in the Region of the function, and that it reaches Secrets Manager.';
}
