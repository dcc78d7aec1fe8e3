import type { Auditor, CheckStore, Clock } from '../core/ports.ts';
import type { CheckResult } from '../core/posture.ts';
import { judgeFacts } from './judge-facts.ts';

/** What checking the organisation and the guard needs. */
export interface CheckGuardPorts {
  readonly auditor: Auditor;
  readonly store: Pick<CheckStore, 'saveOrganizationCheck' | 'saveGuardCheck'>;
  readonly clock: Clock;
}

/** The verdicts on the organisation and on the guard itself, each worst first. */
export interface GuardVerdicts {
  readonly organization: readonly CheckResult[];
  readonly guard: readonly CheckResult[];
}

/** Asks AWS about the organisation and the guard itself once, stores what it told, and judges it. Throws StoreError. */
export async function checkGuard({ auditor, store, clock }: CheckGuardPorts): Promise<GuardVerdicts> {
  const [organization, guard] = await Promise.all([auditor.gatherOrganization(), auditor.gatherGuard()]);
  const at = clock();
  await Promise.all([
    store.saveOrganizationCheck({ at, facts: organization }),
    store.saveGuardCheck({ at, facts: guard }),
  ]);
  return {
    organization: judgeFacts('organization', organization, at),
    guard: judgeFacts('guard', guard, at),
  };
}
