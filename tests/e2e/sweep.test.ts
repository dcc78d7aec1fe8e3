import { at } from '../../src/core/json.ts';
import { lastAnswer } from '../support/answers.ts';
import { useSandbox } from '../support/sandbox.ts';

/** A whole organization, looked at by the built functions through the simulated AWS and the strict local Slack. */
const sandbox = useSandbox({ retryMs: 50 });

const accounts = Array.from({ length: 23 }, (_, index) => String(100_000_000_001 + index));
const messages = () => sandbox().slack.messages('C0ALERTS');
const textOf = (message: unknown) => JSON.stringify(message);
const command = (text: string, channel = 'C0ALERTS') =>
  sandbox().post('/slack/command', { user: 'U0LEE', channel, text });
const press = (message: unknown, action_id: string, value: string, user = 'U0LEE') =>
  sandbox().post('/slack/action', {
    user,
    channel: 'C0ALERTS',
    message_ts: at(message, 'ts'),
    action_id,
    value,
  });
const set = (id: string, change: object) => sandbox().aws.setAccount(id, change);

async function sweep(text = 'check all', channel = 'C0ALERTS') {
  expect((await command(text, channel)).status).toBe(200);
  await sandbox().idle();
}

beforeAll(() => {
  // Without other Regions, which other suites look into: each would cost every look as much again.
  for (const [index, id] of accounts.entries()) set(id, { name: `team-${index + 1}`, regions: [] });
});

test('looks at every account, and says what fails first, by name, and whom it could not reach and why', async () => {
  const [bare, keys, closed, suspended, away, blind] = accounts as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  set(bare, { rootMfa: 'none', rootAccessKeys: 1 });
  set(keys, { rootAccessKeys: 1 });
  set(closed, { state: 'CLOSED' });
  set(suspended, { state: 'SUSPENDED' });
  set(away, { deny: ['sts:AssumeRole'] });
  set(blind, { deny: ['iam:GetAccountSummary'] });
  await sweep();
  const all = messages().filter((message) => textOf(message).includes('checked'));
  expect(all).toHaveLength(1);
  const [report] = all;
  expect(at(report, 'text')).toMatch(
    // An account that nobody can look into is not guarded, either.
    /^The organization needs work · 22 checked, 1 unreachable: 2 need work, \d+ with warnings$/,
  );
  expect(textOf(report)).toMatch(/! Warnings: Members have no root credentials \(\d+\)/);
  const text = textOf(report);
  expect(text.indexOf('*The organization*\\n✗ Every account is guarded')).toBeGreaterThan(0);
  expect(text.indexOf('Every account is guarded')).toBeLessThan(text.indexOf('team-1*'));
  expect(text.indexOf('team-1*')).toBeLessThan(text.indexOf('team-2*'));
  expect(text).toContain('1 unreachable: team-5. Could not look: the audit role');
  expect(text).toContain('1 could not be fully looked at: team-6');
  expect(text).toContain('team-3 (closed)');
  expect(text).toContain('team-4 (suspended)');
  expect(text).toContain('asked by Lee');
  for (const id of [bare, keys, closed, suspended, away, blind])
    set(id, { rootMfa: 'hardware', rootAccessKeys: 0, state: 'ACTIVE', deny: [] });
});

describe('an account whose role STS has no time for', () => {
  const [busy] = accounts as [string];
  const tooMuch = (times: number) =>
    sandbox().aws.setFaults([
      { service: 'sts', operation: 'AssumeRole', account: busy, error: 'Throttling', times },
    ]);

  test('is asked again, and then is one like the others', async () => {
    // The SDK tries three times each time that it is asked.
    tooMuch(9);
    await sweep();
    expect(at(messages().at(-1), 'text')).toMatch(/^\d+ checked: /);
    expect(textOf(messages().at(-1))).not.toMatch(/unreachable|could not be fully looked at/);
  });

  test('is told with that reason when it goes on for long, and is no account without a guard', async () => {
    tooMuch(1_000);
    await sweep();
    const report = messages().at(-1);
    expect(at(report, 'text')).toMatch(/^\d+ checked, 1 unreachable: /);
    expect(textOf(report)).toContain('team-1. Could not look: AWS throttled the call (sts:AssumeRole)');
    expect(textOf(report)).not.toContain('Every account is guarded');
    sandbox().aws.setFaults([]);
  });
});

