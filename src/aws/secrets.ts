import type { Clock } from '../core/ports.ts';

/** What RootGuard and Slack know of each other. Never logged. */
export interface Secrets {
  readonly botToken: string;
  readonly signingSecret: string;
}

/** What the two are called where they are kept: by name or ARN. */
export interface SecretNames {
  readonly botTokenParameter: string;
  readonly signingSecretParameter: string;
}

/** Secrets that are fetched once and then kept for a while. */
export interface SecretSource {
  /** The secrets, at most 5 minutes old, or older if AWS does not answer. Throws SecretsError. */
  get(): Promise<Secrets>;
  /**
   * The secrets as they are now: after Slack refused the token, or a signature did not match. AWS is asked once in 30 s
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

/** Keeps what `fetch` brings: `parameterSecrets` or `managerSecrets`. */
export function keepSecrets(fetch: () => Promise<Secrets>, clock: Clock = Date.now): SecretSource {
  let kept: { readonly secrets: Secrets; readonly until: number } | undefined;
  let underway: Promise<Secrets> | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  const fetchNow = async () => {
    const secrets = await fetch();
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
      // Old secrets are nearly always still right, and an alert must not wait for AWS, nor every request ask it in vain.
      return fetchOnce().catch(() => {
        kept = { secrets, until: clock() + betweenRefreshes };
        return secrets;
      });
    },
  };
}

const keptForMs = 5 * 60_000;
const betweenRefreshes = 30_000;

/**
 * The two values as they were found, without spaces around them: `--value file://…` keeps the file's last line break. Throws
 * SecretsError when they cannot be what they should be, such as when one stands in the other's place. `where` says of each
 * where it is kept.
 */
export function plausible(found: Secrets, where: Secrets): Secrets {
  const [botToken, signingSecret] = [found.botToken.trim(), found.signingSecret.trim()];
  // Tokens of apps that installed themselves with rotation begin with `xoxe.xoxb-`.
  if (!/^(xoxe\.)?xoxb-/.test(botToken)) {
    throw new SecretsError(
      `${where.botToken} holds no bot token.`,
      'A bot token begins with xoxb-: copy it from "OAuth & Permissions" of your Slack app, as plain text.',
    );
  }
  if (/^(xox|xapp|[{"])|\s/.test(signingSecret)) {
    throw new SecretsError(
      `${where.signingSecret} holds no signing secret.`,
      'Copy it from "Basic Information" of your Slack app, as plain text; it is no token, and no JSON.',
    );
  }
  return { botToken, signingSecret };
}
