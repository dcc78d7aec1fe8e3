import { createHmac, timingSafeEqual } from 'node:crypto';
import { at, textAt } from '../core/json.ts';

/** What a request says of its own origin. */
export interface Claim {
  /** Seconds since the epoch, as Slack wrote them: the text itself is signed. */
  readonly timestamp: string;
  readonly signature: Buffer;
  readonly body: Buffer;
}

/**
 * Reads the signature off an API Gateway event (payload 2.0), or says in a word why there is no use in checking it:
 * `unsigned`, or `stale` when the request is more than five minutes old or ahead. Bolt looks only for old ones, so a
 * request that was captured with a date far in the future could be replayed until then. `now` is in ms.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function readClaim(event: unknown, now: number): Claim | 'unsigned' | 'stale' {
  const timestamp = textAt(event, 'headers', 'x-slack-request-timestamp') ?? '';
  const signature = textAt(event, 'headers', 'x-slack-signature') ?? '';
  // A repeated header arrives as one text with commas, and is no signature of Slack's.
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'unsigned';
  if (Math.abs(now / 1000 - Number(timestamp)) > tolerance) return 'stale';
  return { timestamp, signature: Buffer.from(signature.slice(3), 'hex'), body: bodyOf(event) };
}

/** Whether a request was signed with this secret. Takes the same time for every wrong signature. */
export function isSignedWith(secret: string, { timestamp, signature, body }: Claim): boolean {
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(expected, signature);
}

/** In seconds; Slack's own advice. */
const tolerance = 300;

function bodyOf(event: unknown): Buffer {
  const encoding = at(event, 'isBase64Encoded') === true ? 'base64' : 'utf8';
  return Buffer.from(textAt(event, 'body') ?? '', encoding);
}
