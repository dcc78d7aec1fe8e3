import { checks } from '../posture/index.generated.ts';

/** The ids of the checks that look at one account. */
export function accountCheckIds(): readonly string[] {
  return Object.entries(checks).flatMap(([id, { scope }]) => (scope === 'account' ? [id] : []));
}
