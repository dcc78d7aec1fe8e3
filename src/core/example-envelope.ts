import { randomUUID } from 'node:crypto';
import type { Example } from './detection.ts';
import { asObject, type JsonObject, objectAt, textAt } from './json.ts';

/**
 * An example as EventBridge would deliver it: its own envelope, or one around its CloudTrail record.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function exampleEnvelope({ record, envelope }: Pick<Example, 'record' | 'envelope'>): JsonObject {
  if (envelope !== undefined) return envelope;
  return {
    version: '0',
    id: '00000000-0000-4000-8000-000000000000',
    'detail-type': detailTypes[textAt(record, 'eventType') ?? ''] ?? 'AWS API Call via CloudTrail',
    source: `aws.${textAt(record, 'eventSource')?.split('.')[0] ?? 'unknown'}`,
    account: textAt(record, 'recipientAccountId') ?? textAt(record, 'userIdentity', 'accountId'),
    time: textAt(record, 'eventTime'),
    region: textAt(record, 'awsRegion') ?? 'us-east-1',
    resources: [],
    // As it travels: JSON knows no undefined.
    detail: JSON.parse(JSON.stringify(record ?? {})),
  };
}

/**
 * An example as if it happened now: with ids of its own, in the account that is asked for, at `now` (ms since the
 * epoch); a session that began two minutes before the record still did.
 */
export function happeningNow(
  example: Pick<Example, 'record' | 'envelope'>,
  account: string,
  now: number,
): JsonObject {
  const moved = movedTo(exampleEnvelope(example), account, now);
  const detail = objectAt(moved, 'detail') ?? {};
  // CloudTrail's own id makes the event; a finding is told by `id`.
  const fresh = 'eventID' in detail ? { eventID: randomUUID() } : { id: randomUUID() };
  return { ...moved, id: randomUUID(), detail: { ...detail, ...fresh } };
}

/** The account and the times stand in ids and ARNs all over an event, and all of them must agree. */
function movedTo(envelope: JsonObject, account: string, now: number): JsonObject {
  const detail = objectAt(envelope, 'detail');
  const from = textAt(envelope, 'account');
  const happened = textAt(detail, 'eventTime') ?? textAt(envelope, 'time');
  const began = textAt(detail, 'userIdentity', 'sessionContext', 'attributes', 'creationDate');

  const replaced = new Map<string, string>();
  if (from !== undefined) replaced.set(from, account);
  if (happened !== undefined) replaced.set(happened, isoSeconds(now));
  if (began !== undefined && happened !== undefined) {
    replaced.set(began, isoSeconds(now - (Date.parse(happened) - Date.parse(began))));
  }
  return asObject(rewritten(envelope, replaced)) ?? {};
}

const detailTypes: Readonly<Record<string, string>> = {
  AwsApiCall: 'AWS API Call via CloudTrail',
  AwsConsoleSignIn: 'AWS Console Sign In via CloudTrail',
  AwsConsoleAction: 'AWS Console Action via CloudTrail',
  AwsServiceEvent: 'AWS Service Event via CloudTrail',
};

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
