import { asObject, at, type JsonObject, textAt } from '../core/json.ts';
import { AwsError } from './aws-error.ts';
import type { JsonCall } from './json-call.ts';
import { plausible, type SecretNames, type Secrets, SecretsError } from './secrets.ts';

/**
 * Fetches Slack's secrets from SSM Parameter Store, both in one call. `call` is a JsonCall of the service `ssm` (target
 * `AmazonSSM`, version 1.1). Throws SecretsError; no error holds a value.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
 */
export function parameterSecrets(names: SecretNames, call: JsonCall): () => Promise<Secrets> {
  const { botTokenParameter, signingSecretParameter } = names;
  return async () => {
    const answer = await getParameters([botTokenParameter, signingSecretParameter], call);
    const found = {
      botToken: secretOf(answer, botTokenParameter, "the bot token (it begins with 'xoxb-')"),
      signingSecret: secretOf(answer, signingSecretParameter, 'the signing secret (under Basic Information)'),
    };
    return plausible(found, {
      botToken: `The SSM parameter ${botTokenParameter}`,
      signingSecret: `The SSM parameter ${signingSecretParameter}`,
    });
  };
}

async function getParameters(parameters: readonly string[], call: JsonCall): Promise<JsonObject> {
  try {
    return await call('GetParameters', { Names: parameters, WithDecryption: true });
  } catch (cause) {
    const code = cause instanceof AwsError ? cause.code : 'an unexpected error';
    throw new SecretsError(
      `Could not read the SSM parameters ${parameters.join(' and ')}: ${code}.`,
      code === 'AccessDeniedException'
        ? "The function's role needs ssm:GetParameters on both, and kms:Decrypt if they use a key of your own."
        : 'Check that they are in the Region of the function, and that it reaches SSM.',
      { cause },
    );
  }
}

function secretOf(answer: JsonObject, parameter: string, what: string): string {
  const list = at(answer, 'Parameters');
  const found = (Array.isArray(list) ? list : []).find((entry) => isNamed(entry, parameter));
  const value = textAt(found, 'Value') ?? '';
  if (value.trim() !== '') return value;
  throw new SecretsError(
    `The SSM parameter ${parameter} is missing.`,
    `Create it with ${what} of your Slack app: aws ssm put-parameter --type SecureString --name ${parameter} --value …`,
  );
}

/** A name may be given with a version (`name:3`), which SSM answers as a selector of its own, or as an ARN. */
function isNamed(entry: unknown, parameter: string): boolean {
  if (asObject(entry) === undefined) return false;
  const selector = textAt(entry, 'Selector') ?? '';
  return [textAt(entry, 'Name'), textAt(entry, 'ARN')].some(
    (name) => name !== undefined && (name === parameter || name + selector === parameter),
  );
}
