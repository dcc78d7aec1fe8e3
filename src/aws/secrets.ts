import { asObject, at, type JsonObject, textAt } from '../core/json.ts';
import type { Clock } from '../core/ports.ts';
import { AwsError } from './aws-error.ts';
import type { JsonCall } from './json-call.ts';

/** What RootGuard and Slack know of each other. Never logged. */
export interface Secrets {
  readonly botToken: string;
  readonly signingSecret: string;
}

/** Secrets that are fetched once and then kept for a while. */
export interface SecretSource {
  /** The secrets, at most 5 minutes old, or older if SSM does not answer. Throws SecretsError. */
  get(): Promise<Secrets>;
  /**
   * The secrets as they are now: after Slack refused the token, or a signature did not match. SSM is asked once in 30 s
   * at most, because anybody can send a wrong signature; in between the kept secrets are the answer. Throws SecretsError.
   */
  refresh(): Promise<Secrets>;
}

/** The secrets could not be read. The message says which and why, `cure` what to do. Neither holds a value. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError';
  readonly cure: string;

  constructor(what: string, cure: string, options?: ErrorOptions) {
    super(`${what} ${cure}`, options);
    this.cure = cure;
  }
}

/**
 * Slack's secrets out of SSM Parameter Store, both in one call. `call` is a JsonCall of the service `ssm` (target
 * `AmazonSSM`, version 1.1); parameters are named by name or ARN. No error holds a value.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
 */
export function readSecrets(
  names: { readonly botTokenParameter: string; readonly signingSecretParameter: string },
  call: JsonCall,
  clock: Clock = Date.now,
): SecretSource {
  let kept: { readonly secrets: Secrets; readonly until: number } | undefined;
  let underway: Promise<Secrets> | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  const fetchNow = async () => {
    const secrets = await fetchSecrets(names, call);
    kept = { secrets, until: clock() + keptForMs };
    return secrets;
  };
  /** Many requests at once, at a cold start for example, are one call. */
  const fetchOnce = () => {
    underway ??= fetchNow().finally(() => {
      underway = undefined;
    });
    return underway;
  };

  return {
    async refresh() {
      if (kept !== undefined && clock() < refreshedAt + betweenRefreshes) return kept.secrets;
      refreshedAt = clock();
      return fetchOnce();
    },
    async get() {
      if (kept === undefined) return fetchOnce();
      if (clock() < kept.until) return kept.secrets;
      const { secrets } = kept;
      // Old secrets are nearly always still right, and an alert must not wait for SSM, nor every request ask it in vain.
      return fetchOnce().catch(() => {
        kept = { secrets, until: clock() + betweenRefreshes };
        return secrets;
      });
    },
  };
}

const keptForMs = 5 * 60_000;
const betweenRefreshes = 30_000;

async function fetchSecrets(
  names: { readonly botTokenParameter: string; readonly signingSecretParameter: string },
  call: JsonCall,
): Promise<Secrets> {
  const { botTokenParameter, signingSecretParameter } = names;
  const answer = await getParameters([botTokenParameter, signingSecretParameter], call);
  return {
    botToken: secretOf(answer, botTokenParameter, "the bot token (it begins with 'xoxb-')"),
    signingSecret: secretOf(answer, signingSecretParameter, 'the signing secret (under Basic Information)'),
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
  // `--value file://…` keeps the file's last line break, which no secret of Slack's has.
  const value = textAt(found, 'Value')?.trim();
  if (value !== undefined && value !== '') return value;
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
