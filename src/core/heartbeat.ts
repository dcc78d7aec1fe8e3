import { textAt } from './json.ts';
import type { Parsed } from './root-event.ts';

/**
 * Where heartbeats come from on the bus. They take the way of an alert from the hub's bus on: rule, queue, function, store.
 * EventBridge lets nobody but AWS put events whose source begins with `aws.`, so that a heartbeat can be no alert.
 */
export const heartbeatSource = 'rootguard.heartbeat';

/** True for what says that it is a heartbeat. */
export function isHeartbeat(envelope: unknown): boolean {
  return textAt(envelope, 'source') === heartbeatSource;
}

/**
 * The account of a heartbeat. Only the hub's own is believed: EventBridge stamps the account, and somebody else's heartbeat could
 * hide that ours has stopped.
 */
export function parseHeartbeat(envelope: unknown, hub: string | undefined): Parsed<string> {
  const account = textAt(envelope, 'account');
  if (account === undefined || account !== hub) return { ok: false, reason: 'foreign-source' };
  return { ok: true, value: account };
}
