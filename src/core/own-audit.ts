import { textAt } from './json.ts';
import type { RootEvent } from './root-event.ts';

/** The role that opens root sessions in members, to audit them. */
export interface RootAuditRole {
  /** As CloudTrail names the issuer of its sessions: `arn:aws:iam::111122223333:role/rootguard/RootGuardAudit`. */
  readonly arn: string;
  /** The account that it is in: the management account, or a delegated administrator of IAM. */
  readonly account: string;
}

/** One look of ours into an account with a root session. It is written down before AWS is asked for the session. */
export interface RootAudit {
  readonly id: string;
  /** The member account. */
  readonly account: string;
  /** When it began, ms since the epoch. */
  readonly at: number;
  /** The access key that STS gave; absent until it did. It is written down before it is used. */
  readonly key?: string;
}

/** Where our own looks are written down. Methods throw StoreError. */
export interface RootAuditStore {
  /** Writes a look down; the same id again replaces it. */
  noteRootAudit(audit: RootAudit): Promise<void>;
  /** The looks into an account that began in a span of time (ms since the epoch, both ends in it). */
  rootAudits(account: string, from: number, until: number): Promise<readonly RootAudit[]>;
}

/** The task that a session of ours is for: it allows reading what root has to sign in with, and nothing else. */
export const auditTask = 'policy/root-task/IAMAuditRootUserCredentials';

/** How long a session of ours lives, in s. AWS allows 900; four calls need far less. */
export const auditSeconds = 120;

/** What a session of ours calls, all of it IAM's. */
export const auditCalls = [
  'GetLoginProfile',
  'ListAccessKeys',
  'ListMFADevices',
  'ListSigningCertificates',
] as const;

/** Clocks differ, and CloudTrail writes whole seconds. In ms. */
const slack = 60_000;

/** The audit that an event would have to be part of, if it were one of ours: which account, and begun when. */
export interface Alibi {
  readonly account: string;
  readonly from: number;
  readonly until: number;
}

/**
 * Where to look whether an event comes from an audit of ours; undefined for an event that cannot. Whatever differs from what
 * an audit does is no audit: another role, another task, another call, a write, an answer that is out of the ordinary.
 */
export function alibiOf(event: RootEvent, role: RootAuditRole): Alibi | undefined {
  if (event.kind !== 'cloudtrail' || event.type !== 'AwsApiCall') return undefined;
  const account = isOpening(event, role) ? memberIn(event) : isReading(event) ? event.account : undefined;
  if (account === undefined) return undefined;
  return { account, from: event.time - auditSeconds * 1_000 - slack, until: event.time + slack };
}

/**
 * Whether an event that has an alibi is part of one of these audits. The key decides. It is stored before it is used, so a
 * session's calls find it in whatever order CloudTrail delivers. The opening itself may come while STS's answer is still on
 * its way to us: then an audit of that minute that has no key yet speaks for it. Whoever used that minute and our role gained
 * nothing: what their session reads has a key that is not ours, and alerts.
 */
export function isOwnAudit(event: RootEvent, audits: readonly RootAudit[]): boolean {
  const isOurs = (used: string | undefined) => used !== undefined && audits.some(({ key }) => key === used);
  if (event.name !== 'AssumeRoot') return isOurs(event.actor.accessKeyId);
  const near = audits.filter(({ at }) => Math.abs(event.time - at) <= slack);
  if (event.outcome === 'failure') return near.length > 0;
  return (
    isOurs(textAt(event.response, 'credentials', 'accessKeyId')) || near.some(({ key }) => key === undefined)
  );
}

/** sts:AssumeRoot by the very role, in its very account, for the very task. */
function isOpening(event: RootEvent, role: RootAuditRole): boolean {
  const { actor, request } = event;
  const partition = role.arn.split(':')[1] ?? 'aws';
  return (
    event.name === 'AssumeRoot' &&
    event.source === 'sts.amazonaws.com' &&
    event.account === role.account &&
    actor.account === role.account &&
    actor.type === 'AssumedRole' &&
    textAt(event.raw, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn') === role.arn &&
    textAt(request, 'taskPolicyArn', 'arn') === `arn:${partition}:iam::aws:${auditTask}` &&
    (event.outcome === 'success' || isThrottled(event))
  );
}

/** The account that was asked for: we name it by its id and in no other way. */
function memberIn({ request }: RootEvent): string | undefined {
  const target = textAt(request, 'targetPrincipal') ?? '';
  return /^\d{12}$/.test(target) ? target : undefined;
}

/** One of our four reads of what root itself has, with an answer that such a read has. */
function isReading(event: RootEvent): boolean {
  const { actor, name, request } = event;
  const named = request?.userName ?? undefined;
  return (
    actor.type === 'Root' &&
    actor.account === event.account &&
    event.source === 'iam.amazonaws.com' &&
    (auditCalls as readonly string[]).includes(name) &&
    event.readOnly &&
    named === undefined &&
    (event.outcome === 'success' || isThrottled(event) || hasNoPassword(event))
  );
}

/** Nothing was done, and the SDK asks again. */
function isThrottled({ errorCode }: RootEvent): boolean {
  return errorCode === 'ThrottlingException' || errorCode === 'Throttling';
}

/** Root without a password is what one hopes for. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html */
function hasNoPassword({ name, errorCode }: RootEvent): boolean {
  return name === 'GetLoginProfile' && (errorCode ?? '').startsWith('NoSuchEntity');
}
