import fc from 'fast-check';
import { type Drill, drillIncident, isDrill, parseDrill } from '../../src/core/drill.ts';
import { drillReport } from '../../src/core/drill-report.ts';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootSignIn } from '../../src/core/example-event.ts';
import { incidentId } from '../../src/core/incident-id.ts';
import { incidentOf } from '../support/incidents.ts';

const hub = '111122223333';
const drill: Drill = { mark: 'a-mark', detection: 'root-sign-in', by: 'U0KIM', name: 'Kim', at: 1_000 };
const event = exampleEnvelope({ record: rootSignIn() });
const envelope = {
  source: 'rootguard.drill',
  account: hub,
  'detail-type': 'drill',
  detail: { drill, event },
};

test('a drill is read with its event, under an id that no event of AWS has', () => {
  expect(isDrill(envelope)).toBe(true);
  const parsed = parseDrill(envelope, hub);
  const real = parseEnvelope(event);
  if (!parsed.ok || !real.ok) throw new Error('Unreadable.');
  expect(parsed.value.drill).toEqual(drill);
  expect(parsed.value.event).toEqual({ ...real.value, id: 'drill a-mark' });
  expect(drillIncident(hub, drill)).toBe(incidentId(parsed.value.event));
  expect(drillIncident(hub, drill)).not.toBe(incidentId(real.value));
});

test('nobody but the hub itself starts drills, and nobody where the hub is not known', () => {
  const foreign = { ...envelope, account: '444455556666' };
  for (const [claim, here] of [
    [foreign, hub],
    [envelope, undefined],
    [{ ...envelope, account: undefined }, undefined],
  ] as const) {
    expect(parseDrill(claim, here)).toEqual({ ok: false, reason: 'account-mismatch' });
  }
});

test('a drill never becomes a real alert, and a real event never a drill', () => {
  // What is inside must look as AWS sends it; what is outside must not.
  expect(parseEnvelope(envelope)).toEqual({ ok: false, reason: 'foreign-source' });
  expect(isDrill(event)).toBe(false);
  const inner = { ...envelope, detail: { drill, event: { ...event, source: 'com.example' } } };
  expect(parseDrill(inner, hub)).toEqual({ ok: false, reason: 'foreign-source' });
});

test('whatever claims to be a drill is read or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (one, other) => {
      const claims = [one, { drill: one, event: other }, { drill, event: other }, { drill: one, event }];
      for (const detail of claims) {
        const parsed = parseDrill({ source: 'rootguard.drill', account: hub, detail }, hub);
        if (parsed.ok) expect(parsed.value.event.id).toMatch(/^drill /);
      }
    }),
  );
});

test('a report tells each step that the log holds, and the first that it does not', () => {
  const { log: _, ...rest } = incidentOf();
  const at = (ms: number) => drill.at + ms;
  const log = [
    { at: at(2_000), by: 'rootguard', did: 'opened' },
    { at: at(3_000), by: 'rootguard', did: 'moved', reason: 'is_archived' },
    { at: at(60_000), by: 'U0LEE', name: 'Lee', did: 'acknowledged' },
  ] as const;
  expect(drillReport(drill, undefined)).toEqual({ drill, steps: [], missing: 'opened' });
  expect(drillReport(drill, { ...rest, log })).toEqual({
    drill,
    steps: [
      { step: 'opened', after: 2_000 },
      { step: 'told', after: 3_000, rung: 'second' },
      { step: 'acknowledged', after: 60_000, who: 'Lee' },
    ],
    missing: 'explained',
  });
  expect(drillReport(drill, { ...rest, log }, at(3_000)).missing).toBe('acknowledged');
});
