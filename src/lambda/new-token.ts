import { SlackError } from '../core/ports.ts';
import type { SlackCall } from '../slack/call.ts';

/**
 * Calls Slack once more when it refused the bot token and there is a new one, so that a rotated token costs no alert and
 * no press. `renew` resolves to whether the token is another one now. A refused call did nothing, so it is safe to repeat.
 * https://docs.slack.dev/reference/methods/auth.test#errors
 */
export function withNewToken(call: SlackCall, renew: () => Promise<boolean>): SlackCall {
  return async (method, args) => {
    try {
      return await call(method, args);
    } catch (error) {
      if (!(error instanceof SlackError) || !tokenErrors.has(error.code)) throw error;
      // What Slack said is the reason to report, not that there was no new token to be had.
      if (!(await renew().catch(() => false))) throw error;
      return await call(method, args);
    }
  };
}

const tokenErrors: ReadonlySet<string> = new Set(['invalid_auth', 'token_revoked', 'account_inactive']);
