import { judgeFacts } from '../../src/flows/judge-facts.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const needs = ['heartbeats', 'alertRule', 'regionalRules'] as const;
const region = 'ap-northeast-2';
const hour = 3_600_000;

/** What the check says of an account now. */
async function verdictOn(account: string) {
  const facts = await fixture.auditor().gather(account, needs);
  const found = judgeFacts('account', facts, fixture.clock.now()).find(({ check }) => check === 'heartbeat');
  return { outcome: found?.outcome, says: found?.says.en };
}

const beat = (account: string, from = 'us-east-1') =>
  fixture.store.saveHeartbeat({ account, region: from, at: fixture.clock.now() });

test('a Region that has the rule and never beats fails after hours, and not before', async () => {
  const account = fixture.freshAccount();
  await beat(account);
  expect(await verdictOn(account)).toMatchObject({
    outcome: 'not-applicable',
    says: expect.stringContaining(`No heartbeat came from ${region} yet`),
  });
  fixture.clock.advance(5 * hour);
  await beat(account);
  expect(await verdictOn(account)).toEqual({
    outcome: 'fail',
    says: `No heartbeat comes from ${region}, where one is due every hour: an alert would not come either.`,
  });
  await beat(account, region);
  expect(await verdictOn(account)).toMatchObject({ outcome: 'pass' });
});

test('an account that was looked at for long and has just been given the rules has its hours, too', async () => {
  const account = fixture.freshAccount();
  fixture.aws.setAccount(account, { rule: 'missing' });
  expect(await verdictOn(account)).toMatchObject({
    outcome: 'not-applicable',
    says: expect.stringContaining('No Region has the rules'),
  });
  fixture.clock.advance(48 * hour);
  fixture.aws.setAccount(account, { rule: 'enabled' });
  expect(await verdictOn(account)).toMatchObject({ outcome: 'not-applicable' });
  fixture.clock.advance(5 * hour);
  expect(await verdictOn(account)).toEqual({
    outcome: 'fail',
    says: expect.stringContaining('1 more Regions are silent, too'),
  });
});

test('a Region that the rules were taken out of is not expected to beat, and has its hours when they come back', async () => {
  const account = fixture.freshAccount();
  for (const from of ['us-east-1', region]) await beat(account, from);
  expect(await verdictOn(account)).toMatchObject({ outcome: 'pass' });
  fixture.clock.advance(30 * hour);
  await beat(account);
  expect(await verdictOn(account)).toMatchObject({ outcome: 'fail' });
  fixture.aws.setAccount(account, { rules: { [`${region}/rootguard-root-events`]: 'missing' } });
  expect(await verdictOn(account)).toMatchObject({ outcome: 'pass' });
  expect(await fixture.store.heartbeats(account)).toEqual([
    { region, at: expect.any(Number) },
    { region: 'us-east-1', at: expect.any(Number), expectedSince: expect.any(Number) },
  ]);
});

test('what is expected is written down once, and stays when the account lets nobody in', async () => {
  const account = fixture.freshAccount();
  await verdictOn(account);
  const writes = () => fixture.aws.calls.filter(({ operation }) => operation === 'PutItem').length;
  const before = writes();
  await verdictOn(account);
  expect(writes()).toBe(before);
  fixture.aws.setAccount(account, { deny: ['sts:AssumeRole'] });
  expect(await verdictOn(account)).toMatchObject({ outcome: 'unknown' });
  fixture.clock.advance(5 * hour);
  expect(await verdictOn(account)).toMatchObject({ outcome: 'fail' });
});

test('an account that lets nobody in and never had the rules is no silent one', async () => {
  const account = fixture.freshAccount();
  fixture.aws.setAccount(account, { deny: ['sts:AssumeRole'] });
  fixture.clock.advance(48 * hour);
  expect(await verdictOn(account)).toEqual({
    outcome: 'unknown',
    says: expect.stringContaining('the audit role of this account could not be assumed'),
  });
});

test('a table that cannot be written leaves unknown what is due', async () => {
  const account = fixture.freshAccount();
  fixture.aws.setFaults([
    { service: 'dynamodb', operation: 'PutItem', error: 'InternalServerError', times: 99 },
  ]);
  expect(await verdictOn(account)).toEqual({
    outcome: 'unknown',
    says: expect.stringContaining('dynamodb:PutItem'),
  });
});
