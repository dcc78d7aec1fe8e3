import type { AccountFacts } from '../../src/core/posture.ts';
import { judgeFacts } from '../../src/flows/judge-facts.ts';
import { hub, member } from '../sandbox/aws/local-aws-fixture.ts';
import { ruleName, useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const { auditor, freshAccount } = fixture;

test.each([hub, member])('every fact of the healthy account %s is known', async (account) => {
  expect(await auditor().gather(account)).toMatchObject<Partial<AccountFacts>>({
    rootCredentials: {
      known: true,
      value: { accessKeys: 0, mfaEnabled: true, passwordPresent: true, signingCertificates: 0 },
    },
    rootReport: {
      known: true,
      value: {
        key1Active: undefined,
        key2Active: undefined,
        passwordEnabled: true,
        generatedAt: expect.any(Number),
      },
    },
    rootVirtualMfa: { known: true, value: [] },
    trails: {
      known: true,
      value: [
        {
          name: 'management-events',
          multiRegion: true,
          logging: { known: true, value: true },
          admitsRootWrites: { known: true, value: true },
          organization: account === hub,
        },
      ],
    },
    alertRule: {
      known: true,
      value: {
        name: ruleName,
        exists: true,
        state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
        targets: 1,
      },
    },
  });
});

test('an account in the worst state is told as it is', async () => {
  const account = freshAccount();
  fixture.aws.setAccount(account, {
    rootMfa: 'virtual',
    rootAccessKeys: 2,
    trail: 'stopped',
    rule: 'disabled',
  });
  expect(await auditor().gather(account)).toMatchObject({
    rootCredentials: { value: { accessKeys: 2, mfaEnabled: true } },
    rootReport: { value: { key1Active: true, key2Active: true } },
    // groot's device comes on the first page and is not root's; root's is on the second.
    rootVirtualMfa: { value: [`arn:aws:iam::${account}:mfa/custodian-phone`] },
    trails: { value: [{ logging: { known: true, value: false } }] },
    alertRule: { value: { exists: true, state: 'DISABLED', targets: 1 } },
  });
});

test('no trail, no rule and no root credentials are facts, not failures', async () => {
  fixture.aws.setAccount(member, { trail: 'none', rule: 'missing', rootPassword: false, rootMfa: 'none' });
  expect(await auditor().gather(member)).toMatchObject({
    rootCredentials: { value: { mfaEnabled: false, passwordPresent: false } },
    trails: { known: true, value: [] },
    alertRule: { known: true, value: { exists: false, state: undefined, targets: 0 } },
  });
});

test.each([
  ['empty', 'pass'],
  ['events', 'fail'],
  ['missing', 'warn'],
] as const)('with a queue for what the hub did not take: %s', async (forwardQueue, outcome) => {
  fixture.aws.setAccount(member, { forwardQueue });
  const outcomeIn = async (account: string) => {
    const facts = await auditor().gather(account);
    const results = judgeFacts('account', facts, fixture.clock.now());
    return results.find(({ check }) => check === 'forward-dead-letters')?.outcome;
  };
  expect(await outcomeIn(member)).toBe(outcome);
  expect(await outcomeIn(hub)).toBe('not-applicable');
});

test('AWS is asked who the hub is once, and not at all if that is told', async () => {
  const asked = () => fixture.aws.calls.filter(({ operation }) => operation === 'GetCallerIdentity').length;
  const before = asked();
  const told = auditor({ hubAccount: hub });
  await told.gather(hub);
  expect(asked() - before).toBe(0);
  const untold = auditor();
  await untold.gather(hub);
  await untold.gather(member);
  expect(asked() - before).toBe(1);
});

test('each fact is asked for once, page by page', async () => {
  const account = freshAccount();
  await auditor().gather(account);
  const before = fixture.aws.calls.length;
  await auditor({ hubAccount: hub }).gather(account);
  const calls = fixture.aws.calls.slice(before).map(({ service, operation }) => `${service}:${operation}`);
  expect(calls.sort()).toEqual([
    'account:GetAlternateContact',
    'account:GetAlternateContact',
    'account:GetAlternateContact',
    'account:ListRegions',
    'account:ListRegions',
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    // What RootGuard itself remembers: the ledger, the first check, the account as it was listed, the last heartbeat.
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:Query',
    // Five rules here, and five in the other Region.
    ...Array(10).fill('events:DescribeRule'),
    ...Array(10).fill('events:ListTargetsByRule'),
    ...Array(10).fill('events:TestEventPattern'),
    'iam:GetAccountSummary',
    'iam:GetCredentialReport',
    'iam:ListOrganizationsFeatures',
    'iam:ListVirtualMFADevices',
    'iam:ListVirtualMFADevices',
    'organizations:DescribeOrganization',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sts:AssumeRole',
    'support:DescribeTrustedAdvisorCheckResult',
  ]);
});

test('a report of more than four hours ago is made anew', async () => {
  const account = freshAccount();
  const first = await auditor().gather(account);
  fixture.aws.setAccount(account, { rootAccessKeys: 1 });
  expect(await auditor().gather(account)).toMatchObject({ rootReport: first.rootReport });
  fixture.clock.advance(4 * 3_600_000 + 1_000);
  expect(await auditor().gather(account)).toMatchObject({
    rootReport: { known: true, value: { key1Active: true, key2Active: undefined } },
  });
});
