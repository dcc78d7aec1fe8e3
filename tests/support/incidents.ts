import { rootSignIn } from '../../src/core/example-event.ts';
import { type Incident, penTime } from '../../src/core/incident.ts';
import { openIncident } from '../../src/core/joining.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { parseRootEvent, type RootEvent } from '../../src/core/root-event.ts';

/** When the incidents of tests are opened: ms since the epoch. */
export const openingTime = Date.parse('2026-11-23T05:02:30Z');

/** A root sign-in; `number` makes it another event. */
export function signInEvent(number = 0, change: JsonObject = {}): RootEvent {
  const record = { ...rootSignIn({ mfa: 'No' }), eventID: `event-${number}`, ...change };
  const event = parseRootEvent(record);
  if (!event.ok) throw new Error(`The record of this test is unreadable: ${event.reason}`);
  return event.value;
}

/** An incident as the alert path opens it, from a CloudTrail record; `number` makes it another event and a later one. */
export function incidentOf(number = 0, change: JsonObject = {}): Incident {
  const finding = { detection: 'root-sign-in', severity: 'critical', because: [{ code: 'no-mfa' }] } as const;
  const opened = openIncident(
    { event: signInEvent(number, change), findings: [finding] },
    openingTime + number,
  );
  // The same number gives the same incident, whose pen is always another one.
  return { ...opened, pen: { until: opened.openedAt + penTime, suspect: false, hand: `hand-${number}` } };
}
