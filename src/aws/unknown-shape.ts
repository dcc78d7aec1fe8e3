import type { UnknownCause } from '../core/posture.ts';
import { oneOf } from './shape.ts';

/** Tests that a stored value says why something could not be learnt. */
export const unknownCause = oneOf<UnknownCause>({
  'access-denied': 1,
  throttled: 1,
  'not-ready': 1,
  'assume-role-failed': 1,
  'service-error': 1,
  timeout: 1,
});
