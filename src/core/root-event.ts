import { createHash } from 'node:crypto';
import { asObject, at, flagAt, type JsonObject, objectAt, textAt } from './json.ts';

/**
 * One CloudTrail record about the root user or about the guard, read by facts and never by matching text.
 * Record contents: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface RootEvent {
  /** A CloudTrail record, or another service's finding about root. */
  readonly kind: 'cloudtrail' | 'finding';
  /** CloudTrail's eventID: the identity of an event together with the account. EventBridge's own id changes on replay. */
  readonly id: string;
  /** The account whose trail recorded it (recipientAccountId). 12 digits. */
  readonly account: string;
  /** When it happened, in milliseconds since the epoch (eventTime). */
  readonly time: number;
  readonly name: string;
  /** The service, such as `iam.amazonaws.com` (eventSource). */
  readonly source: string;
  /** AwsApiCall, AwsConsoleSignIn, AwsServiceEvent or AwsConsoleAction (eventType). */
  readonly type: string | undefined;
  readonly region: string | undefined;
  readonly actor: Actor;
  readonly outcome: 'success' | 'failure';
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  /** A record without `readOnly` counts as a write: no sign-in record carries the field. */
  readonly readOnly: boolean;
  readonly sourceIp: string | undefined;
  readonly userAgent: string | undefined;
  /** Whether MFA was used, where the record says so (MFAUsed `Yes`, `YES` or `No`). */
  readonly mfaUsed: boolean | undefined;
  readonly request: JsonObject | undefined;
  readonly response: JsonObject | undefined;
  /** Why CloudTrail sent it late or again (addendum.reason), such as DELIVERY_DELAY. */
  readonly addendum: string | undefined;
  readonly raw: JsonObject;
}

/** Who acted, as userIdentity tells. */
export interface Actor {
  /** Root, IAMUser, AssumedRole, FederatedUser …; undefined on service events. */
  readonly type: string | undefined;
  readonly account: string | undefined;
  readonly arn: string | undefined;
  readonly userName: string | undefined;
  readonly accessKeyId: string | undefined;
  /** The type behind a temporary session (sessionContext.sessionIssuer.type): `Root` for GetFederationToken by root. */
  readonly issuer: string | undefined;
  /** When the session began, as CloudTrail writes it (sessionContext.attributes.creationDate). */
  readonly sessionStart: string | undefined;
  /** The AWS service that called on the actor's behalf. */
  readonly invokedBy: string | undefined;
  /** An `sts:AssumeRoot` session. */
  readonly assumedRoot: boolean;
}

/** Why a record cannot be judged. Each is logged, counted and shown in `/rootguard status`; none is silently lost. */
export type Unreadable =
  | 'not-an-object'
  | 'no-detail'
  | 'no-user-identity'
  | 'no-event-name'
  | 'no-event-time'
  | 'no-account'
  | 'wrong-type'
  | 'foreign-source'
  | 'account-mismatch'
  | 'not-a-drill';

/** A parsed value, or the reason why there is none. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Unreadable };

/** The text if it is an account id: 12 digits. */
function accountIn(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{12}$/.test(text) ? text : undefined;
}

/** What stands in for what a record lacks, where it need not be trusted: test suites redact ids and times. */
export interface Fallback {
  readonly account: string;
  /** In ms since the epoch; NaN for a time that nobody knows. */
  readonly time: number;
}

/** Reads one CloudTrail record. Takes anything and never throws. Without a `fallback`, account and time must be there. */
export function parseRootEvent(record: unknown, fallback?: Fallback): Parsed<RootEvent> {
  const raw = asObject(record);
  if (raw === undefined) return fail('not-an-object');
  const identity = objectAt(raw, 'userIdentity');
  if (identity === undefined) return fail('no-user-identity');
  if (at(raw, 'eventName') !== undefined && typeof at(raw, 'eventName') !== 'string')
    return fail('wrong-type');
  if (at(identity, 'type') !== undefined && typeof at(identity, 'type') !== 'string')
    return fail('wrong-type');

  const name = textAt(raw, 'eventName');
  const stated = Date.parse(textAt(raw, 'eventTime') ?? '');
  const time = Number.isNaN(stated) ? fallback?.time : stated;
  const account =
    accountIn(textAt(raw, 'recipientAccountId')) ??
    accountIn(textAt(identity, 'accountId')) ??
    fallback?.account;
  if (name === undefined) return fail('no-event-name');
  if (time === undefined) return fail('no-event-time');
  if (account === undefined) return fail('no-account');

  const errorCode = textAt(raw, 'errorCode');
  const errorMessage = textAt(raw, 'errorMessage');
  return {
    ok: true,
    value: {
      kind: 'cloudtrail',
      // What CloudTrail sends once more, with what was missing, is the same event under another id.
      id: textAt(raw, 'addendum', 'originalEventID') ?? textAt(raw, 'eventID') ?? contentId(raw),
      account,
      time,
      name,
      source: textAt(raw, 'eventSource') ?? '',
      type: textAt(raw, 'eventType'),
      region: textAt(raw, 'awsRegion'),
      actor: parseActor(identity),
      outcome: outcomeOf(raw, name, errorCode ?? errorMessage),
      errorCode,
      errorMessage,
      readOnly: flagAt(raw, 'readOnly') ?? false,
      sourceIp: textAt(raw, 'sourceIPAddress'),
      userAgent: textAt(raw, 'userAgent'),
      mfaUsed: mfaUsed(raw),
      request: objectAt(raw, 'requestParameters'),
      response: objectAt(raw, 'responseElements'),
      addendum: textAt(raw, 'addendum', 'reason'),
      raw,
    },
  };
}

function parseActor(identity: JsonObject): Actor {
  return {
    type: textAt(identity, 'type'),
    account: textAt(identity, 'accountId'),
    arn: textAt(identity, 'arn'),
    userName: textAt(identity, 'userName'),
    accessKeyId: textAt(identity, 'accessKeyId'),
    issuer: textAt(identity, 'sessionContext', 'sessionIssuer', 'type'),
    sessionStart: textAt(identity, 'sessionContext', 'attributes', 'creationDate'),
    invokedBy: textAt(identity, 'invokedBy'),
    assumedRoot: flagAt(identity, 'sessionContext', 'assumedRoot') ?? false,
  };
}

/** Sign-in records name the outcome in responseElements[eventName]; a failed one has no errorCode, and may lack errorMessage. */
function outcomeOf(raw: JsonObject, name: string, error: string | undefined): 'success' | 'failure' {
  const stated = textAt(raw, 'responseElements', name);
  if (stated === 'Success') return 'success';
  if (stated === 'Failure') return 'failure';
  return error === undefined ? 'success' : 'failure';
}

function mfaUsed(raw: JsonObject): boolean | undefined {
  const used = textAt(raw, 'additionalEventData', 'MFAUsed')?.toLowerCase();
  return used === 'yes' ? true : used === 'no' ? false : undefined;
}

/** A record without an id is still told apart from others, and from itself delivered again, by its content. */
function contentId(raw: JsonObject): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(raw)).digest('hex').slice(0, 32)}`;
}

function fail(reason: Unreadable): { ok: false; reason: Unreadable } {
  return { ok: false, reason };
}
