import type { CheckResult } from '../core/posture.ts';
import type { Fixed } from '../core/posture-record.ts';
import { type CheckPosturePorts, lookAt } from './check-posture.ts';
import { closeCards, type TellFindingsPorts, tellWorsening } from './tell-findings.ts';

/** What checking again needs. */
export type CheckAgainPorts = CheckPosturePorts & TellFindingsPorts;

/** What came of it. */
export interface CheckedAgain {
  /** Undefined if there is no such check any more. */
  readonly result: CheckResult | undefined;
  /** If it failed before and does not now. */
  readonly fixed: Fixed | undefined;
  /** Since when it is as it is, ms since the epoch; undefined if that is not known. */
  readonly since: number | undefined;
}

/** Runs one check on one account for a person who says that it is fixed; only if it passes is the finding closed. */
export async function checkAgain(
  ports: CheckAgainPorts,
  account: string,
  check: string,
  by: string,
): Promise<CheckedAgain> {
  const look = await lookAt(ports, account, { only: check, by });
  if (look.due.includes(check)) await tellWorsening(ports, account, check);
  await closeCards(ports, look.record);
  return {
    result: look.results.find((result) => result.check === check),
    fixed: look.fixed.find((fixed) => fixed.check === check),
    since: look.record.states[check]?.since,
  };
}
