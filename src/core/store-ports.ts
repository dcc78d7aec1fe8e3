import type { EventRecord } from './event-facts.ts';

/** The events' records, beside their incidents. */
export interface EventStore {
  /** Keeps an event's record; keeping it again changes nothing. */
  keepEvent(incident: string, event: EventRecord): Promise<void>;
  /** One record; undefined if it is not kept (any more). */
  event(incident: string, at: number, mark: string): Promise<EventRecord | undefined>;
  /** All records of an incident in the order of time, at most `limit`. */
  events(incident: string, limit: number): Promise<readonly EventRecord[]>;
}

/** How alerts were delivered last: says when the guard is on a lower rung of the delivery ladder. */
export interface DeliveryStore {
  noteDelivery(note: DeliveryNote): Promise<void>;
  /** The last delivery of each rung. */
  deliveries(): Promise<Partial<Readonly<Record<Rung, DeliveryNote>>>>;
}

/** Where an alert went: the alerts channel, the second channel, or e-mail. */
export type Rung = 'channel' | 'second' | 'mail';

/** One delivery. */
export interface DeliveryNote {
  readonly rung: Rung;
  /** ms since the epoch. */
  readonly at: number;
  /** Why not higher: Slack's error. */
  readonly reason?: string;
}
