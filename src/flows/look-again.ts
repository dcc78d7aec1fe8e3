import { suspected } from '../core/finding-alerts.ts';
import type { Job } from '../core/jobs.ts';
import { type Clock, ComeBackLater, type Delivery, type JobQueue, type SweepStore } from '../core/ports.ts';
import { type PostureRecord, secondLookAfter } from '../core/posture-record.ts';
import { againIdOf, groupOf, type Sweep } from '../core/sweep.ts';

/** What seeing to a second look needs. */
export interface LookAgainPorts {
  readonly store: SweepStore;
  readonly jobs: Pick<JobQueue, 'enqueueAll'>;
  readonly clock: Clock;
}

/**
 * Sees to it that what looked worse is looked at once more, a minute later, before anybody is told: a sweep of those accounts
 * and subjects alone, so that of many at once one message tells. May be called again for the same. Throws StoreError or what the
 * bus says.
 */
export async function lookAgain(ports: LookAgainPorts, records: readonly PostureRecord[]): Promise<void> {
  const doubted = records.filter((record) => suspected(record).checks.length > 0);
  if (doubted.length === 0) return;
  const marks = doubted.map(({ account, suspicions }) => [account, suspicions]);
  const accounts = doubted.map(({ account }) => account);
  await lookAgainAt(ports, againIdOf(JSON.stringify(marks)), accounts);
}

/** The same for accounts and subjects that are known to be suspected. */
export async function lookAgainAt(
  { store, jobs, clock }: LookAgainPorts,
  id: string,
  accounts: readonly string[],
): Promise<void> {
  const { length: total } = accounts;
  const before = await store.sweep(id);
  if (before?.plannedAt !== undefined || total === 0) return;
  const sweep: Sweep = { id, startedAt: clock(), locale: 'en', total, skipped: [], again: true };
  await store.openSweep(sweep, accounts);
  const jobOf = (account: string, index: number): Job => ({
    kind: 'check-account',
    sweep: id,
    account,
    ...groupOf(index, total),
  });
  await jobs.enqueueAll(accounts.map(jobOf));
  await store.noteSweep(id, { plannedAt: clock() });
}

/** A message that came out so often has rested long enough: more would make it a dead letter. */
const mostRests = 2;

/** What must be looked at once more now. Throws ComeBackLater if it is too early for that. */
export function secondLook(record: PostureRecord, now: number, { receives }: Delivery): readonly string[] {
  const { checks, at } = suspected(record);
  const early = at + secondLookAfter - now;
  if (checks.length > 0 && early > 0 && receives <= mostRests)
    throw new ComeBackLater(`${record.account} is looked at again: ${checks.join(', ')}`, early);
  return checks;
}
