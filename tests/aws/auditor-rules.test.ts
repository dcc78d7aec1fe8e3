import { rootSamples } from '../../src/aws/root-samples.ts';
import { judgeFacts } from '../../src/flows/judge-facts.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { hub, member } from '../sandbox/aws/local-aws-fixture.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const { auditor } = fixture;
const region = 'ap-northeast-2';

/** What a check of the rules says of an account now. */
async function verdictOn(check: string, account = member) {
  const own = checks[check];
  if (own?.scope !== 'account') throw new Error(`There is no check ${check} of accounts.`);
  const facts = await auditor().gather(account, own.needs);
  const found = judgeFacts('account', facts, fixture.clock.now()).find((result) => result.check === check);
  return { outcome: found?.outcome, says: found?.says.en };
}

test.each([hub, member])(
  'the rules of %s are all looked at, and are as the templates made them',
  async (account) => {
    const { guardRules, alertPath } = await auditor().gather(account, ['guardRules', 'alertPath']);
    expect(guardRules).toEqual({
      known: true,
      value: [1, 2, 3, 4].map((number) => ({ name: `rootguard-guard-events-${number}`, fault: 'none' })),
    });
    expect(alertPath).toMatchObject({ value: { misses: [] } });
    for (const check of ['alert-rule', 'alert-target', 'regional-rules'])
      expect(await verdictOn(check, account)).toMatchObject({ outcome: 'pass' });
  },
);

test('what is asked for is what knowledge of takeovers asks for', () => {
  const names = rootSamples(member, 'us-east-1').map(({ name }) => name);
  expect(names).toEqual([
    'ConsoleLogin',
    'ConsoleLogin (failed)',
    'PasswordRecoveryRequested',
    'PasswordRecoveryCompleted',
    'DeactivateMFADevice',
    'CreateAccessKey',
    'RunInstances',
    'AssumeRoot',
    'DeleteLoginProfile (AssumeRoot)',
  ]);
});

test.each([
  [{ 'rootguard-guard-events-4': 'disabled' }, 'alert-rule', 'warn', 'rootguard-guard-events-4 (disabled)'],
  [{ 'rootguard-guard-events-4': 'missing' }, 'alert-rule', 'warn', 'rootguard-guard-events-4 (missing)'],
  [{ 'rootguard-guard-events-4': 'none' }, 'alert-rule', 'warn', 'rootguard-guard-events-4 (no target)'],
  [{ 'rootguard-root-events': 'without-reads' }, 'alert-rule', 'warn', "root's reads are not heard"],
  [{ 'rootguard-root-events': 'missing' }, 'alert-rule', 'fail', 'The rule does not exist'],
  [
    { 'rootguard-guard-events-4': 'wrong' },
    'alert-target',
    'warn',
    'rootguard-guard-events-4 (leads elsewhere)',
  ],
  [{ 'rootguard-guard-events-4': 'no-role' }, 'alert-target', 'warn', 'its target has no role'],
  [{ 'rootguard-guard-events-4': 'other-input' }, 'alert-target', 'warn', 'leads elsewhere'],
  [{ 'rootguard-root-events': 'other-input' }, 'alert-target', 'fail', 'No target of the rule leads'],
  // Only the first one hears sts:AssumeRoot, which is no call of root.
  [{ 'rootguard-guard-events-1': 'disabled' }, 'alert-target', 'fail', 'to RootGuard: AssumeRoot.'],
  [{ 'rootguard-guard-events-1': 'wrong' }, 'alert-target', 'fail', 'to RootGuard: AssumeRoot.'],
  [{ 'rootguard-guard-events-1': 'narrow' }, 'alert-target', 'fail', 'to RootGuard: AssumeRoot.'],
  [
    { 'rootguard-root-events': 'narrow' },
    'alert-target',
    'fail',
    'ConsoleLogin, ConsoleLogin (failed), RunInstances',
  ],
] as const)('with %j, %s gives %s', async (rules, check, outcome, says) => {
  fixture.aws.setAccount(member, { rules });
  expect(await verdictOn(check)).toEqual({ outcome, says: expect.stringContaining(says) });
});

test.each([
  ['missing', 'missing'],
  ['disabled', 'disabled'],
  ['none', 'no target'],
  ['wrong', 'leads elsewhere'],
  ['no-role', 'its target has no role'],
  ['narrow', 'its pattern leaves root out'],
] as const)(
  'an alert rule that is %s in another Region is told, and no other Region is',
  async (trouble, says) => {
    fixture.aws.setAccount(member, {
      regions: [region, 'eu-west-1'],
      rules: { [`${region}/rootguard-root-events`]: trouble },
    });
    expect(await verdictOn('regional-rules')).toEqual({
      outcome: 'warn',
      says: `RootGuard does not hear what root does in ${region} (${says}).`,
    });
    expect(await verdictOn('alert-rule')).toMatchObject({ outcome: 'pass' });
  },
);

test('another rule that is at fault in another Region is told with its name', async () => {
  fixture.aws.setAccount(member, { rules: { [`${region}/rootguard-guard-events-2`]: 'disabled' } });
  expect(await verdictOn('regional-rules')).toEqual({
    outcome: 'warn',
    says: expect.stringContaining(`${region} (rootguard-guard-events-2 (disabled))`),
  });
});

test('patterns that all accounts have are put to EventBridge once', async () => {
  const by = auditor();
  const asked = () => fixture.aws.calls.filter(({ operation }) => operation === 'TestEventPattern').length;
  const before = asked();
  await Promise.all([by.gather(hub, ['alertPath']), by.gather(member, ['alertPath', 'regionalRules'])]);
  // Nine events, of which the alert rule leaves out one, which the next rule lets through.
  expect(asked() - before).toBe(10);
  await by.gather(fixture.freshAccount(), ['alertPath', 'regionalRules']);
  expect(asked() - before).toBe(10);
});

test('an answer that did not come is asked for again', async () => {
  const by = auditor({ requestTimeout: 150 });
  fixture.aws.setFaults([
    { service: 'events', operation: 'TestEventPattern', error: 'InternalFailure', status: 500, times: 99 },
  ]);
  expect((await by.gather(member, ['alertPath'])).alertPath).toMatchObject({ known: false });
  fixture.aws.setFaults([]);
  expect((await by.gather(member, ['alertPath'])).alertPath).toMatchObject({ known: true });
});
