import { rootSignIn } from '../../src/core/example-event.ts';
import { type Incident, openIncident } from '../../src/core/incident.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { parseRootEvent } from '../../src/core/root-event.ts';

/** When the incidents of tests are opened: ms since the epoch. */
export const openingTime = Date.parse('2026-11-23T05:02:30Z');

/** An incident as the alert path opens it, from a CloudTrail record; `number` makes it another event and a later one. */
export function incidentOf(number = 0, change: JsonObject = {}): Incident {
  const record = { ...rootSignIn({ mfa: 'No' }), eventID: `event-${number}`, ...change };
  const event = parseRootEvent(record);
  if (!event.ok) throw new Error(`The record of this test is unreadable: ${event.reason}`);
  const finding = { detection: 'root-sign-in', severity: 'critical', because: [{ code: 'no-mfa' }] } as const;
  return openIncident(event.value, [finding], openingTime + number);
}
