import fc from 'fast-check';
import { incidentCard } from '../../src/blocks/incident-card.ts';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { openIncident } from '../../src/core/joining.ts';
import { detections } from '../../src/detections/index.generated.ts';
import { detect } from '../../src/flows/detect.ts';
import { unescapedIn } from '../support/unescaped.ts';

const events = Object.values(detections).flatMap((detection) => detection.examples().map(exampleEnvelope));
const now = Date.parse('2026-11-24T09:00:00Z');
const severities = ['low', 'medium', 'high', 'critical'];

/** What may stand where AWS writes something else. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -1,
    '',
    [],
    {},
    '<!channel>',
    'Root',
    '__proto__',
    'x'.repeat(50_000),
    { type: 'Root' },
    ['Root'],
    { toString: 1 },
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
);
const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'userIdentity',
  'eventName',
  'detail',
  'Root',
);

/** An example with one to four of its parts, anywhere, replaced, removed or added to. */
const mutated = fc
  .tuple(
    fc.constantFrom(...events),
    fc.array(fc.tuple(fc.nat(), odd, keys, fc.boolean()), { minLength: 1, maxLength: 4 }),
  )
  .map(([event, changes]) => {
    const copy = structuredClone(event) as Record<string, unknown>;
    for (const [pick, value, key, adds] of changes) {
      const places = placesIn(copy);
      const [object, name] = places[pick % places.length] ?? [copy, 'detail'];
      if (adds)
        Object.defineProperty(object, key, {
          value: structuredClone(value),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      else if (value === undefined) delete object[name];
      else object[name] = structuredClone(value);
    }
    return copy;
  });

test('however an event is damaged, nothing throws, and an alert is complete, escaped and in both languages', () => {
  fc.assert(
    fc.property(mutated, (event) => {
      const parsed = parseEnvelope(event);
      if (!parsed.ok) return;
      const findings = detect(parsed.value, now);
      for (const { severity, because } of findings) {
        expect(severities).toContain(severity);
        expect(because.length).toBeGreaterThan(0);
      }
      if (findings.length === 0) return;
      for (const locale of ['en', 'ko'] as const) {
        expect(
          unescapedIn(incidentCard(openIncident({ event: parsed.value, findings }, now), undefined, locale)),
        ).toEqual([]);
      }
    }),
    { numRuns: 3_000 },
  );
});

function placesIn(object: Record<string, unknown>): (readonly [Record<string, unknown>, string])[] {
  return Object.entries(object).flatMap(([key, value]) => [
    [object, key] as const,
    ...(typeof value === 'object' && value !== null && !Array.isArray(value)
      ? placesIn(value as Record<string, unknown>)
      : []),
  ]);
}
