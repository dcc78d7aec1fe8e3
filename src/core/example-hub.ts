import { known } from './fact.ts';
import type { BusPolicy, HubQueue, HubRule, QueueState } from './hub-facts.ts';

/** The bus of a hub with members, as it must be. */
export function exampleBus(change: Partial<BusPolicy> = {}): BusPolicy {
  return {
    exists: true,
    forMembers: true,
    members: 'admitted',
    ownRegions: 'admitted',
    anybody: 'not-admitted',
    organizations: ['o-exampleorgid'],
    accounts: [],
    size: 402,
    own: known('o-exampleorgid'),
    ...change,
  };
}

/** A rule of the hub as it must be. */
export function exampleRule(name: string, change: Partial<HubRule> = {}): HubRule {
  const target = known({ right: true, keepsFailures: true, patient: true });
  return { name, state: 'enabled', target, pattern: known({ changed: false, misses: [] }), ...change };
}

/** A queue of the hub as it must be. */
export function exampleQueue(queue: string, change: Partial<QueueState> = {}): HubQueue {
  return { queue, found: known({ refuses: [], unclear: [], failures: 'kept', ...change }) };
}
