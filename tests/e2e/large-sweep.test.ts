import { at } from '../../src/core/json.ts';
import { useSandbox } from '../support/sandbox.ts';

/** Sweeps of an organization that Organizations alone knows, on days on which AWS is not at its best. */
const sandbox = useSandbox({ retryMs: 50 });

const messages = () => sandbox().slack.messages('C0ALERTS');
/** The last report; alerts come with it. */
const report = () => messages().findLast((message) => String(at(message, 'text')).includes(' checked'));
const last = () => String(at(report(), 'text'));
const organization = (body: object) => sandbox().put('/aws/organization', body);
const set = (id: string, change: object) => sandbox().aws.setAccount(id, change);

async function sweep() {
  await sandbox().post('/slack/command', { user: 'U0LEE', channel: 'C0ALERTS', text: 'check all' });
  await sandbox().idle();
}

test('an organization is as large as it is told to be, and names come from Organizations', async () => {
  expect(await organization({ members: 28 })).toMatchObject({ status: 200, body: { members: 28 } });
  // Without other Regions, which other suites look into: each would cost every look as much again.
  for (let n = 1; n <= 28; n += 1) set(`2000000${String(n).padStart(5, '0')}`, { regions: [] });
  await sweep();
  expect(last()).toMatch(/^30 checked: nothing fails/);
  set('200000000007', { rootMfa: 'none' });
  await sweep();
  expect(last()).toMatch(/^30 checked: 1 needs work/);
  expect(JSON.stringify(report())).toContain('*team-0007* · 2000 0000 0007');
  set('200000000007', { rootMfa: 'hardware' });
});

test.each([
  [{ members: -1 }, /"members" cannot be -1/],
  [{ members: 1.5 }, /"members"/],
  [{ throttled: 2 }, /"throttled" cannot be 2. Allowed: a number from 0 to 1/],
  [{ size: 4 }, /"size" is no field of an organization/],
])('an organization that cannot be is refused: %j', async (body, why) => {
  const answer = await organization(body);
  expect(answer.status).toBe(400);
  expect(at(answer.body, 'error')).toMatch(why);
});

const hardOfHearing = ['200000000011', '200000000012', '200000000013'];

test('on a bad day nothing that AWS did not tell counts as a pass, and every account is counted', async () => {
  // What is denied once is asked again, so chance alone may spare everybody; these are refused for good.
  set('200000000005', { deny: ['sts:AssumeRole'] });
  for (const id of hardOfHearing) set(id, { deny: ['iam:GenerateCredentialReport'] });
  await organization({ throttled: 0.1, denied: 0.06 });
  await sweep();
  await organization({ throttled: 0, denied: 0 });
  for (const id of ['200000000005', ...hardOfHearing]) set(id, { deny: [] });
  const said =
    /^(?:The organization needs work · )?(\d+) checked(?:, (\d+) unreachable)?: (\d+) could not be fully looked at(?:, \d+ with warnings)?$/;
  expect(last()).toMatch(said);
  const [, checked = '', unreachable = '0', unclear = ''] = said.exec(last()) ?? [];
  expect(Number(checked) + Number(unreachable)).toBe(30);
  expect(Number(unreachable)).toBeGreaterThan(0);
  expect(Number(unclear)).toBeGreaterThan(2);
});

test('an account that AWS throttles comes again until it is told', async () => {
  set('200000000001', { throttle: 30 });
  await sweep();
  expect(last()).toMatch(/^30 checked: nothing fails/);
});

test('an account whose credential report is not ready comes again later, and nobody waits for it', async () => {
  // A whole first look's worth of "not yet".
  const notYet = { service: 'iam', operation: 'GetCredentialReport', error: 'ReportInProgress', status: 404 };
  sandbox().aws.setFaults([{ ...notYet, times: 220 }]);
  await sweep();
  sandbox().aws.setFaults([]);
  expect(last()).toMatch(/^30 checked: nothing fails/);
  expect(sandbox().sweep.deadLetters).toEqual([]);
});

test('an account that never gets well is not waited for without end', async () => {
  set('200000000002', { throttle: 1_000_000 });
  await sweep();
  expect(last()).toMatch(/^30 checked: 1 could not be fully looked at/);
  expect(JSON.stringify(report())).toContain('1 could not be fully looked at: team-0002');
  set('200000000002', { throttle: 0 });
});
