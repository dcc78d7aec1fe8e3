import { textAt } from '../core/json.ts';
import { SlackError } from '../core/ports.ts';
import { createExchange, ExchangeError } from '../http/exchange.ts';
import type { SlackCall } from './call.ts';

/** A text file, and where it is shared. */
export interface Upload {
  readonly channel: string;
  /** The message in whose thread it is shared; into the channel itself without one. */
  readonly threadTs?: string;
  /** What is said with it: mrkdwn, escaped already. */
  readonly comment?: string;
  readonly name: string;
  readonly title: string;
  readonly content: string;
}

/** Shares a file. Throws SlackError; then nothing was shared, unless its outcome is unknown. */
export type UploadFile = (upload: Upload) => Promise<void>;

/**
 * Slack takes files in three steps (files.upload is gone): ask for an address, send the bytes there, share the file. The address
 * is a bearer secret that Slack made; it is never logged, and only Slack's own host (or that of the configured API) is called.
 * https://docs.slack.dev/reference/methods/files.getUploadURLExternal
 */
export function createUpload(options: {
  readonly call: SlackCall;
  readonly apiUrl: string;
  readonly timeoutMs: number;
}): UploadFile {
  const { call, apiUrl, timeoutMs } = options;
  const exchange = createExchange({ keepAlive: false });
  const allowed = new Set(['https://files.slack.com', new URL(apiUrl).origin]);

  const send = async (address: string, body: Buffer) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || !allowed.has(url.origin)) throw new SlackError('upload_url', 'foreign_host');
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(body.length) };
    const { status } = await exchange({ method: 'POST', url, headers, body, timeoutMs }).catch(
      (error: unknown) => {
        // The cause would carry the address.
        throw new SlackError('upload_url', error instanceof ExchangeError ? error.code : 'connection');
      },
    );
    if (status !== 200) throw new SlackError('upload_url', `http_${status}`);
  };

  return async ({ channel, threadTs, comment, name, title, content }) => {
    const body = Buffer.from(content);
    const room = await call('files.getUploadURLExternal', { filename: name, length: body.length });
    const [address, id] = [textAt(room, 'upload_url'), textAt(room, 'file_id')];
    if (address === undefined || id === undefined)
      throw new SlackError('files.getUploadURLExternal', 'answer-without-address');
    await send(address, body);
    const files = [{ id, title }];
    await call('files.completeUploadExternal', {
      files,
      channel_id: channel,
      thread_ts: threadTs,
      initial_comment: comment,
    });
  };
}
