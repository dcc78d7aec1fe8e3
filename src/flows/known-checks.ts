import type { Scope } from '../core/posture.ts';
import { checks } from '../posture/index.generated.ts';

/** What a check looks at; undefined if there is no such check. */
export function scopeOf(check: string): Scope | undefined {
  return Object.hasOwn(checks, check) ? checks[check]?.scope : undefined;
}
