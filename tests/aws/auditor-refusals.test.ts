import { healthyAccount } from '../../src/core/example-facts.ts';
import type { AccountFacts } from '../../src/core/posture.ts';
import { isGuarded } from '../../src/core/verdicts.ts';
import { hub, member } from '../sandbox/aws/local-aws-fixture.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const { auditor, freshAccount } = fixture;

/** Every fact but those that RootGuard remembers itself. */
const untold = ({ watchedSince, heartbeats, ...facts }: AccountFacts) => {
  expect([watchedSince.known, heartbeats.known]).toEqual([true, true]);
  return new Set(Object.values(facts));
};

const unknown = (cause: string, call: string) => ({ known: false, cause, call });

/** The names of the facts that are unknown, or that hold something unknown, and why. */
const unknownIn = (facts: AccountFacts) =>
  Object.entries(facts).flatMap(([name, fact]) =>
    [...JSON.stringify(fact).matchAll(/"known":false,"cause":"([^"]+)","call":"([^"]+)"/g)].map(
      ([, cause, call]) => `${name}: ${cause} ${call}`,
    ),
  );

test.each([
  ['iam:GetAccountSummary', ['rootCredentials']],
  ['iam:GetCredentialReport', ['rootReport', 'rootLastUse']],
  ['iam:GenerateCredentialReport', ['rootReport', 'rootLastUse']],
  ['iam:ListVirtualMFADevices', ['rootVirtualMfa']],
  ['account:GetAlternateContact', ['securityContact', 'billingContact', 'operationsContact']],
  ['account:ListRegions', ['regionalRules']],
  ['support:DescribeTrustedAdvisorCheckResult', ['trustedAdvisor']],
  ['cloudtrail:DescribeTrails', ['trails']],
  ['cloudtrail:GetTrailStatus', ['trails']],
  // What they let through of writes, and of reads.
  ['cloudtrail:GetEventSelectors', ['trails', 'trails']],
  ['cloudtrail:LookupEvents', ['rootHistory']],
  ['events:DescribeRule', ['alertRule', 'alertPath', 'guardRules', 'regionalRules']],
  // Where the alert rule leads to in another Region, and the others there.
  ['events:ListTargetsByRule', ['alertRule', 'alertPath', 'guardRules', 'regionalRules', 'regionalRules']],
  ['events:TestEventPattern', ['alertPath', 'regionalRules']],
  ['sqs:GetQueueUrl', ['forwardQueue']],
  ['sqs:GetQueueAttributes', ['forwardQueue']],
])('when %s is denied, what it tells is unknown, and nothing else', async (action, names) => {
  // A report is only generated where there is none.
  const account = action === 'iam:GenerateCredentialReport' ? freshAccount() : member;
  await watched(account);
  fixture.aws.setAccount(account, { deny: [action] });
  const facts = await auditor().gather(account);
  expect(unknownIn(facts)).toEqual(names.map((name) => `${name}: access-denied ${action}`));
});

test.each([
  ['organizations:DescribeOrganization', 'centralRoot'],
  ['iam:ListOrganizationsFeatures', 'centralRoot'],
  ['organizations:DescribeAccount', 'rootEmail'],
])('when the hub is denied %s, what it tells of members is unknown', async (action, name) => {
  fixture.aws.setAccount(hub, { deny: [action] });
  const facts = await auditor({ emailDomains: ['example.com'] }).gather(member);
  expect(unknownIn(facts)).toEqual([`${name}: access-denied ${action}`]);
});

test('the address of an account that was listed is not asked for once more', async () => {
  fixture.aws.setAccount(hub, { deny: ['organizations:DescribeAccount'] });
  const listed = freshAccount();
  await fixture.store.saveAccount({
    id: listed,
    name: undefined,
    state: 'active',
    rootEmail: 'r***@example.com',
  });
  const { rootEmail } = await auditor({ emailDomains: ['example.com'] }).gather(listed);
  expect(rootEmail).toEqual({ known: true, value: { masked: 'r***@example.com', approved: true } });
  const other = await auditor({ emailDomains: ['example.net'] }).gather(listed);
  expect(other.rootEmail).toMatchObject({ value: { approved: false } });
});

test('a table that does not answer leaves unknown what RootGuard would remember, and nothing else', async () => {
  fixture.aws.setFaults([
    { service: 'dynamodb', operation: 'GetItem', error: 'InternalServerError', times: 99 },
    { service: 'dynamodb', operation: 'Query', error: 'InternalServerError', times: 99 },
  ]);
  expect(unknownIn(await auditor().gather(member))).toEqual([
    'rootLastUse: store-error dynamodb:GetItem',
    'watchedSince: store-error dynamodb:GetItem',
    'rootHistory: store-error dynamodb:GetItem',
    'heartbeats: store-error dynamodb:Query',
  ]);
});

test('a Region that says that it is not enabled is no Region without a need for the rule', async () => {
  fixture.aws.setAccount(member, { regions: ['ap-east-1'] });
  fixture.aws.setFaults([
    { service: 'events', operation: 'DescribeRule', error: 'OptInRequired', status: 403, times: 99 },
  ]);
  const { regionalRules } = await auditor().gather(member);
  expect(regionalRules).toEqual({
    known: true,
    value: [{ region: 'ap-east-1', state: unknown('region-disabled', 'events:DescribeRule') }],
  });
});

