import { AuditCallError, ask, errorName } from '../../aws/audit-fact.ts';
import type { UnknownCause } from '../../core/fact.ts';
import { causeWords } from '../../core/posture.ts';
import { type Diagnosis, unknown } from './diagnosis.ts';

/** AWS's answer, or what is to be said in its place. */
export type Answer<T> = { readonly value: T } | { readonly diagnosis: Diagnosis };

/**
 * Makes one call to AWS. `missing` are the names of errors that say that there is no such thing: then the value is undefined. What
 * AWS did not tell for any other reason is said to be unknown.
 */
export async function askAws<T>(
  part: string,
  call: string,
  send: () => Promise<T>,
  ...missing: readonly string[]
): Promise<Answer<T | undefined>> {
  try {
    return { value: await ask(call, send) };
  } catch (error) {
    if (!(error instanceof AuditCallError)) throw error;
    if (missing.includes(errorName(error.cause))) return { value: undefined };
    return {
      diagnosis: unknown(
        part,
        `${call}: ${reasons[error.unknown] ?? causeWords[error.unknown].en}.`,
        cures[error.unknown] ?? again,
      ),
    };
  }
}

const again = 'Run this again in a minute.';

/** What is put in other words here, to somebody at a terminal, than in a check. */
const reasons: Partial<Record<UnknownCause, string>> = {
  throttled: 'AWS is too busy',
  'clock-skew': 'the clock of this machine is wrong',
  'service-error': 'AWS did not answer, or there are no credentials',
};

const cures: Partial<Record<UnknownCause, string>> = {
  'access-denied':
    'Run it with credentials of the hub account that may read (such as ReadOnlyAccess): AWS_PROFILE=… rootguard doctor',
  'clock-skew': 'Set the clock of this machine.',
  'service-error':
    'Check the credentials (aws sts get-caller-identity), and the network. Sign in again where they expire.',
};
