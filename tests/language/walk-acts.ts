import * as notices from '../../src/blocks/act-notices.ts';
import { type ExplainFlaw, explainFlaw } from '../../src/blocks/explain-flaws.ts';
import { explainForm } from '../../src/blocks/explain-form.ts';
import { noteForm } from '../../src/blocks/note-form.ts';
import { refusalNotice } from '../../src/blocks/refusal-notice.ts';
import { ownerQuestion, summons } from '../../src/blocks/summons.ts';
import { threadReply } from '../../src/blocks/thread-reply.ts';
import { timelineModal } from '../../src/blocks/timeline-modal.ts';
import { longestText, type Refusal } from '../../src/core/acts.ts';
import { type Deed, deeds } from '../../src/core/log-line.ts';
import { repliesOf } from '../../src/core/thread.ts';
import { flaws, livesOf, refusals, wholeLadder } from '../support/lives.ts';
import {
  accountName,
  drill,
  drilled,
  errorCode,
  lives,
  longest,
  now,
  personName,
  reason,
} from './longest.ts';
import { each, one, type Walks } from './walk.ts';

/** A log in which everything was done, by people with the longest names, who wrote as much as they may. */
const everything = Object.keys(deeds).map((did) => ({
  at: now,
  by: 'U0KIM',
  name: personName,
  did: did as Deed,
  severity: 'critical' as const,
  reason: errorCode,
  n: 20,
  text: `${reason}${reason}`.slice(0, longestText),
  author: personName,
  verdict: 'planned' as const,
  plan: 999_999,
  from: personName,
  how: 'oncall' as const,
  step: 'keys',
}));
/** The same incident in each of its lives, real and as a drill. */
const all = [
  ...lives,
  ...Object.values(livesOf(longest)),
  ...Object.values(livesOf(longest)).map((incident) => ({ ...incident, drill })),
  { ...longest, log: everything },
  { ...drilled, log: Array.from({ length: 12 }, () => everything).flat() },
];
const link = 'https://acme.slack.com/archives/C0ALERTS/p1';

/** What people do to an alert, and what they are told of it. */
export const actWalks: Walks = {
  'thread-reply.threadReply': (locale) =>
    all.flatMap((incident) =>
      repliesOf(incident).map(
        (reply) =>
          [
            reply.key,
            threadReply(incident, reply, { account: accountName, locale, onCall: 'S0RESPONDERS' }),
          ] as const,
      ),
    ),
  'summons.summons': (locale) =>
    each(all, (incident) => summons(incident, { account: accountName, link, locale })),
  'summons.ownerQuestion': (locale) =>
    each(all, (incident) => ownerQuestion(incident, { account: accountName, link, locale })),
  'timeline-modal.timelineModal': (locale) =>
    each(all, (incident) => timelineModal(incident, wholeLadder, locale)),
  'explain-form.explainForm': (locale) =>
    each(all, (incident) => explainForm(incident, { user: 'U0KIM', locale })),
  'note-form.noteForm': one((locale) => noteForm(longest, { user: 'U0KIM', locale })),
  'explain-flaws.explainFlaw': (locale) =>
    each(Object.keys(flaws) as ExplainFlaw[], (flaw) => explainFlaw(flaw, locale)),
  'refusal-notice.refusalNotice': (locale) =>
    (Object.keys(refusals) as Refusal[]).flatMap((why) =>
      each(all, (incident) => refusalNotice(why, incident, { locale, now })),
    ),
  'act-notices.acknowledgedNotice': one((locale) => notices.acknowledgedNotice(longest, locale)),
  'act-notices.takenOverNotice': one((locale) => notices.takenOverNotice(longest, locale)),
  'act-notices.stillOnItNotice': (locale) =>
    each(all, (incident) => notices.stillOnItNotice(incident, locale)),
  'act-notices.notedNotice': one((locale) => notices.notedNotice(longest, locale)),
  'act-notices.explainedNotice': (locale) =>
    each(all, (incident) => notices.explainedNotice(incident, locale)),
  'act-notices.noteTooLong': one((locale) => notices.noteTooLong(4_000, locale)),
  'act-notices.noteTooLongNotice': one((locale) => notices.noteTooLongNotice(4_000, locale)),
  'act-notices.ownMessageNotice': one((locale) => notices.ownMessageNotice(locale)),
  'act-notices.noAlertHereNotice': one((locale) => notices.noAlertHereNotice(locale)),
  'act-notices.askingAwsNotice': one((locale) => notices.askingAwsNotice(locale)),
  'act-notices.nothingWrittenNotice': one((locale) => notices.nothingWrittenNotice(locale)),
};
