import { textAt } from './json.ts';
import type { ReasonCode } from './reason.ts';
import { isRoot } from './root-actor.ts';
import type { RootEvent } from './root-event.ts';

/**
 * True when root, or a session that root opened, made one of these IAM calls and AWS carried it out. An AWS service that
 * seems to act (invokedBy) changes nothing about it: credentials are nobody's routine. Refused calls are another matter.
 */
export function changedByRoot(event: RootEvent, calls: readonly string[]): boolean {
  return (
    calls.includes(event.name) &&
    event.source === 'iam.amazonaws.com' &&
    event.outcome === 'success' &&
    isRoot(event)
  );
}

/**
 * What kind of MFA device the call names, as a reason; none where the record does not say. Virtual and FIDO devices have
 * an ARN, a hardware token has the number printed on it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html
 */
export function mfaKind(event: RootEvent): readonly ReasonCode[] {
  const serial = textAt(event.request, 'serialNumber') ?? '';
  if (serial.includes(':u2f/')) return ['new-passkey'];
  if (serial.includes(':mfa/')) return ['new-virtual-mfa'];
  return serial === '' || serial.startsWith('arn:') ? [] : ['new-hardware-mfa'];
}
