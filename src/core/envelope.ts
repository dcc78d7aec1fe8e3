import { isFinding, parseFinding } from './finding-event.ts';
import { asObject, at, objectAt, textAt } from './json.ts';
import { type Parsed, parseRootEvent, type RootEvent } from './root-event.ts';

/**
 * Reads an EventBridge envelope around a CloudTrail record. Takes anything and never throws.
 *
 * Only AWS itself can put events with a source that begins with `aws.`, and EventBridge stamps the envelope's
 * account; so an envelope that claims a record of another account was forged, and is refused.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export function parseEnvelope(envelope: unknown): Parsed<RootEvent> {
  if (asObject(envelope) === undefined) return { ok: false, reason: 'not-an-object' };
  if (objectAt(envelope, 'detail') === undefined) return { ok: false, reason: 'no-detail' };
  if (!(textAt(envelope, 'source') ?? '').startsWith('aws.')) return { ok: false, reason: 'foreign-source' };

  const whole = asObject(envelope);
  if (whole !== undefined && isFinding(whole)) return parseFinding(whole);
  const event = parseRootEvent(at(envelope, 'detail'));
  if (event.ok && textAt(envelope, 'account') !== event.value.account) {
    return { ok: false, reason: 'account-mismatch' };
  }
  return event;
}

/** The best name an unreadable envelope has, for the log: CloudTrail's id, else EventBridge's. */
export function envelopeId(envelope: unknown): string | undefined {
  return textAt(envelope, 'detail', 'eventID') ?? textAt(envelope, 'id');
}
