import type { SlackMessage } from '../blocks/message.ts';
import { SlackError } from '../core/ports.ts';
import { createExchange } from '../http/exchange.ts';

/** Answers at a response_url, to the one person unless told otherwise. Throws SlackError. */
export type Respond = (
  responseUrl: string,
  message: SlackMessage,
  to?: 'ephemeral' | 'in_channel',
) => Promise<void>;

/**
 * Answers at the response_url that came with a command or a press: 5 answers within 30 minutes, and it works in
 * channels that the app is not in. The URL is a bearer secret; it is never logged, and only Slack's own host (or the
 * host of the configured API) is ever called, because the URL comes in from outside.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export function createRespond(options: { readonly apiUrl: string; readonly timeoutMs: number }): Respond {
  const exchange = createExchange({ keepAlive: false });
  const allowed = new Set(['https://hooks.slack.com', new URL(options.apiUrl).origin]);

  return async (responseUrl, message, to = 'ephemeral') => {
    const url = URL.canParse(responseUrl) ? new URL(responseUrl) : undefined;
    if (url === undefined || !allowed.has(url.origin)) throw new SlackError('response_url', 'foreign_host');
    const body = Buffer.from(JSON.stringify({ response_type: to, replace_original: false, ...message }));
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(body.length),
    };
    const answer = await exchange({ method: 'POST', url, headers, body, timeoutMs: options.timeoutMs }).catch(
      () => {
        // The cause would carry the URL.
        throw new SlackError('response_url', 'connection');
      },
    );
    if (answer.status !== 200) throw new SlackError('response_url', `http_${answer.status}`);
  };
}
