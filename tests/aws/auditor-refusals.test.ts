import type { AccountFacts } from '../../src/core/posture.ts';
import { hub, member } from '../sandbox/aws/local-aws-fixture.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const { auditor, freshAccount } = fixture;

const unknown = (cause: string, call: string) => ({ known: false, cause, call });

/** The unknown facts, at any depth. */
const unknownIn = (facts: AccountFacts) =>
  (JSON.stringify(facts).match(/\{"known":false[^}]*\}/g) ?? []).filter(
    (text) => !text.includes('not-gathered-yet'),
  );

test.each<[string, (facts: AccountFacts) => unknown]>([
  ['iam:GetAccountSummary', (facts) => facts.rootCredentials],
  ['iam:GetCredentialReport', (facts) => facts.rootReport],
  ['iam:GenerateCredentialReport', (facts) => facts.rootReport],
  ['iam:ListVirtualMFADevices', (facts) => facts.rootVirtualMfa],
  ['cloudtrail:DescribeTrails', (facts) => facts.trails],
  ['cloudtrail:GetTrailStatus', (facts) => facts.trails.known && facts.trails.value[0]?.logging],
  ['cloudtrail:GetEventSelectors', (facts) => facts.trails.known && facts.trails.value[0]?.admitsRootWrites],
  ['events:DescribeRule', (facts) => facts.alertRule],
  ['events:ListTargetsByRule', (facts) => facts.alertRule],
])('when %s is denied, that fact alone is unknown', async (action, pick) => {
  // A report is only generated where there is none.
  const account = action === 'iam:GenerateCredentialReport' ? freshAccount() : member;
  fixture.aws.setAccount(account, { deny: [action] });
  const facts = await auditor().gather(account);
  expect(pick(facts)).toEqual(unknown('access-denied', action));
  expect(unknownIn(facts)).toHaveLength(1);
});

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
  expect(new Set(Object.values(facts))).toEqual(new Set([unknown('assume-role-failed', 'sts:AssumeRole')]));
});

test('nothing is known of an account that does not exist', async () => {
  const facts = await auditor().gather('999999999999');
  expect(new Set(Object.values(facts))).toEqual(new Set([unknown('assume-role-failed', 'sts:AssumeRole')]));
});

test('credentials that AWS does not know make every fact unknown, and throw nothing', async () => {
  const secret = process.env.AWS_SECRET_ACCESS_KEY;
  process.env.AWS_SECRET_ACCESS_KEY = 'wrong';
  const facts = await auditor().gather(hub);
  process.env.AWS_SECRET_ACCESS_KEY = secret;
  expect(new Set(Object.values(facts))).toEqual(new Set([unknown('access-denied', 'sts:GetCallerIdentity')]));
});

test('a report that takes too long is not ready, and keeps nobody waiting', async () => {
  const account = freshAccount();
  const error = 'ReportInProgress';
  fixture.aws.setFaults([{ operation: 'GetCredentialReport', error, status: 404, times: 100 }]);
  const start = performance.now();
  const facts = await auditor().gather(account);
  expect(facts.rootReport).toEqual(unknown('not-ready', 'iam:GetCredentialReport'));
  expect(performance.now() - start).toBeLessThan(4_500);
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
    { service: 'events', operation: 'DescribeRule', error: 'X', times: 9, hangMs: 60_000 },
  ]);
  const facts = await auditor({ requestTimeout: 150 }).gather(member);
  expect(facts.alertRule).toEqual(unknown('timeout', 'events:DescribeRule'));
  expect(facts.rootCredentials.known).toBe(true);
});
