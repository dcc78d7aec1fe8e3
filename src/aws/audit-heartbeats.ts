import type { AccountFacts } from '../core/account-facts.ts';
import { whereRulesAre } from '../core/due-heartbeats.ts';
import type { RegionalHeartbeat } from '../core/heartbeat.ts';
import type { GuardMemory } from '../core/ports.ts';
import { AuditCallError, gatherFact } from './audit-fact.ts';

/** What decides where heartbeats are expected from. */
export interface ExpectedHeartbeats extends Pick<AccountFacts, 'alertRule' | 'regionalRules' | 'heartbeats'> {
  readonly account: string;
  /** Ms since the epoch. */
  readonly now: number;
}

/**
 * The heartbeats of an account, with since when each Region is expected to send some: since its rules were first seen there. A Region
 * that AWS did not tell of is as it was.
 */
export async function expectHeartbeats(
  memory: Pick<GuardMemory, 'expectHeartbeats'>,
  { account, now, alertRule, regionalRules, heartbeats }: ExpectedHeartbeats,
): Promise<AccountFacts['heartbeats']> {
  if (!heartbeats.known || !regionalRules.known) return heartbeats;
  const before = new Map(heartbeats.value.map((row) => [row.region, row]));
  const since = Object.fromEntries(
    [...whereRulesAre({ alertRule, regionalRules })].flatMap(([region, isThere]) => {
      const known = before.get(region)?.expectedSince;
      if (isThere === undefined) return known === undefined ? [] : [[region, known]];
      return isThere ? [[region, known ?? now]] : [];
    }),
  );
  const same = [...before.values()].every(({ region, expectedSince }) => since[region] === expectedSince);
  if (same && Object.keys(since).every((region) => before.has(region))) return heartbeats;
  return gatherFact('dynamodb:PutItem', async () => {
    await memory.expectHeartbeats(account, since).catch((cause: unknown) => {
      throw new AuditCallError('dynamodb:PutItem', 'store-error', { cause });
    });
    return [...new Set([...before.keys(), ...Object.keys(since)])].sort().map((region): RegionalHeartbeat => {
      const { at } = before.get(region) ?? {};
      const expectedSince = since[region];
      return {
        region,
        ...(at !== undefined && { at }),
        ...(expectedSince !== undefined && { expectedSince }),
      };
    });
  });
}
