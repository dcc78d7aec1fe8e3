import type { Clock } from '../core/ports.ts';
import { SlackError } from '../core/ports.ts';
import type { SlackCall } from './call.ts';

/**
 * Does not ask Slack again before the time that it named: a call that would come too early is refused here, with the rest of the
 * wait, as Slack would refuse it. In a storm over many cards every one of them would otherwise be told so by itself, and
 * Slack blocks who does not listen. Limits are per method, and for new messages per channel.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export function rememberLimits(call: SlackCall, clock: Clock): SlackCall {
  const notBefore = new Map<string, number>();
  return async (method, args) => {
    const key = method === 'chat.postMessage' ? `${method} ${args.channel}` : method;
    const wait = (notBefore.get(key) ?? 0) - clock();
    if (wait > 0) throw new SlackError(method, 'ratelimited', { retryAfter: wait });
    try {
      return await call(method, args);
    } catch (error) {
      if (error instanceof SlackError && error.retryAfter !== undefined)
        notBefore.set(key, clock() + error.retryAfter);
      throw error;
    }
  };
}
