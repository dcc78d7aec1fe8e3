import { at } from '../../src/core/json.ts';
import { useSandbox } from '../support/sandbox.ts';

/** What AWS did not have ready is asked again by itself: nobody is left with "not known" who would know a minute later. */
const sandbox = useSandbox({ retryMs: 20, beginning: Date.UTC(2026, 10, 23, 6, 10) });

const answers = () => sandbox().slack.ephemeral('U0LEE');
const textOf = (message: unknown) => JSON.stringify(message);
const promise = 'It is asked again by itself';

/** AWS is making the report for as long as it is asked so often. */
const notReady = (times: number) =>
  sandbox().aws.setFaults([
    { service: 'iam', operation: 'GetCredentialReport', error: 'ReportInProgress', status: 404, times },
  ]);
/** One look asks once for the report, and six times whether it is done. */
const perLook = 7;

/** What was said, but for the acknowledgement. */
async function said(ask: () => Promise<unknown>) {
  const before = answers().length;
  await ask();
  await sandbox().idle();
  return answers()
    .slice(before)
    .filter(({ text }) => !/^[^\n]{1,80} …$/.test(text ?? ''))
    .map(textOf);
}

const command = (text: string) => () =>
  sandbox().post('/slack/command', { user: 'U0LEE', channel: 'C0ALERTS', text });

beforeAll(() => {
  sandbox().aws.setAccount('444455556666', { rootLastUse: '2026-11-22T06:00:00+00:00' });
});

test('an answer says so at once, and comes again complete', async () => {
  notReady(perLook);
  const [first, second, ...more] = await said(command('check acme-dev root-last-use'));
  expect(more).toEqual([]);
  expect(first).toContain('AWS has no such report yet');
  expect(first).toContain(promise);
  expect(second).toContain('before RootGuard watched this account');
  expect(second).not.toContain(promise);
});

test('so does what came of Check again', async () => {
  const report = answers().findLast((message) => textOf(message).includes('check-again'));
  // The report of before is old by now.
  await sandbox().post('/clock', { advanceMs: 5 * 3_600_000 });
  await sandbox().idle();
  notReady(perLook);
  const told = await said(() =>
    sandbox().post('/slack/action', {
      user: 'U0LEE',
      channel: 'C0ALERTS',
      message_ts: at(report, 'ts'),
      action_id: 'check-again',
      value: '444455556666 root-last-use',
    }),
  );
  expect(told.map((text) => text.includes(promise))).toEqual([true, false]);
  expect(told[1]).toContain('before RootGuard watched this account');
});

test('what AWS will not tell for long is said to be unknown, and nothing is promised', async () => {
  await sandbox().post('/clock', { advanceMs: 5 * 3_600_000 });
  await sandbox().idle();
  sandbox().aws.setFaults([
    { service: 'iam', operation: 'GetCredentialReport', error: 'Throttling', status: 400, times: 1_000 },
  ]);
  const told = await said(command('check acme-dev root-last-use'));
  expect(told.map((text) => text.includes(promise))).toEqual([true, false]);
  expect(told[1]).toContain('AWS throttled the call (iam:GetCredentialReport)');
  expect(sandbox().jobs.deadLetters).toEqual([]);
  sandbox().aws.setFaults([]);
});
