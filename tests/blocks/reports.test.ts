import { validateBlocks, validateView } from '../../sandbox/slack/validate-blocks.ts';
import { alertList } from '../../src/blocks/alert-list.ts';
import { checkReport } from '../../src/blocks/check-report.ts';
import { eventModal } from '../../src/blocks/event-modal.ts';
import { guideList, guideText } from '../../src/blocks/guide-text.ts';
import { helpText, unknownWord } from '../../src/blocks/help-text.ts';
import { incidentCard } from '../../src/blocks/incident-card.ts';
import type { SlackMessage } from '../../src/blocks/message.ts';
import * as notices from '../../src/blocks/notices.ts';
import { statusReport } from '../../src/blocks/status-report.ts';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { recordOf } from '../../src/core/event-facts.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { healthyAccount, known } from '../../src/core/example-facts.ts';
import type { Incident } from '../../src/core/incident.ts';
import { openIncident } from '../../src/core/joining.ts';
import type { Locale } from '../../src/core/locale.ts';
import { SlackError, StoreError } from '../../src/core/ports.ts';
import { type Check, exampleTime, type Outcome } from '../../src/core/posture.ts';
import type { RootEvent } from '../../src/core/root-event.ts';
import { subjects } from '../../src/core/subject.ts';
import { detections } from '../../src/detections/index.generated.ts';
import { judgeAccount } from '../../src/flows/check-posture.ts';
import { detect } from '../../src/flows/detect.ts';
import { guides } from '../../src/guides/index.generated.ts';
import { commands } from '../../src/listeners/commands/index.generated.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { judgedExamples } from '../support/judged-examples.ts';
import { livesOf } from '../support/lives.ts';
import { unescapedIn } from '../support/unescaped.ts';

const now = Date.parse('2026-11-24T09:00:00Z');
const locales: readonly Locale[] = ['en', 'ko'];

/** Every incident that an example of a detection opens. */
const incidents: readonly (readonly [string, Incident, RootEvent])[] = Object.entries(detections).flatMap(
  ([id, detection]) =>
    detection.examples().flatMap((example) => {
      const parsed = parseEnvelope(exampleEnvelope(example));
      if (!parsed.ok) throw new Error(`${id}: ${example.name}: ${parsed.reason}`);
      const findings = detect(parsed.value, now);
      return findings.length === 0
        ? []
        : [
            [
              `${id}: ${example.name}`,
              openIncident({ event: parsed.value, findings }, now),
              parsed.value,
            ] as const,
          ];
    }),
);

/** What Slack would say against a message. */
const faultsOf = ({ text, blocks }: SlackMessage) => [
  ...validateBlocks(blocks, 'message'),
  ...unescapedIn({ text, blocks }),
  ...(text === '' ? ['no text'] : []),
];

