import type { JsonObject } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import { matchesPattern } from './event-pattern.ts';
import { hubRules } from './hub-rules.ts';
import { alertRule, deployedRules } from './member-rules.ts';
import { isRecording } from './trails.ts';
import type { World } from './world.ts';

/** How long CloudTrail takes on a bad day, in ms of sandbox time. */
const late = 40 * 60_000;

/**
 * CloudTrail hands a record to EventBridge, where a trail logs: at once, so that skipped time is not taken for CloudTrail's; a
 * canary's as the guard's state says. Each rule of the account that is enabled, lets it through and leads to RootGuard delivers it.
 */
export function tellEventBridge(
  envelope: JsonObject,
  account: AccountState,
  isCanary: boolean,
  world: World,
): void {
  const { guard, after, onRecord } = world;
  if (!isRecording(account, world)) return;
  const deliver = () => {
    for (const _rule of rulesFor(envelope, account, world)) onRecord(envelope);
  };
  if (!isCanary || guard.canary === 'arrives') deliver();
  else if (guard.canary === 'late') after(late, deliver);
}

function rulesFor(envelope: JsonObject, account: AccountState, { hubAccount, guard, region }: World) {
  const alert = deployedRules(account, region).filter(({ Name }) => Name === alertRule);
  // A member's other rules forward what its alert rule does not; they stand and fall with it here.
  if (account.id !== hubAccount) return alert.filter(({ State }) => State !== 'DISABLED');
  const own =
    guard.rules === 'astray' ? [] : hubRules(guard).filter(({ EventBusName }) => EventBusName === 'default');
  return [...alert, ...own].filter(
    ({ State, EventPattern = '{}' }) =>
      State !== 'DISABLED' && matchesPattern(JSON.parse(EventPattern), envelope),
  );
}
