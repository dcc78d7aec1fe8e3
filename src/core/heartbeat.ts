import { at, textAt } from './json.ts';
import type { Parsed } from './root-event.ts';

/**
 * Where the hub's heartbeats come from on its bus. They take the way of an alert from there on: rule, queue, function, store.
 * EventBridge lets nobody but AWS put events whose source begins with `aws.`, so that a heartbeat can be no alert.
 */
export const heartbeatSource = 'rootguard.heartbeat';

/**
 * The rule of member.yaml that sends a member's: on a schedule, so that the event is AWS's own, and to the hub's bus by the role of
 * the alert rules. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
 */
export const heartbeatRule = 'rootguard-heartbeat';

/** Proof that an event of this account and Region would have arrived. `at` is when it came, ms since the epoch. */
export interface Heartbeat {
  readonly account: string;
  readonly region: string;
  readonly at: number;
}

/** What is known of the heartbeats of one Region of an account. Times are in ms since the epoch. */
export interface RegionalHeartbeat {
  readonly region: string;
  /** When the last one came; absent if none did, or none for a month from a Region that is not the hub's. */
  readonly at?: number | undefined;
  /** Since when the rules were seen there that send them; absent if they were not. */
  readonly expectedSince?: number | undefined;
}

/** The Region of the hub: root sign-ins and IAM's events exist only there. */
export const homeRegion = 'us-east-1';

/** True for what says that it is a heartbeat. */
export function isHeartbeat(envelope: unknown): boolean {
  return textAt(envelope, 'source') === heartbeatSource || isScheduled(envelope);
}

/**
 * Whose heartbeat it is. EventBridge stamps account and Region, and nobody but AWS sends events from `aws.events`: so a member's is
 * believed. Of the other kind only the hub's own is, since anybody can put such an event and hide that ours has stopped.
 */
export function parseHeartbeat(
  envelope: unknown,
  hub: string | undefined,
): Parsed<Pick<Heartbeat, 'account' | 'region'>> {
  const account = textAt(envelope, 'account') ?? '';
  const region = textAt(envelope, 'region') ?? '';
  const believed = isScheduled(envelope) ? isOwnRule(envelope, account, region) : account === hub;
  if (!believed || account === '') return { ok: false, reason: 'foreign-source' };
  return { ok: true, value: { account, region: region === '' ? homeRegion : region } };
}

function isScheduled(envelope: unknown): boolean {
  return textAt(envelope, 'source') === 'aws.events' && textAt(envelope, 'detail-type') === 'Scheduled Event';
}

function isOwnRule(envelope: unknown, account: string, region: string): boolean {
  const resources = at(envelope, 'resources');
  const [rule] = Array.isArray(resources) ? resources : [];
  if (!/^\d{12}$/.test(account) || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return false;
  return new RegExp(`^arn:aws[a-z-]*:events:${region}:${account}:rule/${heartbeatRule}$`).test(String(rule));
}
