import type { AccountFacts } from './account-facts.ts';
import type { UnknownFact } from './fact.ts';
import { homeRegion, type RegionalHeartbeat } from './heartbeat.ts';

/** The rules of an account: where they are, heartbeats are due. */
export type RulesOfAccount = Pick<AccountFacts, 'alertRule' | 'regionalRules'>;

/** What is known of the Regions that must send heartbeats: those that have the rules, and those of which AWS does not tell. */
export function dueFrom(
  rows: readonly RegionalHeartbeat[],
  rules: RulesOfAccount,
): readonly RegionalHeartbeat[] {
  const isThere = whereRulesAre(rules);
  const silent = [...isThere].filter(
    ([region, there]) => there === true && !rows.some((row) => row.region === region),
  );
  // A Region that is not listed is disabled.
  const unlisted = rules.regionalRules.known ? false : undefined;
  const due = rows.filter(({ region }) => (isThere.has(region) ? isThere.get(region) : unlisted) !== false);
  return [...due, ...silent.map(([region]) => ({ region }))];
}

/** Whether each Region has the alert rule, and with it all of member.yaml; undefined where AWS does not tell. */
export function whereRulesAre({
  alertRule,
  regionalRules,
}: RulesOfAccount): ReadonlyMap<string, boolean | undefined> {
  const others = regionalRules.known ? regionalRules.value : [];
  return new Map([
    [homeRegion, alertRule.known ? alertRule.value.exists : undefined],
    ...others.map(
      ({ region, state }) => [region, state.known ? state.value !== 'missing' : undefined] as const,
    ),
  ]);
}

/** Why it is not known from which Regions heartbeats are due; undefined if it is. */
export function hiddenIn({ alertRule, regionalRules }: RulesOfAccount): UnknownFact | undefined {
  const states = regionalRules.known ? regionalRules.value.map(({ state }) => state) : [];
  const hidden = [alertRule, regionalRules, ...states].find((fact) => !fact.known);
  return hidden?.known === false ? hidden : undefined;
}

/** Since when a Region has been silent, in ms since the epoch. One that nobody has expected to speak so far is silent since now. */
export function sinceOf({ at, expectedSince }: RegionalHeartbeat, now: number): number {
  return at ?? expectedSince ?? now;
}
