import { at } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { useSandbox } from '../support/sandbox.ts';

/** What becomes of findings that have no card: whoever read of one reads who fixed it, and how long it was open. */
const sandbox = useSandbox({ retryMs: 20, beginning: Date.UTC(2026, 10, 23, 6, 10) });

const teams = Array.from({ length: 12 }, (_, index) => String(100_000_000_001 + index));
const [one, two, three, four, five, six] = teams as [string, string, string, string, string, string];
const messages = () => sandbox().slack.messages('C0ALERTS');
const top = messages;
const repliesTo = (message: unknown) =>
  sandbox()
    .slack.messages('C0ALERTS', String(at(message, 'ts')))
    .filter(({ ts }) => ts !== at(message, 'ts'));
const textOf = (message: unknown) => JSON.stringify(message);
const set = (id: string, change: object) => sandbox().aws.setAccount(id, change);
const command = (text: string) =>
  sandbox().post('/slack/command', { user: 'U0LEE', channel: 'C0ALERTS', text });
const press = (where: object, value: string, user = 'U0LEE') =>
  sandbox().post('/slack/action', { user, channel: 'C0ALERTS', action_id: 'check-again', value, ...where });
const again = (message: unknown) => (value: string) => press({ message_ts: at(message, 'ts') }, value);
const answer = () => lastAnswer(sandbox().slack.ephemeral('U0LEE'));

async function pass(ms: number) {
  await sandbox().post('/clock', { advanceMs: ms });
  await sandbox().idle();
}

beforeAll(() => {
  // Without other Regions, which other suites look into: each would cost every look as much again.
  for (const [index, id] of teams.entries()) set(id, { name: `team-${index + 1}`, regions: [] });
  // The first sweep finds these, so that no alert tells of them.
  for (const id of [one, two, three, five, six]) set(id, { rootMfa: 'none' });
  set(four, { rootMfa: 'virtual' });
});

test('below a report that everybody sees, which shows it in its place, even if two press at once', async () => {
  await command('check all');
  await sandbox().idle();
  const report = () => top().find((message) => textOf(message).includes('need work'));
  expect(textOf(report())).toContain(`"${one} root-mfa"`);
  await pass(2 * 3_600_000);
  for (const id of [one, two]) set(id, { rootMfa: 'hardware' });
  await Promise.all([`${one} root-mfa`, `${two} root-mfa`].map(again(report())));
  await sandbox().idle();
  const said = repliesTo(report()).map((message) => String(at(message, 'text')));
  expect(said).toHaveLength(2);
  for (const text of said)
    expect(text).toMatch(/\*team-[12]\*.*\n✓ \*Root MFA\*\. Fixed: Lee checked again, .* open for 2 h$/s);
  const shown = textOf(report());
  expect(shown.match(/✓ \*Root MFA\*\. Fixed: Lee checked again/g)).toHaveLength(2);
  expect([one, two, three].map((id) => shown.includes(`"${id} root-mfa"`))).toEqual([false, false, true]);
  expect(textOf(answer())).toContain('It was open for 2 h');
});

test('once, however often somebody presses', async () => {
  const report = top().find((message) => textOf(message).includes('need work'));
  set(six, { rootMfa: 'hardware' });
  await Promise.all(Array.from({ length: 3 }, () => `${six} root-mfa`).map(again(report)));
  await sandbox().idle();
  expect(repliesTo(report)).toHaveLength(3);
});

test('once, even if Slack took it and did not say so; and not at all while it still fails', async () => {
  const report = top().find((message) => textOf(message).includes('need work'));
  await again(report)(`${three} root-mfa`);
  await sandbox().idle();
  expect(repliesTo(report)).toHaveLength(3);
  set(three, { rootMfa: 'hardware' });
  sandbox().slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 1, afterAccept: true }]);
  await again(report)(`${three} root-mfa`);
  await sandbox().idle();
  expect(repliesTo(report)).toHaveLength(4);
});

test('in the channel, of a report that one person saw: a warning, too', async () => {
  await command('check team-4 root-mfa-kind');
  await sandbox().idle();
  const report = answer();
  expect(textOf(report)).toContain('"check-again"');
  const before = top().length;
  set(four, { rootMfa: 'hardware' });
  await press({ message_ts: at(report, 'ts') }, `${four} root-mfa-kind`);
  await sandbox().idle();
  const news = top().slice(before);
  expect(news.map((message) => String(at(message, 'text')))).toEqual([
    expect.stringMatching(
      /\*team-4\*.*\n✓ .*Fixed: Lee checked again, and it passes · it was open for 2 h$/s,
    ),
  ]);
});

test('in the thread of the summary that told of it', async () => {
  for (const id of teams) set(id, { trail: 'stopped' });
  await command('check all trail-logging');
  await sandbox().idle();
  const summary = top().find((message) => textOf(message).includes('Posture got worse in 12 accounts'));
  set(one, { trail: 'logging' });
  await command('check team-1 trail-logging');
  await sandbox().idle();
  // Whoever asks finds it in order, but that is no person's word for it: nobody pressed.
  expect(repliesTo(summary)).toEqual([]);
  await command('check team-2 trail-logging');
  await sandbox().idle();
  set(two, { trail: 'logging' });
  await press({ message_ts: at(answer(), 'ts') }, `${two} trail-logging`);
  await sandbox().idle();
  expect(repliesTo(summary).map((message) => String(at(message, 'text')))).toEqual([
    expect.stringContaining('Fixed: Lee checked again'),
  ]);
});

test('in the alerts channel, of a report in a modal, where a person has no other place for an answer', async () => {
  const { slack } = sandbox();
  const act = (view_id: string | undefined, action_id: string, value: string) =>
    slack.action({ user: 'U0LEE', view_id: view_id ?? '', action_id, value });
  await slack.openHome('U0LEE');
  await act(slack.home('U0LEE')?.id, 'home-menu', `home-check:${five}.0`);
  await sandbox().idle();
  set(five, { rootMfa: 'hardware' });
  const before = top().length;
  await act(slack.views('U0LEE').at(-1)?.id, 'check-again', `${five} root-mfa`);
  await sandbox().idle();
  expect(textOf(slack.views('U0LEE').at(-1))).toContain('Fixed, says Lee, and AWS agrees');
  const news = top().slice(before);
  expect(news.map((message) => String(at(message, 'text')))).toEqual([
    expect.stringMatching(/\*team-5\*.*\n✓ \*Root MFA\*\. Fixed: Lee checked again/s),
  ]);
});
