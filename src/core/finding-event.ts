import { findingReaders, type Reading } from './finding-readers.ts';
import { asObject, type JsonObject, objectAt, textAt } from './json.ts';
import type { Actor, Parsed, RootEvent } from './root-event.ts';
import { findingsIn } from './security-hub.ts';

/**
 * Events of other services that may speak of root. Each is read into the same shape as a CloudTrail record, so that
 * detections judge both alike; what is not about root simply matches no detection.
 */

/** True for an EventBridge event of a kind that `parseFinding` reads. */
export function isFinding(envelope: JsonObject): boolean {
  return readerOf(envelope) !== undefined;
}

/**
 * An event with a list of several findings as events with one each, so that none hides behind another; any other event is
 * left as it is. Takes anything and never throws.
 */
export function separated(envelope: unknown): readonly unknown[] {
  const whole = asObject(envelope);
  const detail = objectAt(envelope, 'detail');
  if (whole === undefined || detail === undefined || !isFinding(whole)) return [envelope];
  const findings = findingsIn(detail);
  if (findings.length < 2) return [envelope];
  return findings.map((finding) => ({ ...whole, detail: { ...detail, findings: [finding] } }));
}

/**
 * Reads a finding. The account is the one that it is about: an aggregator's envelope carries its own. Where the finding
 * has no account or time that can be read, the envelope's stand in: a finding is not lost for a form that AWS changed.
 * Never throws.
 */
export function parseFinding(envelope: JsonObject): Parsed<RootEvent> {
  const detail = objectAt(envelope, 'detail') ?? {};
  const read = readerOf(envelope)?.(detail) ?? {};
  const account = [read.account, textAt(envelope, 'account')].find(isAccount);
  const updated = [read.updatedAt, textAt(envelope, 'time')].find(isTime);
  if (account === undefined) return { ok: false, reason: 'no-account' };
  if (updated === undefined) return { ok: false, reason: 'no-event-time' };
  return {
    ok: true,
    value: {
      kind: 'finding',
      // A finding is sent again whenever it changes, with the same id.
      id: `${read.id ?? textAt(envelope, 'id') ?? 'finding'} ${updated}`,
      account,
      time: Date.parse(updated),
      name: read.name ?? textAt(envelope, 'detail-type') ?? 'finding',
      source: textAt(envelope, 'source') ?? '',
      type: textAt(envelope, 'detail-type'),
      region: textAt(envelope, 'region'),
      actor: { ...nobody, ...read.actor },
      // Only a check can fail; a Region that is switched on, or a use of root that was seen, did happen.
      outcome: read.failed === true ? 'failure' : 'success',
      errorCode: undefined,
      errorMessage: undefined,
      readOnly: true,
      sourceIp: read.sourceIp,
      userAgent: undefined,
      mfaUsed: undefined,
      request: undefined,
      response: undefined,
      addendum: undefined,
      raw: detail,
    },
  };
}

const nobody: Actor = {
  type: undefined,
  account: undefined,
  arn: undefined,
  userName: undefined,
  accessKeyId: undefined,
  issuer: undefined,
  sessionStart: undefined,
  invokedBy: undefined,
  assumedRoot: false,
};

function isAccount(text: string | undefined): boolean {
  return text !== undefined && /^\d{12}$/.test(text);
}

function isTime(text: string | undefined): boolean {
  return text !== undefined && !Number.isNaN(Date.parse(text));
}

function readerOf(envelope: JsonObject): ((detail: JsonObject) => Reading) | undefined {
  const type = textAt(envelope, 'detail-type') ?? '';
  return Object.hasOwn(findingReaders, type) ? findingReaders[type] : undefined;
}
