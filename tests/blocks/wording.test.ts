import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainedNotice } from '../../src/blocks/act-notices.ts';
import { alertEmail } from '../../src/blocks/alert-email.ts';
import { guideList } from '../../src/blocks/guide-text.ts';
import { planCard } from '../../src/blocks/plan-card.ts';
import { reminder } from '../../src/blocks/reminder.ts';
import { reasonText } from '../../src/core/reason.ts';
import { guides } from '../../src/guides/index.generated.ts';
import { readSaid } from '../../src/listeners/read-said.ts';
import { incidentOf, openingTime } from '../support/incidents.ts';
import { confirmedPlan, planOf } from '../support/plans.ts';

test('no Korean sentence leaves the particle to its reader', () => {
  const root = join(__dirname, '..', '..', 'src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(100);
  const both = /은\(는\)|이\(가\)|을\(를\)|와\(과\)|\(으\)로|\(이\)/;
  expect(files.filter((file) => both.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('an e-mail names the account in its subject, as far as e-mail takes the name', () => {
  const subject = (name: string | undefined) => alertEmail(incidentOf(), name, 'is_archived', 'en').subject;
  expect(subject('acme-prod')).toBe('RootGuard critical: root alert in acme-prod (111122223333)');
  expect(subject('운영')).toBe('RootGuard critical: root alert in account 111122223333');
  expect(subject(undefined)).toBe('RootGuard critical: root alert in account 111122223333');
});

test('a guide that there is not is named, and those that there are', () => {
  const told = JSON.stringify(guideList(guides, 'nope', 'en').blocks);
  expect(told).toContain('There is no guide `nope`');
  expect(told).toContain('/rootguard guide keys');
});

test('nobody has confirmed a plan that waits for them', () => {
  expect(JSON.stringify(planCard(planOf(1), 'acme-prod', 'en'))).not.toContain('*Confirmed by*');
  expect(JSON.stringify(planCard(confirmedPlan(1), 'acme-prod', 'en'))).toContain('*Confirmed by*');
});

test('what is closed by two is not called critical if it is not', () => {
  const high = { ...incidentOf(), denied: { by: 'U0KIM', name: 'Kim', at: openingTime } };
  const proposed = { by: 'U0LEE', name: 'Lee', at: openingTime, verdict: 'dealt-with' as const, text: 'x' };
  expect(explainedNotice({ ...high, proposed }, 'en').text).not.toContain('critical');
});

test('a reminder does not sound like the last chance', () => {
  const call = { why: 'unattended', said: 'thread', how: 'thread', at: openingTime } as const;
  const words = { account: 'acme-prod', locale: 'en' } as const;
  expect(reminder(incidentOf(), { call, ended: false }, words).text).not.toContain('last call:');
});

test('one minute is not called minutes', () => {
  expect(reasonText({ code: 'after-failed-sign-in', n: 1 }, 'en')).toBe('1 min after a failed sign-in');
});

test('whoever dealt with it is asked what they found, and not who they are', async () => {
  const filled = { verdict: 'dealt-with', plan: undefined, text: '' };
  const services = {} as Parameters<typeof readSaid>[2];
  expect(await readSaid(filled, incidentOf(), services)).toEqual({ field: 'text', flaw: 'needs-findings' });
});
