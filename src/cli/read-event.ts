import { parseEnvelope } from '../core/envelope.ts';
import { asObject, at, type JsonObject, objectAt, textAt } from '../core/json.ts';
import { type Parsed, parseRootEvent, type RootEvent, type Unreadable } from '../core/root-event.ts';

/** How a log's record is called whose account nobody wrote down. */
export const unknownAccount = 'unknown';

/**
 * Reads whatever a log holds: a CloudTrail record, an EventBridge event, or an entry of `aws cloudtrail lookup-events`.
 * Logs that people share are redacted, so what has no account or time is read nonetheless (`unknown`, NaN); an event that
 * was forged is refused as on the alert path. Throws a SyntaxError where a lookup's record is no JSON.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
 */
export function readEvent(value: unknown): Parsed<RootEvent> {
  const object = asObject(value);
  if (object === undefined) return { ok: false, reason: 'not-an-object' };
  const lookedUp = textAt(object, 'CloudTrailEvent');
  if (lookedUp !== undefined) return readRecord(JSON.parse(lookedUp), {});
  if (textAt(object, 'detail-type') === undefined || objectAt(object, 'detail') === undefined)
    return readRecord(object, {});
  const event = parseEnvelope(object);
  return event.ok || !isRedacted(event.reason, object) ? event : readRecord(at(object, 'detail'), object);
}

function readRecord(record: unknown, { account, time }: JsonObject): Parsed<RootEvent> {
  const event = parseRootEvent(record, {
    account: isAccount(account) ? account : unknownAccount,
    time: Date.parse(typeof time === 'string' ? time : ''),
  });
  // "..." is not an id, or all redacted records would be one.
  if (!event.ok || /[0-9a-z]/i.test(event.value.id)) return event;
  return parseRootEvent({ ...asObject(record), eventID: undefined }, event.value);
}

/** True where only redaction can be why an event was refused. */
function isRedacted(reason: Unreadable, { account }: JsonObject): boolean {
  if (reason === 'account-mismatch') return !isAccount(account);
  return reason === 'no-account' || reason === 'no-event-time';
}

function isAccount(value: unknown): value is string {
  return typeof value === 'string' && /^\d{12}$/.test(value);
}
