import { validateBlocks, validateView } from '../../sandbox/slack/validate-blocks.ts';
import * as actNotices from '../../src/blocks/act-notices.ts';
import { type ExplainFlaw, explainFlaw } from '../../src/blocks/explain-flaws.ts';
import { explainForm } from '../../src/blocks/explain-form.ts';
import { incidentCard } from '../../src/blocks/incident-card.ts';
import type { SlackMessage } from '../../src/blocks/message.ts';
import { noteForm } from '../../src/blocks/note-form.ts';
import { refusalNotice } from '../../src/blocks/refusal-notice.ts';
import { ownerQuestion, summons } from '../../src/blocks/summons.ts';
import { threadReply } from '../../src/blocks/thread-reply.ts';
import { timelineModal } from '../../src/blocks/timeline-modal.ts';
import type { Refusal } from '../../src/core/acts.ts';
import type { Incident } from '../../src/core/incident.ts';
import type { Locale } from '../../src/core/locale.ts';
import { deeds } from '../../src/core/log-line.ts';
import { repliesOf } from '../../src/core/thread.ts';
import { incidentOf, openingTime } from '../support/incidents.ts';
import { flaws, livesOf, refusals, wholeLadder } from '../support/lives.ts';
import { unescapedIn } from '../support/unescaped.ts';

const locales: readonly Locale[] = ['en', 'ko'];
/** What Slack would say against a message; our own group's mention, and links to Slack and to AWS Support, are wanted. */
const faultsOf = ({ text, blocks }: SlackMessage) => [
  ...validateBlocks(blocks, 'message'),
  ...unescapedIn({ text, blocks }).filter((each) => !wanted.some((start) => each.startsWith(start))),
  ...(text === '' ? ['no text'] : []),
];

const wanted = [
  '<!subteam^S0RESPONDERS>',
  '<https://acme.slack.com/archives/C0ALERTS/p1|',
  '<https://support.aws.amazon.com/#/contacts/aws-account-support|',
];

const lives = livesOf(incidentOf());

describe.each(locales)('the life of an alert in %s', (locale) => {
  const person = { user: 'U0KIM', locale };
  const words = { account: 'acme `<!channel>`', link: 'https://acme.slack.com/archives/C0ALERTS/p1', locale };

  test.each(lives.map((incident, index) => [index, incident] as const))(
    'Slack takes all of state %i',
    (_, incident) => {
      expect(faultsOf(incidentCard(incident, 'acme `<!channel>`', locale))).toEqual([]);
      for (const reply of repliesOf(incident))
        expect(
          faultsOf(threadReply(incident, reply, { account: undefined, locale, onCall: 'S0RESPONDERS' })),
        ).toEqual([]);
      const views = [
        explainForm(incident, person),
        noteForm(incident, person),
        timelineModal(incident, wholeLadder, locale),
      ];
      for (const view of views) expect([...validateView(view), ...unescapedIn(view)]).toEqual([]);
      expect(faultsOf(summons(incident, words))).toEqual([]);
      expect(faultsOf(ownerQuestion(incident, words))).toEqual([]);
      for (const why of Object.keys(refusals) as Refusal[])
        expect(faultsOf(refusalNotice(why, incident, { locale, now: openingTime + 999_999 }))).toEqual([]);
      for (const notice of notices(incident, locale)) expect(faultsOf(notice)).toEqual([]);
    },
  );

  test('has at most three things to press on a card', () => {
    for (const incident of lives) {
      const { blocks } = incidentCard(incident, undefined, locale);
      const rows = blocks.flatMap((block) => (block.type === 'actions' ? [block.elements] : []));
      expect(rows).toHaveLength(1);
      expect(rows[0]?.length).toBeLessThanOrEqual(3);
    }
  });

  test('says every deed, and what is wrong with a form, in words', () => {
    for (const did of Object.keys(deeds) as (keyof typeof deeds)[]) {
      const told = { ...incidentOf(), log: [{ at: openingTime, by: 'rootguard', name: 'Kim', did }] };
      const shown = JSON.stringify(timelineModal(told, wholeLadder, locale));
      expect(shown).not.toContain(`: ${did} ·`);
    }
    for (const flaw of Object.keys(flaws) as ExplainFlaw[]) expect(explainFlaw(flaw, locale)).not.toBe('');
    for (const length of [0, 5_000]) expect(actNotices.noteTooLong(length, locale)).not.toBe('');
  });
});

test('a timeline of 600 acts is still a modal that Slack takes', () => {
  const line = { at: openingTime, by: 'U0KIM', name: 'Kim', did: 'noted', text: '<'.repeat(2_000) } as const;
  const long: Incident = { ...incidentOf(), log: Array.from({ length: 600 }, () => line) };
  for (const locale of locales) expect(validateView(timelineModal(long, wholeLadder, locale))).toEqual([]);
});

function notices(incident: Incident, locale: Locale): readonly SlackMessage[] {
  return [
    actNotices.acknowledgedNotice(incident, locale),
    actNotices.takenOverNotice(incident, locale),
    actNotices.stillOnItNotice(incident, locale),
    actNotices.notedNotice(incident, locale),
    actNotices.explainedNotice(incident, locale),
    actNotices.noteTooLongNotice(5_000, locale),
    actNotices.noAlertHereNotice(locale),
    actNotices.ownMessageNotice(locale),
    actNotices.nothingWrittenNotice(locale),
    actNotices.askingAwsNotice(locale),
  ];
}
