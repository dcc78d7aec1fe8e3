import fc from 'fast-check';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootIdentity, rootSignIn } from '../../src/core/example-event.ts';
import { roleCall, roleCallOn } from '../../src/core/example-guard.ts';
import { incidentId } from '../../src/core/incident-id.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { emptyLedger, type Ledger, remembering, sessionOf } from '../../src/core/ledger.ts';
import type { RootEvent } from '../../src/core/root-event.ts';

const noon = Date.parse('2026-11-23T12:00:00Z');
const at = (minutes: number) => new Date(noon + minutes * 60_000).toISOString();

test('an event that is delivered again belongs where it was placed before, whatever came in between', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 2, maxLength: 14 }), (records) => {
      const events = records.map((record, index) => read({ ...record, eventID: `event-${index}` }));
      let ledger = emptyLedger('111122223333');
      const placed = new Map<RootEvent, string>();
      for (const each of events) {
        const [id, next] = place(ledger, each);
        ledger = next;
        placed.set(each, id);
        for (const [other, before] of placed) expect(place(ledger, other)[0]).toBe(before);
      }
    }),
    { numRuns: 400 },
  );
});

test('a call that ties two sessions together draws nothing of one over into the other', () => {
  const role = roleCallOn('DisableRule', 'events', { name: 'rootguard-root-events' });
  const task = rootCall('DeleteBucketPolicy', 's3.amazonaws.com', {
    userIdentity: { type: 'Root', accountId: '111122223333', accessKeyId: 'ASIATASK' },
  });
  const opens = {
    ...roleCallOn('AssumeRoot', 'sts', { targetPrincipal: '111122223333' }),
    responseElements: { credentials: { accessKeyId: 'ASIATASK' } },
  };
  const events = [role, task, opens].map((record, index) => read({ ...record, eventID: `event-${index}` }));
  let ledger = emptyLedger('111122223333');
  for (const each of events) ledger = place(ledger, each)[1];
  const [first, second] = events;
  expect(sessionOf(ledger, first as RootEvent)?.incident).toBe(incidentId(first as RootEvent));
  expect(sessionOf(ledger, second as RootEvent)?.incident).toBe(incidentId(second as RootEvent));
});

function place(ledger: Ledger, event: RootEvent): readonly [string, Ledger] {
  const id = sessionOf(ledger, event)?.incident ?? incidentId(event);
  return [id, remembering(ledger, event, id)];
}

function read(record: JsonObject): RootEvent {
  const parsed = parseEnvelope(exampleEnvelope({ record }));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

/** Few keys and few moments, so that much of it touches. */
const minute = fc.integer({ min: 0, max: 180 });
const key = fc.constantFrom('ASIAONE', 'ASIATWO', 'ASIATHREE');
const began = fc.option(fc.constantFrom(0, 1, 50, 100), { nil: undefined });

const event: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.tuple(minute, fc.constantFrom('Success', 'Failure')).map(([when, result]) => ({
    ...rootSignIn({ result: result as 'Success' }),
    eventTime: at(when),
  })),
  fc.tuple(minute, key, began).map(([when, accessKeyId, start]) => ({
    ...rootCall('CreateUser', 'iam.amazonaws.com'),
    eventTime: at(when),
    userIdentity: {
      ...rootIdentity,
      accessKeyId,
      sessionContext: start === undefined ? {} : { attributes: { creationDate: at(start) } },
    },
  })),
  fc.tuple(minute, key).map(([when, accessKeyId]) => ({
    ...roleCall('StopLogging', 'cloudtrail', { eventTime: at(when) }),
    userIdentity: { type: 'AssumedRole', accountId: '111122223333', accessKeyId },
  })),
  fc.tuple(minute, key, key).map(([when, accessKeyId, issued]) => ({
    ...roleCallOn('AssumeRoot', 'sts', { targetPrincipal: '111122223333' }, { eventTime: at(when) }),
    userIdentity: { type: 'AssumedRole', accountId: '111122223333', accessKeyId },
    responseElements: { credentials: { accessKeyId: issued } },
  })),
  minute.map((when) => ({
    ...rootCall('PasswordRecoveryRequested', 'signin.amazonaws.com'),
    eventTime: at(when),
    userIdentity: { type: 'Root', accountId: '111122223333' },
  })),
);
