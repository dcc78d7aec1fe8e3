import { at } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { useSandbox } from '../support/sandbox.ts';

// A busy machine plays them slowly.
jest.setTimeout(60_000);

/** The life of a finding: who is told of it, when, and what closes it. */
const sandbox = useSandbox({ retryMs: 20, beginning: Date.UTC(2026, 10, 23, 6, 10) });

const [hub, member, newcomer] = ['111122223333', '444455556666', '777788889999'] as const;
const day = 86_400_000;
const messages = () => sandbox().slack.messages('C0ALERTS');
const textOf = (message: unknown) => JSON.stringify(message);
const told = (words: string) => messages().filter((message) => String(at(message, 'text')).includes(words));
const set = (id: string, change: object) => sandbox().aws.setAccount(id, change);

async function pass(ms: number) {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
}

async function checkAgain(message: unknown, value: string) {
  await sandbox().post('/slack/action', {
    user: 'U0LEE',
    message_ts: at(message, 'ts'),
    action_id: 'check-again',
    value,
  });
  await sandbox().idle();
  return textOf(lastAnswer(sandbox().slack.ephemeral('U0LEE')));
}

test('how the first sweep finds the installation is nobody alerted of; how a later one finds a new account is', async () => {
  set(member, { rootAccessKeys: 1 });
  await pass(day);
  expect(messages()).toEqual([]);
  set(newcomer, { name: 'acme-new', rootAccessKeys: 1 });
  await pass(day);
  const [alert, ...others] = told('Root access keys');
  expect(others).toEqual([]);
  expect(at(alert, 'text')).toBe('Critical: Fails now: Root access keys · acme-new');
  expect(textOf(alert)).toContain('Found at the first look');
  await pass(day);
  expect(told('Root access keys')).toHaveLength(1);
  // It is in the organization since then, and nobody is alerted of a day that it has to be guarded.
  expect(told('Every account is guarded')).toEqual([]);
});

test('a failure that becomes a warning is better, and only a pass closes it, since when it failed', async () => {
  const card = () => told('Root access keys · acme-new')[0];
  const first = card();
  set(newcomer, { rootKeysActive: false });
  // AWS makes a new credential report after four hours.
  await pass(5 * 3_600_000);
  expect(await checkAgain(card(), `${newcomer} root-access-keys`)).toContain('not fixed yet');
  expect(at(card(), 'text')).toBe('Better, not fixed yet: Root access keys · acme-new');
  expect(textOf(card())).toContain('Lee checked again: it does not fail any more');
  expect(textOf(card())).toContain('"check-again"');
  set(newcomer, { rootAccessKeys: 0 });
  await pass(5 * 3_600_000);
  expect(await checkAgain(card(), `${newcomer} root-access-keys`)).toContain('It was open for 34 h');
  expect(at(card(), 'text')).toBe('Fixed: Root access keys · acme-new');
  expect(at(card(), 'ts')).toBe(at(first, 'ts'));
});

test('a warning about something grave that was in order raises an alert, and getting worse one more', async () => {
  set(hub, { rootMfa: 'virtual' });
  await pass(day);
  const [warning] = told('acme-prod');
  expect(at(warning, 'text')).toMatch(/^High: Warns now: .* · acme-prod$/);
  expect(textOf(warning)).toContain('It was better before');
  await pass(day);
  expect(told('acme-prod')).toHaveLength(1);
  set(hub, { rootMfa: 'hardware' });
  await pass(day);
  expect(told('acme-prod').map((message) => String(at(message, 'text')).split(':')[0])).toEqual(['Fixed']);
});
