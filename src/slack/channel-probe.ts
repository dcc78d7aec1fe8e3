import type { Fact } from '../core/fact.ts';
import type { SlackChannel } from '../core/guard-facts.ts';
import { flagAt } from '../core/json.ts';
import { SlackError } from '../core/ports.ts';
import type { SlackCall } from './call.ts';

/**
 * Whether RootGuard could post into its channels, without posting. Never throws.
 * https://docs.slack.dev/reference/methods/conversations.info
 */
export function createChannelProbe(options: {
  readonly call: SlackCall;
  readonly channels: readonly Omit<SlackChannel, 'state'>[];
}): () => Promise<Fact<readonly SlackChannel[]>> {
  const { call, channels } = options;
  return async () => ({
    known: true,
    value: await Promise.all(
      channels.map(async ({ channel, use }) => ({ channel, use, state: await stateOf(call, channel) })),
    ),
  });
}

async function stateOf(call: SlackCall, channel: string): Promise<SlackChannel['state']> {
  try {
    const { channel: told } = await call('conversations.info', { channel });
    if (flagAt(told, 'is_archived') === true) return { known: true, value: 'archived' };
    const isMember = flagAt(told, 'is_member') === true;
    return { known: true, value: isMember ? 'member' : 'not-member' };
  } catch (error) {
    const code = error instanceof SlackError ? error.code : '';
    // A private channel that the bot was not invited to does not exist for it.
    if (code === 'channel_not_found') return { known: true, value: 'missing' };
    if (refusals.has(code)) return { known: true, value: 'refused' };
    return {
      known: false,
      cause: code === 'ratelimited' ? 'throttled' : 'slack-error',
      call: `conversations.info${code === '' ? '' : `: ${code}`}`,
    };
  }
}

/** Slack's words for a token that is good for nothing any more. */
const refusals: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);
