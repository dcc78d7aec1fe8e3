import fc from 'fast-check';
import { eventModal } from '../../src/blocks/event-modal.ts';
import { incidentCard } from '../../src/blocks/incident-card.ts';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { recordOf } from '../../src/core/event-facts.ts';
import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import { openIncident } from '../../src/core/joining.ts';
import { detect } from '../../src/flows/detect.ts';
import { unescapedIn } from '../support/unescaped.ts';

const now = Date.UTC(2026, 10, 24);

/** What somebody who holds root would like to see in the channel. */
const hostile = fc.oneof(
  fc.constantFrom(
    '<!channel>',
    '<@U0KIM>',
    '<!subteam^S0RESPONDERS>',
    '<https://example.com|AWS Support>',
    '`code` *bold* _it_ ~no~ ```pre```',
    'line\nAcknowledged by Kim\r\n',
    '\u202Egnp.exe\u200B\u2066',
    ':rotating_light:',
    '&lt;!here&gt;',
    '__proto__',
    'x'.repeat(100_000),
    '👩‍👩‍👧‍👦'.repeat(3_000),
    '\uD800 lone surrogate',
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const paths = [
  'eventName',
  'eventSource',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'eventID',
  'eventType',
];

const records = fc
  .tuple(
    fc.constantFrom(rootSignIn(), rootSignIn({ mfa: 'No' }), rootCall('CreateUser', 'iam.amazonaws.com')),
    fc.dictionary(fc.constantFrom(...paths), hostile),
    hostile,
  )
  .map(([record, change, agent]) => ({
    ...record,
    ...change,
    userAgent: agent,
    requestParameters: { [agent]: agent, constructor: agent },
  }));

describe('whatever an event says', () => {
  test('a card is never more than a card: nothing of it mentions, links or breaks a line', () => {
    fc.assert(
      fc.property(records, fc.constantFrom('en' as const, 'ko' as const), hostile, (record, locale, name) => {
        const parsed = parseEnvelope({ source: 'aws.iam', account: '111122223333', detail: record });
        if (!parsed.ok) return;
        const findings = detect(parsed.value, now);
        if (findings.length === 0) return;
        const incident = openIncident({ event: parsed.value, findings }, now);
        const card = incidentCard(incident, name === '' ? undefined : name, locale);
        expect(unescapedIn(card)).toEqual([]);
        expect(unescapedIn(eventModal(incident, [recordOf(parsed.value)], locale))).toEqual([]);
        expect(JSON.stringify(card).length).toBeLessThan(9_000);
        expect(JSON.stringify(incident).length).toBeLessThan(100_000);
      }),
      { numRuns: 400 },
    );
  });

  test('the parser takes anything and never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: false, withNullPrototype: true }), fc.anything(), (a, b) => {
        for (const value of [
          a,
          { detail: a },
          { source: 'aws.iam', detail: a },
          { source: 'aws.iam', account: b, detail: { ...rootSignIn(), userIdentity: a, eventName: b } },
        ]) {
          const parsed = parseEnvelope(value);
          if (parsed.ok) detect(parsed.value, now);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
