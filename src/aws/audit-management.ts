import type { Fact } from '../core/fact.ts';
import type { ManagementRoot } from '../core/organization-facts.ts';
import type { GuardMemory } from '../core/ports.ts';
import type { Outcome } from '../core/posture.ts';
import { remembered } from './audit-memory.ts';

/** The checks of root itself. The others of an account are about who hears of it. */
export const checksOfRoot = [
  'root-access-keys',
  'root-mfa',
  'root-mfa-kind',
  'root-mfa-spare',
  'root-last-use',
  'root-certificates',
] as const;

/** What the last look at the management account came to, out of RootGuard's own table: sweeps look at it as at every account. */
export async function gatherManagementRoot(
  memory: Pick<GuardMemory, 'lastVerdicts'>,
  management: string | undefined,
): Promise<Fact<ManagementRoot | undefined>> {
  if (management === undefined) return { known: true, value: undefined };
  const last = await remembered(() => memory.lastVerdicts(), 'dynamodb:Query');
  if (!last.known) return last;
  const own = last.value.find(({ account }) => account === management);
  const that = (outcome: Outcome) => checksOfRoot.filter((check) => own?.outcomes[check] === outcome);
  return {
    known: true,
    value: {
      account: management,
      checkedAt: own?.checkedAt,
      failing: that('fail'),
      warning: that('warn'),
      unknown: own === undefined ? [] : checksOfRoot.filter((check) => isUntold(own.outcomes[check])),
    },
  };
}

/** Of a check that is younger than the look there is no verdict. */
function isUntold(outcome: Outcome | undefined): boolean {
  return outcome === undefined || outcome === 'unknown';
}
