import type { AccountFacts, GuardFacts, OrganizationFacts } from '../../src/core/posture.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { member } from '../sandbox/aws/local-aws-fixture.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();

/** What a look at one check asks of AWS: nothing that the check does not need. RootGuard's own table is no such call. */
async function callsOf<T>(
  look: () => Promise<T>,
): Promise<{ readonly facts: T; readonly calls: readonly string[] }> {
  const before = fixture.aws.calls.length;
  const facts = await look();
  const made = fixture.aws.calls
    .slice(before)
    .filter(({ service }) => service !== 'dynamodb')
    .map(({ service, operation }) => `${service}:${operation}`);
  return { facts, calls: [...new Set(made)].sort() };
}

function gatherFor(check: string, auditor = fixture.auditor()): Promise<object> {
  const own = checks[check];
  if (own === undefined) throw new Error(`There is no check ${check}.`);
  if (own.scope === 'organization') return auditor.gatherOrganization(own.needs);
  if (own.scope === 'guard') return auditor.gatherGuard(own.needs);
  return auditor.gather(member, own.needs);
}

test.each(Object.keys(checks))(
  'a look at %s gathers the facts that it needs, and no others',
  async (check) => {
    const facts = await gatherFor(check);
    expect(Object.keys(facts).sort()).toEqual([...(checks[check]?.needs ?? [])].sort());
  },
);

const assume = 'sts:AssumeRole';
const asHub = ['organizations:DescribeOrganization'];
const names = [
  'account',
  'cloudtrail',
  'events',
  'iam',
  'lambda',
  'monitoring',
  'organizations',
  'sns',
  'sqs',
  'sts',
  'support',
];

test.each<[string, readonly string[]]>([
  // Where the rules are that send it.
  [
    'heartbeat',
    [
      'account:ListRegions',
      'events:DescribeRule',
      'events:ListTargetsByRule',
      'events:TestEventPattern',
      assume,
    ],
  ],
  ['slack-channels', []],
  ['canary', []],
  ['root-certificates', ['iam:GetAccountSummary', 'iam:GetCredentialReport', assume]],
  ['security-contact', ['account:GetAlternateContact', assume]],
  ['trusted-advisor-mfa', [assume, 'support:DescribeTrustedAdvisorCheckResult']],
  ['alarm-subscribers', ['sns:ListSubscriptionsByTopic']],
  ['event-sources', ['lambda:ListEventSourceMappings']],
  ['failed-deliveries', ['events:ListRules', 'monitoring:GetMetricData']],
  ['hub-queues', ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl']],
  ['central-root-management', ['iam:ListOrganizationsFeatures', ...asHub]],
  ['root-email-domain', [...asHub, assume, 'organizations:DescribeAccount']],
])('a look at %s asks AWS for %j', async (check, expected) => {
  const auditor = fixture.auditor({
    emailDomains: ['example.com'],
    alarmTopic: topic,
    hubAccount: '111122223333',
  });
  const { calls } = await callsOf(() => gatherFor(check, auditor));
  expect(calls.every((call) => names.includes(call.split(':')[0] ?? ''))).toBe(true);
  expect(calls).toEqual([...expected].sort());
});

const topic = 'arn:aws:sns:us-east-1:111122223333:rootguard-own-alarms';

test('an account that cannot be entered leaves unknown what was asked for, and what RootGuard remembers is known', async () => {
  const account = fixture.freshAccount();
  fixture.aws.setAccount(account, { deny: ['sts:AssumeRole'] });
  const facts = await fixture.auditor().gather(account, ['rootCredentials', 'heartbeats']);
  expect(facts).toEqual<Pick<AccountFacts, 'rootCredentials' | 'heartbeats'>>({
    rootCredentials: { known: false, cause: 'assume-role-failed', call: 'sts:AssumeRole' },
    heartbeats: { known: true, value: [] },
  });
});

test('whoever asks for everything gets everything', async () => {
  const auditor = fixture.auditor();
  const scopes = {
    account: await auditor.gather(member),
    organization: await auditor.gatherOrganization(),
    guard: await auditor.gatherGuard(),
  } satisfies {
    readonly account: AccountFacts;
    readonly organization: OrganizationFacts;
    readonly guard: GuardFacts;
  };
  for (const [scope, facts] of Object.entries(scopes)) {
    const needed = Object.values(checks).flatMap((check) => (check.scope === scope ? [...check.needs] : []));
    expect(Object.keys(facts)).toEqual(expect.arrayContaining(needed));
  }
});