/** An account that was checked a week ago. */
async function watched(account: string): Promise<void> {
  const at = fixture.clock.now() - 7 * 86_400_000;
  await fixture.store.saveCheck({ account, at, facts: healthyAccount() });
}

test('an account that is throttled for long is throttled in every fact', async () => {
  fixture.aws.setAccount(member, { throttle: 1_000 });
  expect(await auditor().gather(member)).toMatchObject({
    rootCredentials: unknown('throttled', 'iam:GetAccountSummary'),
    rootReport: unknown('throttled', 'iam:GetCredentialReport'),
    rootVirtualMfa: unknown('throttled', 'iam:ListVirtualMFADevices'),
    trails: unknown('throttled', 'cloudtrail:DescribeTrails'),
    alertRule: unknown('throttled', 'events:DescribeRule'),
  });
});

test('a few throttled calls are got over', async () => {
  fixture.aws.setAccount(member, { throttle: 2 });
  const facts = await auditor().gather(member);
  expect(unknownIn(facts)).toEqual([]);
});

test.each([
  ['that refuses its audit role', { deny: ['sts:AssumeRole'] }, {}],
  ['whose role has another name', {}, { auditRoleName: 'Other' }],
  ['whose role wants another external id', {}, { externalId: 'guessed' }],
])('nothing is known of an account %s', async (_name, change, options) => {
  fixture.aws.setAccount(member, change);
  const facts = await auditor(options).gather(member);
  expect(untold(facts)).toEqual(new Set([unknown('assume-role-failed', 'sts:AssumeRole')]));
});

test.each([
  ['has too much to do', { error: 'Throttling', status: 400 }, 'throttled'],
  ['is out of order', { error: 'ServiceUnavailable', status: 503 }, 'service-error'],
  ['does not answer', { error: 'X', hangMs: 60_000 }, 'timeout'],
  ['finds the question wrong', { error: 'ValidationError', status: 400 }, 'assume-role-failed'],
])('when STS %s, that is why nothing is known of the account', async (_how, fault, cause) => {
  const other = freshAccount();
  const times = 99;
  fixture.aws.setFaults([{ service: 'sts', operation: 'AssumeRole', account: member, times, ...fault }]);
  const shut = await auditor({ requestTimeout: 150 }).gather(member);
  expect(untold(shut)).toEqual(new Set([unknown(cause, 'sts:AssumeRole')]));
  expect(isGuarded(shut)).toBe(cause !== 'assume-role-failed');
  expect((await auditor().gather(other)).rootCredentials.known).toBe(true);
});

test('nothing is known of an account that does not exist', async () => {
  const facts = await auditor().gather('999999999999');
  expect(untold(facts)).toEqual(new Set([unknown('assume-role-failed', 'sts:AssumeRole')]));
});

test('credentials that AWS does not know make every fact unknown, and throw nothing', async () => {
  const secret = process.env.AWS_SECRET_ACCESS_KEY;
  process.env.AWS_SECRET_ACCESS_KEY = 'wrong';
  const facts = await auditor().gather(hub);
  process.env.AWS_SECRET_ACCESS_KEY = secret;
  expect(untold(facts)).toEqual(new Set([unknown('access-denied', 'sts:GetCallerIdentity')]));
});

test('a report that takes too long is not ready, and keeps nobody waiting', async () => {
  const account = freshAccount();
  const error = 'ReportInProgress';
  fixture.aws.setFaults([{ operation: 'GetCredentialReport', error, status: 404, times: 100 }]);
  const start = performance.now();
  const facts = await auditor().gather(account);
  expect(facts.rootReport).toEqual(unknown('not-ready', 'iam:GetCredentialReport'));
  expect(performance.now() - start).toBeLessThan(15_000);
});

test('while a report is in the making, AWS is asked for it once, and then only whether it is there', async () => {
  const account = freshAccount();
  const error = 'ReportInProgress';
  fixture.aws.setFaults([{ operation: 'GetCredentialReport', error, status: 404, times: 3 }]);
  const before = fixture.aws.calls.length;
  const { rootReport } = await auditor().gather(account, ['rootReport']);
  expect(rootReport.known).toBe(true);
  const made = (operation: string) =>
    fixture.aws.calls.slice(before).filter((call) => call.operation === operation).length;
  expect(made('GenerateCredentialReport')).toBe(1);
  // It takes 200 ms here, and the looks are further and further apart.
  expect(made('GetCredentialReport')).toBeLessThan(8);
});

test.each([
  ['iam', 'GenerateCredentialReport', 'ReportGenerationLimitExceeded', 409, 'throttled'],
  ['iam', 'GenerateCredentialReport', 'ServiceFailure', 500, 'service-error'],
])('%s:%s failing with %s', async (service, operation, error, status, cause) => {
  fixture.aws.setFaults([{ service, operation, error, status, times: 9 }]);
  const facts = await auditor().gather(freshAccount());
  expect(facts.rootReport).toEqual(unknown(cause, `${service}:${operation}`));
});

test('a call that AWS never answers is a timeout, and the other facts are there', async () => {
  fixture.aws.setFaults([
    { service: 'events', operation: 'DescribeRule', error: 'X', times: 99, hangMs: 60_000 },
  ]);
  const facts = await auditor({ requestTimeout: 150 }).gather(member);
  expect(facts.alertRule).toEqual(unknown('timeout', 'events:DescribeRule'));
  expect(facts.rootCredentials.known).toBe(true);
});
