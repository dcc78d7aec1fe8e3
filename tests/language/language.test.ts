import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { englishIn, faultsIn, isWithoutKorean } from './faults.ts';
import { locales } from './longest.ts';
import type { Walks } from './walk.ts';
import { actWalks } from './walk-acts.ts';
import { incidentWalks } from './walk-incidents.ts';
import { planWalks } from './walk-plans.ts';
import { postureWalks } from './walk-posture.ts';
import { wordWalks } from './walk-words.ts';

const walks: Walks = { ...actWalks, ...incidentWalks, ...planWalks, ...postureWalks, ...wordWalks };

/** Parts of what is walked: no reader sees one of these by itself. */
const parts: readonly string[] = [
  'account-field.accountField',
  'act-words.actSentence',
  'act-words.verdictText',
  'buttons.button',
  'buttons.menu',
  'card-buttons.cardButtons',
  'card-facts.cardFacts',
  'card-state.cardState',
  'card-state.stateLines',
  'card-title.cardTitle',
  'card-title.isPlanned',
  'card-title.totals',
  'check-lines.checkedLines',
  'check-lines.resultLine',
  'custodian-list.names',
  'custodian-verdict.verdictText',
  'delivery-reason.deliveryReason',
  'drill-words.drillFirst',
  'drill-words.drillLine',
  'evidence-report.numbers',
  'finding-buttons.findingButtons',
  'fixed-findings.findingsIn',
  'fixed-findings.withFixes',
  'home-row.homeRow',
  'incident-lines.incidentLine',
  'incident-lines.withoutDrills',
  'incident-lines.worstFirst',
  'message.context',
  'message.section',
  'message.sections',
  'modal.formModal',
  'modal.homeView',
  'modal.readingModal',
  'mrkdwn.agoToken',
  'mrkdwn.code',
  'mrkdwn.dateToken',
  'mrkdwn.escaped',
  'mrkdwn.plain',
  'mrkdwn.timeToken',
  'mrkdwn.visible',
  'next-words.nextWords',
  'plan-card.mention',
  'plan-list.planLine',
  'plan-outcome.planOutcome',
  'plan-state.planStateLine',
  'plan-words.accountWords',
  'plan-words.detectionTitle',
  'plan-words.windowWords',
  'playbook-words.stepAdvice',
  'playbook-words.stepAdvice',
  'playbook-words.stepTitle',
  'playbook-words.stepTitle',
  'playbook.playbook',
  'playbook.playbook',
  'reminder.reminder',
  'sweep-counts.label',
  'sweep-counts.titleOf',
  'sweep-counts.unreachableIn',
  'sweep-remarks.remarks',
  'timeline-line.timelineLine',
  'words.calledBy',
  'words.duration',
  'words.headline',
  'words.isAttempt',
  'words.spaced',
  'words.whose',
  'written.written',
];

/** Every function of src/blocks, as the folder has them. */
const blocks = join(__dirname, '..', '..', 'src', 'blocks');
const functions = readdirSync(blocks)
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    Object.entries(require(join(blocks, file)) as Record<string, unknown>)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => `${file.slice(0, -'.ts'.length)}.${name}`),
  );

test('every function of src/blocks is walked here, or is a part of one that is', () => {
  expect(functions.length).toBeGreaterThan(50);
  expect(functions.filter((name) => walks[name] === undefined && !parts.includes(name))).toEqual([]);
});

test('nothing is walked, or called a part, that is not there', () => {
  expect([...Object.keys(walks), ...parts].filter((name) => !functions.includes(name))).toEqual([]);
});

describe.each(locales)('what RootGuard says in %s', (locale) => {
  const cases = Object.entries(walks);

  test.each(cases)('%s: Slack takes it at its longest, and nothing is left unsaid', (_, walk) => {
    const shown = walk(locale);
    expect(shown.length).toBeGreaterThan(0);
    const faults = shown.flatMap(([what, each]) => faultsIn(each).map((fault) => `${what}: ${fault}`));
    expect([...new Set(faults)].slice(0, 10)).toEqual([]);
  });

  if (locale === 'ko') {
    test.each(cases)('%s: is Korean, all of it', (_, walk) => {
      const shown = walk(locale);
      expect(shown.filter(([, each]) => isWithoutKorean(each)).map(([what]) => what)).toEqual([]);
      expect([...new Set(shown.flatMap(([, each]) => englishIn(each)))].slice(0, 10)).toEqual([]);
    });
  } else {
    test.each(cases)('%s: has no Korean of ours in it', (_, walk) => {
      const shown = walk(locale);
      // What people and accounts are called here is Korean; what these walks do not put in must not be.
      const ours = shown.flatMap(([what, each]) =>
        /입니다|습니다|하세요/.test(JSON.stringify(each)) ? [what] : [],
      );
      expect(ours).toEqual([]);
    });
  }
});

test('the rules of this test find what they are for', () => {
  const message = (text: string) => ({ text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] });
  expect(faultsIn(message('fine'))).toEqual([]);
  expect(faultsIn(message('by undefined'))).not.toEqual([]);
  expect(faultsIn(message('first use in {n} days'))).not.toEqual([]);
  expect(faultsIn(message('hello <!channel>'))).not.toEqual([]);
  expect(faultsIn(message('x'.repeat(3_001)))).not.toEqual([]);
  const long = { text: 'x', blocks: Array.from({ length: 4 }, () => message('x'.repeat(2_900)).blocks[0]) };
  expect(faultsIn(long)).toEqual(['11600 characters in all']);
  expect(faultsIn({ subject: '루트', text: 'x' })).not.toEqual([]);
  expect(faultsIn(undefined)).not.toEqual([]);
  expect(englishIn(message('루트를 `aws iam list users` 사용'))).toEqual([]);
  expect(englishIn(message('루트: nobody is on it yet'))).toContain('nobody is on it yet');
  expect(isWithoutKorean(message('Open'))).toBe(true);
});
