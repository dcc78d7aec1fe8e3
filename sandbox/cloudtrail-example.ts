import { randomUUID } from 'node:crypto';
import { asObject, type JsonObject, objectAt, textAt } from '../src/core/json.ts';

/**
 * An example's CloudTrail record as if it happened now, inside the envelope that EventBridge would deliver: with an
 * id of its own, in the account that is asked for, at `now` (ms since the epoch); a session that began two minutes
 * before the record still did.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function happeningNow(example: JsonObject, account: string, now: number): JsonObject {
  const record = { ...moved(example, account, now), eventID: randomUUID(), eventTime: isoSeconds(now) };
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailTypes[textAt(record, 'eventType') ?? ''] ?? 'AWS API Call via CloudTrail',
    source: `aws.${textAt(record, 'eventSource')?.split('.')[0] ?? 'unknown'}`,
    account,
    time: isoSeconds(now),
    region: textAt(record, 'awsRegion') ?? 'us-east-1',
    resources: [],
    detail: record,
  };
}

const detailTypes: Readonly<Record<string, string>> = {
  AwsApiCall: 'AWS API Call via CloudTrail',
  AwsConsoleSignIn: 'AWS Console Sign In via CloudTrail',
  AwsConsoleAction: 'AWS Console Action via CloudTrail',
  AwsServiceEvent: 'AWS Service Event via CloudTrail',
};

/** The account stands in ARNs and ids all over a record, and all of them must be of one account. */
function moved(example: JsonObject, account: string, now: number): JsonObject {
  const from = textAt(example, 'recipientAccountId') ?? textAt(example, 'userIdentity', 'accountId');
  const happened = Date.parse(textAt(example, 'eventTime') ?? '');
  const session = objectAt(example, 'userIdentity', 'sessionContext', 'attributes');
  const began = textAt(session, 'creationDate');

  const replaced = new Map<string, string>();
  if (from !== undefined) replaced.set(from, account);
  if (began !== undefined) replaced.set(began, isoSeconds(now - (happened - Date.parse(began))));
  return asObject(rewritten(example, replaced)) ?? {};
}

function rewritten(value: unknown, replaced: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return [...replaced].reduce((text, [from, to]) => text.replaceAll(from, to), value);
  }
  if (Array.isArray(value)) return value.map((entry) => rewritten(entry, replaced));
  const object = asObject(value);
  if (object === undefined) return value;
  return Object.fromEntries(Object.entries(object).map(([key, entry]) => [key, rewritten(entry, replaced)]));
}

/** CloudTrail and EventBridge write whole seconds. */
function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
