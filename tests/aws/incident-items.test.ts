import fc from 'fast-check';
import { type AttributeValue, type Item, sizeOf } from '../../src/aws/attribute-value.ts';
import { incidentAttributes, incidentKey, readIncident } from '../../src/aws/incident-items.ts';
import type { Incident } from '../../src/core/incident.ts';
import { StoreError } from '../../src/core/ports.ts';
import { incidentOf } from '../support/incidents.ts';

const itemOf = (incident: Incident): Item => ({
  ...incidentKey(incident.id),
  ...incidentAttributes(incident),
});

test('keeps the item of any event far below the 400 KB of DynamoDB', () => {
  const texts = fc
    .tuple(fc.constantFrom('a', '루', '\u0001', '👩‍🚒', '\ud800'), fc.nat(3_000))
    .map(([unit, n]) => unit.repeat(n));
  const wide = fc
    .tuple(fc.nat(80), texts, texts)
    .map(([n, key, value]) => filled(n, key, filled(n, key, value)));
  const values = fc.oneof(texts, wide, fc.jsonValue(), fc.array(texts, { maxLength: 60 }));
  const changes = fc.record({
    requestParameters: values,
    responseElements: values,
    userAgent: texts,
    sourceIPAddress: texts,
    errorCode: texts,
    extra: values,
  });
  fc.assert(
    fc.property(changes, fc.nat(60), ({ extra, ...change }, n) => {
      const item = itemOf(incidentOf(0, { ...change, ...filled(n, 'extra', extra) }));
      expect(sizeOf({ M: item })).toBeLessThan(300_000);
      expect(readIncident(item).id).toBe(incidentOf().id);
    }),
    { numRuns: 30 },
  );
});

test('stores an event of ordinary size whole', () => {
  const incident = incidentOf();
  expect(readIncident(itemOf(incident))).toEqual(incident);
});

test('carries the keys of the open index until the incident is explained', () => {
  const incident = incidentOf();
  expect(itemOf(incident)).toMatchObject({
    openPk: { S: 'OPEN' },
    openSk: { S: `00${incident.openedAt}#${incident.id}` },
  });
  const explained = { by: 'U0KIM', name: 'Kim', at: incident.openedAt, verdict: 'unplanned' } as const;
  expect(itemOf({ ...incident, state: 'explained', explained })).not.toHaveProperty('openPk');
});

test('carries the keys of the due index only while something comes next, or is owed', () => {
  const incident = incidentOf();
  expect(itemOf(incident)).not.toHaveProperty('duePk');
  const waiting: Incident = { ...incident, next: { at: 5, what: 'thread' } };
  expect(itemOf(waiting)).toMatchObject({
    duePk: { S: 'DUE' },
    dueSk: { S: `000000000000005#${incident.id}` },
  });
  expect(itemOf({ ...waiting, owed: [{ what: 'dm', since: 4 }] })).toMatchObject({
    dueSk: { S: `000000000000004#${incident.id}` },
  });
});

test.each<readonly [string, Item, string]>([
  [
    'has no document',
    { document: undefined as unknown as AttributeValue },
    'its document is not as expected',
  ],
  ['is a text', { document: { S: 'RG-1' } }, 'its document is not as expected'],
  ['lacks everything', { document: { M: {} } }, '.id is not as expected'],
  ['is in a state of a later version', changed({ state: 'forgotten' }), '.state is not as expected'],
  [
    'has a log line of a later version',
    changed({ log: [{ at: 1, by: 'U0KIM', did: 'sang' }] }),
    '.log[0].did is',
  ],
  [
    'has a reason of a later version',
    finding({ because: ['moon'] }),
    '.findings[0].because[0] is not as expected',
  ],
  ['has no finding', changed({ findings: [] }), '.findings is not as expected'],
  ['has a time that is a text', changed({ openedAt: '2026' }), '.openedAt is not as expected'],
  [
    'holds a set',
    { document: { SS: ['a'] } as unknown as AttributeValue },
    'it holds a value of an unknown type',
  ],
])('says which incident it cannot read when it %s', (_, change, why) => {
  const { id } = incidentOf();
  const read = () => readIncident({ ...itemOf(incidentOf()), ...change });
  expect(read).toThrow(StoreError);
  expect(read).toThrow(`Incident ${id} cannot be read by this version of RootGuard: ${why}`);
});

test('refuses to store an incident that it could not read again', () => {
  expect(() => itemOf({ ...incidentOf(), findings: [] })).toThrow('.findings is not as expected');
  expect(() => itemOf({ ...incidentOf(), openedAt: Number.NaN })).toThrow(StoreError);
});

function filled(count: number, key: string, value: unknown): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [key + index, value]));
}

/** The item of an incident that another version of the software stored. */
function changed(change: Record<string, unknown>): Item {
  const stored: unknown = JSON.parse(JSON.stringify({ ...incidentOf(), ...change }));
  return { document: storedByOthers(stored) };
}

function finding(change: Record<string, unknown>): Item {
  return changed({ findings: [{ ...incidentOf().findings[0], ...change }] });
}

function storedByOthers(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null || value === undefined) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(storedByOthers) };
  return {
    M: Object.fromEntries(Object.entries(value).map(([key, member]) => [key, storedByOthers(member)])),
  };
}