test('edits its progress into one message, at most every three seconds', async () => {
  for (const id of accounts) set(id, { delayMs: 700 });
  const before = sandbox().slack.calls.length;
  const began = sandbox().clock.now();
  await sweep();
  const took = sandbox().clock.now() - began;
  for (const id of accounts) set(id, { delayMs: 0 });
  const calls = sandbox()
    .slack.calls.slice(before)
    .filter(({ method }) => method === 'chat.postMessage' || method === 'chat.update');
  const edits = calls.filter(({ method }) => method === 'chat.update').length;
  expect(calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  expect(edits).toBeGreaterThanOrEqual(2);
  expect(edits).toBeLessThanOrEqual(1 + took / 3_000);
});

test('an account that leaves while it is swept is named, and is no failure of the role', async () => {
  const [leaving] = accounts as [string];
  set(leaving, { state: 'left' });
  await sweep();
  expect(textOf(messages().at(-1))).toContain('team-1 (left the organization)');
  // Two are skipped still: the list of accounts is an hour old at most.
  expect(at(messages().at(-1), 'text')).toMatch(/^22 checked: nothing fails/);
  set(leaving, { state: 'ACTIVE' });
});

test('where the bot may not post, the report comes to whoever asked', async () => {
  sandbox().slack.setFaults([{ method: 'chat.postMessage', status: 200, error: 'not_in_channel', times: 1 }]);
  const before = messages().length;
  await sweep();
  expect(messages()).toHaveLength(before);
  // The worker may be faster than the command's own answer.
  const told = sandbox().slack.ephemeral('U0LEE').slice(-3).map(textOf);
  const begun = told.findIndex((text) => text.includes('the report comes here when it is done'));
  expect(begun).toBeGreaterThanOrEqual(0);
  expect(told.slice(begun).at(-1)).toContain('23 checked: nothing fails');
});

test('one check may be asked for, and its report is about nothing else', async () => {
  const [account] = accounts as [string];
  set(account, { rootMfa: 'none', rootAccessKeys: 1 });
  await sweep('check all root-mfa');
  const report = textOf(messages().findLast((message) => textOf(message).includes('23 checked')));
  expect(report).toContain('Root MFA');
  expect(report).not.toContain('Root access keys');
  expect(report).not.toContain('could not be looked at');
});

test('the organization and the guard are looked at once, and lead the report when something fails there', async () => {
  sandbox().aws.setGuard({ busPolicy: 'anybody' });
  const told = () => messages().filter((message) => textOf(message).includes('Fails now'));
  const before = told().length;
  await sweep();
  const report = messages().findLast((message) => textOf(message).includes('23 checked'));
  expect(at(report, 'text')).toMatch(/^The guard itself needs work · 23 checked: /);
  expect(textOf(report)).toContain('"guard member-bus-policy"');
  expect(told()).toHaveLength(before + 1);
  expect(at(told().at(-1), 'text')).toContain('The guard itself');
  sandbox().aws.setGuard({ busPolicy: 'organization' });
  await press(report, 'check-again', 'guard member-bus-policy');
  await sandbox().idle();
  expect(textOf(lastAnswer(sandbox().slack.ephemeral('U0LEE')))).toContain('The guard itself');
  expect(told()).toHaveLength(before);
  await sweep();
  expect(at(messages().at(-1), 'text')).toMatch(/^23 checked: /);
});

describe('a check that fails and did not before', () => {
  const alerts = () => messages().filter((message) => textOf(message).includes('Fails now'));
  const [account] = accounts as [string];

  test('raises one alert for each check, once, however often it is seen', async () => {
    // The test before made them worse.
    expect(alerts()).toHaveLength(2);
    await sweep();
    await sweep('check team-1');
    expect(alerts()).toHaveLength(2);
    expect(textOf(alerts()[0])).toContain('team-1');
  });

  test('says how to fix it, in the language of whoever asks', async () => {
    const alert = alerts().find((message) => textOf(message).includes('root-mfa'));
    for (const [user, words] of [
      ['U0LEE', ['Assign MFA device', 'Hardware TOTP token', 'Passkey or security key']],
      ['U0KIM', ['MFA 디바이스 할당', '하드웨어 TOTP 토큰', '패스키 또는 보안 키']],
    ] as const) {
      await press(alert, 'how-to-fix', `${account} root-mfa`, user);
      const view = textOf(sandbox().slack.views(user).at(-1));
      for (const word of words) expect(view).toContain(word);
    }
  });

  test('stays open when it is checked again and still fails', async () => {
    const alert = alerts().find((message) => textOf(message).includes('root-mfa'));
    await press(alert, 'check-again', `${account} root-mfa`);
    await sandbox().idle();
    expect(textOf(lastAnswer(sandbox().slack.ephemeral('U0LEE')))).toContain('Fails: *Root MFA*');
    expect(alerts()).toHaveLength(2);
  });

  test('is closed when it is checked again and passes, with who fixed it and how long it was open', async () => {
    const alert = alerts().find((message) => textOf(message).includes('root-mfa'));
    await sandbox().post('/clock', { advanceMs: 2 * 3_600_000 });
    set(account, { rootMfa: 'hardware' });
    await press(alert, 'check-again', `${account} root-mfa`);
    await sandbox().idle();
    expect(textOf(lastAnswer(sandbox().slack.ephemeral('U0LEE')))).toContain('It was open for 2 h');
    const card = messages().find(({ ts }) => ts === at(alert, 'ts'));
    expect(textOf(card)).toContain('Fixed');
    expect(textOf(card)).toContain('Lee checked again');
    expect(textOf(card)).toContain('2 h');
    expect(alerts()).toHaveLength(1);
  });

  test('that one look alone was asked for: the other finding is as it was', async () => {
    set(account, { rootAccessKeys: 0 });
    const alert = alerts()[0];
    await press(alert, 'check-again', `${account} root-mfa`);
    await sandbox().idle();
    expect(alerts()).toHaveLength(1);
    await sweep();
    expect(alerts()).toEqual([]);
    expect(textOf(messages().find(({ ts }) => ts === at(alert, 'ts')))).toContain('a later check found');
  });
});

test('when posture gets worse in many accounts at once, one message says so', async () => {
  await sweep();
  const before = messages().length;
  // Two came back since the last sweep; how they were found is no worsening.
  for (const id of accounts) set(id, { trail: 'stopped' });
  await sweep();
  const news = messages().slice(before);
  expect(news).toHaveLength(2);
  expect(textOf(news)).toContain('Posture got worse in 23 accounts');
  await sweep();
  expect(messages().slice(before)).toHaveLength(3);
  for (const id of accounts) set(id, { trail: 'logging' });
});

test('whenever the worker dies, every account is counted once and every alert is posted once', async () => {
  await sweep();
  const before = messages().length;
  const worse = accounts.slice(0, 4);
  for (const id of accounts) set(id, { delayMs: 40 });
  for (const id of worse) set(id, { rootMfa: 'none' });
  await command('check all');
  for (const wait of [120, 300, 500, 700, 900, 1_200]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    sandbox().functions.worker.crash();
    // Longer than anybody holds the right to post an alert.
    await sandbox().post('/clock', { advanceMs: 91_000 });
  }
  await sandbox().idle();
  for (const id of accounts) set(id, { delayMs: 0, rootMfa: 'hardware' });
  const news = messages()
    .slice(before)
    .map((message) => String(at(message, 'text')));
  expect(news.filter((text) => text.startsWith('25 checked: 4 need work'))).toHaveLength(1);
  expect(news.filter((text) => text.includes('Fails now'))).toHaveLength(4);
  expect(news).toHaveLength(5);
  expect(sandbox().sweep.deadLetters).toEqual([]);
});
