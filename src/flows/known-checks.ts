import type { FactsOf, Scope } from '../core/posture.ts';
import { checks } from '../posture/index.generated.ts';

/** The ids of all checks. */
export const knownChecks: readonly string[] = Object.keys(checks);

/** What a check looks at; undefined if there is no such check. */
export function scopeOf(check: string): Scope | undefined {
  return Object.hasOwn(checks, check) ? checks[check]?.scope : undefined;
}

/** The facts that a check is judged by; undefined if there is no such check. */
export function needsOf(check: string): readonly FactName[] | undefined {
  return Object.hasOwn(checks, check) ? checks[check]?.needs : undefined;
}

/** The name of a fact of any scope. */
export type FactName = { readonly [S in Scope]: keyof FactsOf[S] }[Scope];

/**
 * What a sweep that somebody asks for gathers of each account: everything but CloudTrail's history, of which an account gives two
 * pages a second to whoever asks. It reaches back a day, so the nightly sweep misses nothing of it; and whoever asks about one
 * account gets it at once. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export const sweptFacts: readonly FactName[] = [
  ...new Set(
    Object.values(checks).flatMap((check): readonly FactName[] =>
      check.scope === 'account' ? check.needs : [],
    ),
  ),
].filter((name) => name !== 'rootHistory');
