import type { RootLastUse } from '../core/account-facts.ts';
import { flightsOf } from '../core/canary-flights.ts';
import type { Fact } from '../core/fact.ts';
import type { CanaryFlights } from '../core/guard-facts.ts';
import type { RegionalHeartbeat } from '../core/heartbeat.ts';
import type { Ledger } from '../core/ledger.ts';
import type { GuardMemory } from '../core/ports.ts';
import { ask, gatherFact } from './audit-fact.ts';
import type { ReportedUse } from './audit-report.ts';

/** What the guard itself remembers of an account. */
export interface Remembered {
  readonly ledger: Fact<Ledger>;
  readonly watchedSince: Fact<number | undefined>;
  readonly heartbeats: Fact<readonly RegionalHeartbeat[]>;
}

export async function gatherRemembered(memory: GuardMemory, account: string): Promise<Remembered> {
  const [ledger, watchedSince, heartbeats] = await Promise.all([
    remembered(() => memory.ledger(account)),
    remembered(() => memory.watchedSince(account)),
    remembered(() => memory.heartbeats(account), 'dynamodb:Query'),
  ]);
  return { ledger, watchedSince, heartbeats };
}

/** What the canaries tell. `now` is in ms since the epoch. */
export function gatherCanary(
  memory: Pick<GuardMemory, 'canaryLog'>,
  now: number,
): Promise<Fact<CanaryFlights | undefined>> {
  return remembered(async () => flightsOf(await memory.canaryLog(), now));
}

/** Reads the table; it may be out of reach while AWS answers everything else. */
export async function remembered<T>(look: () => Promise<T>, call = 'dynamodb:GetItem'): Promise<Fact<T>> {
  const fact = await gatherFact(call, () => ask(call, look));
  return fact.known ? fact : { ...fact, cause: 'store-error' };
}

/** The report's last use of root, with whether RootGuard knows of a use at that time. */
export function heldAgainst(ledger: Fact<Ledger>, reported: Fact<ReportedUse>): Fact<RootLastUse> {
  if (!reported.known) return reported;
  const { at } = reported.value;
  const alerted: Fact<boolean> = ledger.known
    ? {
        known: true,
        value: at !== undefined && wasSeen(ledger.value, at),
      }
    : ledger;
  return { known: true, value: { ...reported.value, alerted } };
}

/** A use of that time, or a session of root that goes over it. */
function wasSeen({ uses, sessions }: Ledger, at: number): boolean {
  return (
    uses.some((use) => Math.abs(use.at - at) <= tolerance) ||
    sessions.some(
      ({ root, firstAt, lastAt }) => root === true && at >= firstAt - tolerance && at <= lastAt + tolerance,
    )
  );
}

/** AWS rounds the time of a key's last use, and a session's last call comes after its first. In ms. */
const tolerance = 3_600_000;
