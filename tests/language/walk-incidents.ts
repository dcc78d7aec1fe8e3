import { alertEmail } from '../../src/blocks/alert-email.ts';
import { alertList } from '../../src/blocks/alert-list.ts';
import { cardPointer } from '../../src/blocks/card-pointer.ts';
import { claimForm } from '../../src/blocks/claim-form.ts';
import { custodianQuestion } from '../../src/blocks/custodian-question.ts';
import { verdictMessage } from '../../src/blocks/custodian-verdict.ts';
import {
  drillReportMessage,
  drillStarted,
  noSuchDrill,
  noSuchDrillIncident,
} from '../../src/blocks/drill-report.ts';
import { eventModal } from '../../src/blocks/event-modal.ts';
import { noSuchMonthNotice, reportPosted, reportSummary } from '../../src/blocks/evidence-report.ts';
import { historyList, noSuchHistoryNotice } from '../../src/blocks/history-list.ts';
import { incidentCard } from '../../src/blocks/incident-card.ts';
import { weeklyDigest } from '../../src/blocks/weekly-digest.ts';
import type { Digest } from '../../src/core/digest.ts';
import { drillReport, drillSteps } from '../../src/core/drill-report.ts';
import { recordOf } from '../../src/core/event-facts.ts';
import { statisticsOf } from '../../src/core/statistics.ts';
import { detections } from '../../src/detections/index.generated.ts';
import {
  accountName,
  accountsOf,
  attestations,
  drill,
  drilled,
  errorCode,
  event,
  id,
  lives,
  longest,
  nameOf,
  now,
  opened,
  personName,
  typed,
} from './longest.ts';
import { each, one, type Walks } from './walk.ts';

const many = Array.from({ length: 60 }, (_, index) => lives[index % lives.length] ?? longest);
const statistics = statisticsOf([...many, ...opened.map(({ incident }) => incident)]);
const told = {
  month: '2026-11',
  head: 'f'.repeat(64),
  entries: 99_999,
  statistics,
  expired: 12,
  name: personName,
};

const digest: Digest = {
  from: now - 7 * 86_400_000,
  until: now,
  statistics,
  accounts: accountsOf(500).map(({ id: account }, index) => ({
    account,
    ...(index % 3 === 0
      ? { is: 'clear', checkedAt: now }
      : index % 3 === 1
        ? { is: 'unknown' }
        : { is: 'blind', checkedAt: now, checks: ['alert-rule', 'alert-target', 'regional-rules'] }),
  })),
  guard: { is: 'blind', checkedAt: now, checks: ['hub-rules', 'hub-queues', 'slack-channels'] },
  proven: { at: now, drill: true },
  beatAt: now,
  dropped: 4_000,
};
const quiet: Digest = {
  ...digest,
  statistics: statisticsOf([]),
  accounts: [{ account: '111122223333', is: 'unknown', checkedAt: now - 9 * 86_400_000 }],
  guard: { is: 'unknown' },
  dropped: 0,
};
const { proven: _, beatAt: __, ...unproven } = quiet;
const silent: Digest = { ...quiet, beatAt: now - 86_400_000 };

/** Alerts, their threads, drills, and what is told of them afterwards. */
export const incidentWalks: Walks = {
  'card-pointer.cardPointer': (locale) => [
    ...opened.map(
      ({ what, incident }) => [what, cardPointer(incident, accountName, 'C0FALLBACK', locale)] as const,
    ),
  ],
  'incident-card.incidentCard': (locale) => [
    ...opened.map(({ what, incident }) => [what, incidentCard(incident, undefined, locale)] as const),
    ...each(lives, (incident) => incidentCard(incident, accountName, locale, errorCode)),
  ],
  'alert-email.alertEmail': (locale) => [
    ...opened.map(
      ({ what, incident }) => [what, alertEmail(incident, undefined, 'timeout', locale)] as const,
    ),
    ...each(lives, (incident) => alertEmail(incident, accountName, errorCode, locale)),
  ],
  'alert-list.alertList': (locale) => [
    ['many', alertList({ incidents: many, more: true, now }, nameOf, locale)],
    ['none', alertList({ incidents: [], more: false, now }, nameOf, locale)],
  ],
  'event-modal.eventModal': (locale) => [
    ...opened.map(
      ({ what, incident, event: own }) => [what, eventModal(incident, [recordOf(own)], locale)] as const,
    ),
    [
      '15 records',
      eventModal(
        drilled,
        Array.from({ length: 15 }, () => recordOf(event)),
        locale,
      ),
    ],
    ['none', eventModal(longest, [], locale)],
  ],
  'custodian-question.custodianQuestion': (locale) =>
    attestations.flatMap((attestation) =>
      ['U00', 'U01', 'U02', 'U03'].flatMap((user) =>
        each([longest, drilled], (incident) =>
          custodianQuestion(user, attestation, incident, accountName, locale),
        ),
      ),
    ),
  'custodian-verdict.verdictMessage': (locale) => [
    ...each(
      attestations.filter(({ verdict }) => verdict !== undefined),
      (attestation) => verdictMessage(attestation, undefined, locale),
    ),
    ...each(attestations, (attestation) => verdictMessage(attestation, attestation.answers[0], locale)),
  ],
  'claim-form.claimForm': one((locale) => claimForm('U0KIM', id, locale)),
  'drill-report.drillReportMessage': (locale) =>
    [undefined, ...drillSteps].flatMap((missing) =>
      [true, false].flatMap((over) =>
        each([true, false], (undetected) => {
          const { steps } = drillReport(drill, drilled);
          const report = { drill, steps, ...(missing !== undefined && { missing }) };
          return drillReportMessage(report, id, { over, undetected }, locale);
        }),
      ),
    ),
  'drill-report.drillStarted': one((locale) =>
    drillStarted({ incident: id, detection: 'root-federated-session' }, accountName, locale),
  ),
  'drill-report.noSuchDrill': (locale) =>
    each([undefined, 'root-sign-in'], (nearest) =>
      noSuchDrill(typed, nearest, Object.keys(detections), locale),
    ),
  'drill-report.noSuchDrillIncident': one((locale) => noSuchDrillIncident(typed, locale)),
  'evidence-report.reportSummary': (locale) => [
    ['much', reportSummary(told, 'rootguard-2026-11.ndjson', locale)],
    [
      'none',
      reportSummary(
        { ...told, statistics: statisticsOf([]), expired: 0 },
        'rootguard-2026-11.ndjson',
        locale,
      ),
    ],
  ],
  'evidence-report.reportPosted': one((locale) => reportPosted('2026-11', locale)),
  'evidence-report.noSuchMonthNotice': one((locale) => noSuchMonthNotice(typed, locale)),
  'history-list.historyList': (locale) =>
    each([accountName, undefined], (account) =>
      historyList(
        {
          incidents: many.slice(0, 20),
          total: account === undefined ? 0 : 9_000,
          drills: 90,
          since: 0,
          now,
          account,
        },
        nameOf,
        locale,
      ),
    ),
  'history-list.noSuchHistoryNotice': one((locale) => noSuchHistoryNotice(typed, locale)),
  'weekly-digest.weeklyDigest': (locale) =>
    each([digest, quiet, unproven, silent], (week) => weeklyDigest(week, nameOf, locale)),
};