describe.each(locales)('everything that RootGuard says in %s, Slack takes', (locale) => {
  test.each(incidents)('the card of %s in each of its states, and its event', (_, incident, event) => {
    for (const each of livesOf(incident))
      expect(faultsOf(incidentCard(each, 'acme-prod', locale))).toEqual([]);
    expect(validateView(eventModal(incident, [recordOf(event)], locale))).toEqual([]);
    expect(incidentCard(incident, 'acme-prod', locale).text.length).toBeLessThan(200);
  });

  test('a status and a list of 60 open alerts of 500 accounts', () => {
    const many = Array.from({ length: 60 }, (_, index) => incidents[index % incidents.length]?.[1]).filter(
      (each) => each !== undefined,
    );
    const accounts = Array.from({ length: 500 }, (_, index) => ({
      account: String(100_000_000_000 + index),
      name: `an-account-with-a-long-name-${index}`,
      checkedAt: now - index * 60_000,
      results: judgeAccount({ facts: healthyAccount(), at: exampleTime }),
    }));
    const looked = { checkedAt: now, results: accounts[0]?.results ?? [] };
    const failedChores = [{ chore: '`<!here>`', at: now, error: '`<!here>`' }];
    const deliveries = { mail: { rung: 'mail', at: now, reason: '`<!here>`' } } as const;
    const dropped = { total: 7, last: { reason: 'no-detail', id: '`<!here>`', at: now } };
    expect(
      faultsOf(
        statusReport(
          {
            now,
            open: many.slice(0, 20),
            more: true,
            accounts,
            dropped,
            deliveries,
            failedChores,
            guard: looked,
            organization: looked,
          },
          locale,
        ),
      ),
    ).toEqual([]);
    expect(
      faultsOf(
        statusReport(
          {
            now,
            open: [],
            more: false,
            accounts: [],
            dropped: { total: 0 },
            deliveries: {},
            failedChores: [],
            guard: undefined,
            organization: undefined,
          },
          locale,
        ),
      ),
    ).toEqual([]);
    expect(faultsOf(alertList({ incidents: many, more: true, now }, () => 'acme', locale))).toEqual([]);
    expect(faultsOf(alertList({ incidents: [], more: false, now }, () => 'acme', locale))).toEqual([]);
  });

  test('a check of one account, and of 500 of which everything fails', () => {
    const facts = healthyAccount({
      rootCredentials: known({
        accessKeys: 2,
        mfaEnabled: false,
        passwordPresent: true,
        signingCertificates: 1,
      }),
      trails: known([]),
    });
    const bad = judgeAccount({ facts, at: exampleTime });
    const account = (index: number) => ({
      account: String(100_000_000_000 + index),
      name: `acme-${index}`,
      results: bad,
    });
    expect(faultsOf(checkReport([account(1)], locale))).toEqual([]);
    expect(
      faultsOf(
        checkReport(
          Array.from({ length: 500 }, (_, index) => account(index)),
          locale,
        ),
      ),
    ).toEqual([]);
    expect(JSON.stringify(checkReport([account(1)], locale))).toContain('how-to-fix');
  });

  test('a guard of which everything fails, and one that is well', () => {
    const all = (wanted: readonly Outcome[]) =>
      Object.entries(checks).flatMap(([check, { severity, ...rest }]) => {
        const found = judgedExamples({ severity, ...rest } as Check).find(({ gives }) =>
          wanted.includes(gives),
        );
        return found === undefined ? [] : [{ check, severity, ...found.verdict }];
      });
    const bad = all(['fail', 'warn']);
    const well = all(['pass']);
    for (const results of [bad, well, []]) {
      const both = subjects.map((account) => ({ account, name: undefined, results }));
      expect(faultsOf(checkReport(both, locale))).toEqual([]);
    }
  });

  test('every verdict of every check', () => {
    for (const check of Object.values(checks)) {
      for (const judged of judgedExamples(check)) {
        const result = { check: 'x', severity: check.severity, ...judged.verdict };
        expect(
          faultsOf(checkReport([{ account: '111122223333', name: undefined, results: [result] }], locale)),
        ).toEqual([]);
      }
    }
  });

  test.each(Object.entries(guides))('the guide %s', (_, guide) => {
    expect(faultsOf(guideText(guide, locale))).toEqual([]);
    for (const { steps } of guide.parts) expect(steps.en.length).toBe(steps.ko.length);
  });

  test('the help, an unknown word and every notice', () => {
    const [, incident] = incidents[0] ?? [];
    if (incident === undefined) throw new Error('No detection has an example.');
    const said = [
      guideList(guides, 'no-such <!channel>', locale),
      helpText(
        Object.entries(commands).map(([word, { usage, summary }]) => ({ word, usage, summary })),
        locale,
      ),
      unknownWord('<!channel> `x`', 'status', locale),
      unknownWord('x'.repeat(5_000), undefined, locale),
      notices.noSuchIncidentNotice('<@U0KIM>', locale),
      notices.noIdNotice('ack', locale),
      notices.mayNotActNotice('no', true, locale),
      notices.mayNotActNotice('no', false, locale),
      notices.mayNotActNotice('unknown', true, locale),
      notices.noSuchAccountNotice('*', ['acme-prod'], locale),
      notices.failureNotice(new StoreError('x'), locale),
      notices.failureNotice(new SlackError('x', 'y'), locale),
      notices.failureNotice(new Error('x'), locale),
    ];
    for (const message of said) expect(faultsOf(message)).toEqual([]);
  });
});

test('Korean steps use no asterisks: Slack makes nothing bold that a letter touches, and particles touch', () => {
  const steps = Object.values(guides).flatMap((guide) => guide.parts.flatMap((part) => part.steps.ko));
  expect(steps.filter((step) => step.includes('*'))).toEqual([]);
});

test('a phone shows what happened and where within the first 60 characters', () => {
  const [, incident] = incidents.find(([name]) => name.startsWith('root-sign-in-without-mfa')) ?? [];
  if (incident === undefined) throw new Error('The example is gone.');
  expect(incidentCard(incident, 'acme-prod', 'en').text.slice(0, 60)).toBe(
    'Critical: Root signed in without MFA · acme-prod · 198.51.10',
  );
});

test('an attempt is never told as a deed', () => {
  const [, incident] =
    incidents.find(([name]) => name.startsWith('trail-stopped: a trail that does not exist')) ?? [];
  if (incident === undefined) throw new Error('The example is gone.');
  expect(incidentCard(incident, 'acme-prod', 'en').text).toMatch(
    /^Medium: Attempt that failed: CloudTrail was switched off/,
  );
  expect(incidentCard(incident, 'acme-prod', 'ko').text).toMatch(/^보통: 실패한 시도: /);
});
