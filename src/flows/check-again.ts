import type { Fixed } from '../core/looked-at.ts';
import type { CheckResult, UnknownCause } from '../core/posture.ts';
import { openSinceOf, type PostureRecord, stateOf } from '../core/posture-record.ts';
import { type CheckPosturePorts, lookAt } from './check-posture.ts';
import { type LookAgainPorts, lookAgain } from './look-again.ts';
import { drawCards, type TellFindingsPorts, tellWorsening } from './tell-findings.ts';

/** What checking again needs. */
export type CheckAgainPorts = CheckPosturePorts & TellFindingsPorts & LookAgainPorts;

/** What came of it. */
export interface CheckedAgain {
  /** Undefined if there is no such check any more. */
  readonly result: CheckResult | undefined;
  /** If it is in order, and was not before. */
  readonly fixed: Fixed | undefined;
  /** True if it failed before, and only warns now. */
  readonly better: boolean;
  /** Why it could not be looked at, if it could not. */
  readonly causes: readonly UnknownCause[];
}

/** Runs one check on one account for a person who says that it is fixed; only if it passes is the finding closed. */
export async function checkAgain(
  ports: CheckAgainPorts,
  account: string,
  check: string,
  by: string,
): Promise<CheckedAgain> {
  const look = await lookAt(ports, account, { only: [check], by });
  if (look.due.includes(check)) await tellWorsening(ports, account, check);
  await drawCards(ports, look.record);
  await lookAgain(ports, [look.record]);
  const result = look.results.find((each) => each.check === check);
  return {
    result,
    fixed: look.fixed.find((fixed) => fixed.check === check),
    better: isBetter(look.record, check),
    causes: result?.outcome === 'unknown' ? look.causes : [],
  };
}

function isBetter(record: PostureRecord, check: string): boolean {
  const state = stateOf(record, check);
  return state?.outcome === 'warn' && openSinceOf(state) < state.since;
}
