import type { AccountFacts } from '../../src/core/account-facts.ts';
import { denied, healthyAccount, healthyOrganization, known } from '../../src/core/example-facts.ts';
import type { OrganizationFacts } from '../../src/core/organization-facts.ts';
import { checksOfTheWay } from '../../src/core/verdicts.ts';
import { judgeFacts } from '../../src/flows/judge-facts.ts';
import { verdictsOf } from '../../src/flows/last-verdicts.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { hub, member } from '../sandbox/aws/local-aws-fixture.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const { auditor } = fixture;
const noKeys = { accessKeys: 0, mfaEnabled: true, passwordPresent: true, signingCertificates: 0 };
/** Every account is heard. */
const nobody = {
  missing: [],
  missingCount: 0,
  newCount: 0,
  unlookedCount: 0,
  overdue: [],
  overdueCount: 0,
};
const denial = { policy: 'deny-root', everything: true, exemptsAssumedRoot: true, covers: 'all' };

/** What the checks say of the organisation now. */
async function outcomes(options: Parameters<typeof auditor>[0] = {}) {
  const facts = await auditor(options).gatherOrganization();
  const results = judgeFacts('organization', facts, fixture.clock.now());
  return Object.fromEntries(results.map(({ check, outcome }) => [check, outcome]));
}

beforeEach(() => Promise.all([hub, member].map((account) => checked(account))));

test('every fact of a healthy organisation is known, through pages that are empty and not the last', async () => {
  expect(await auditor().gatherOrganization()).toEqual({
    organization: known({ id: 'o-exampleorgid', managementAccount: hub }),
    rootFeatures: known({ credentialsManagement: true, sessions: true, obstacle: undefined }),
    iamAdministrators: known({ accounts: [], expected: [] }),
    rootDenials: known([denial]),
    organizationTrails: known([expect.objectContaining({ name: 'management-events', organization: true })]),
    onboarding: known({ ...nobody, active: 2 }),
    managementRoot: known({
      account: hub,
      checkedAt: expect.any(Number),
      failing: [],
      warning: [],
      unknown: [],
    }),
  });
});

test('an organisation as it should be passes', async () => {
  fixture.aws.setCentral({ iamAdministrators: [member] });
  expect(await outcomes({ iamAdministrators: [member] })).toEqual({
    'accounts-onboarded': 'pass',
    'central-root-management': 'pass',
    'central-root-sessions': 'pass',
    'iam-delegated-administrators': 'pass',
    'management-account': 'pass',
    'organization-trail': 'pass',
    'root-denied-by-policy': 'pass',
  });
});

test.each([
  [{ features: [] }, 'central-root-management', 'fail'],
  [{ iamTrusted: false }, 'central-root-management', 'fail'],
  [{ features: ['RootCredentialsManagement'] }, 'central-root-sessions', 'not-applicable'],
  [{ rootDenial: 'blocking' }, 'central-root-sessions', 'warn'],
  [{ rootDenial: 'blocking' }, 'root-denied-by-policy', 'warn'],
  [{ rootDenial: 'partial' }, 'root-denied-by-policy', 'warn'],
  [{ rootDenial: 'none' }, 'root-denied-by-policy', 'fail'],
  [{ denialTarget: 'nothing' }, 'root-denied-by-policy', 'fail'],
  [{ denialTarget: 'unit' }, 'root-denied-by-policy', 'warn'],
  [{ denialTarget: 'halves' }, 'root-denied-by-policy', 'pass'],
  [{ denialTarget: 'halves', rootDenial: 'partial' }, 'root-denied-by-policy', 'warn'],
  [{ iamAdministrators: [] }, 'iam-delegated-administrators', 'warn'],
  [{ iamAdministrators: [member] }, 'iam-delegated-administrators', 'fail'],
] as const)('with %j, %s gives %s', async (change, check, outcome) => {
  fixture.aws.setCentral(change as Parameters<typeof fixture.aws.setCentral>[0]);
  expect((await outcomes())[check]).toBe(outcome);
});

test.each<[string, Partial<AccountFacts>, string]>([
  ['access keys', { rootCredentials: known({ ...noKeys, accessKeys: 1 }) }, 'fail'],
  ['an app for MFA', { rootVirtualMfa: known(['arn:aws:iam::111122223333:mfa/root']) }, 'warn'],
  ['nothing that AWS told', { rootCredentials: denied('iam:GetAccountSummary') }, 'unknown'],
])('root of the management account with %s', async (_, facts, outcome) => {
  await checked(hub, facts);
  expect((await outcomes())['management-account']).toBe(outcome);
});

test('a management account that was last looked at a week ago is not known to be well', async () => {
  fixture.clock.advance(7 * 86_400_000);
  expect((await outcomes())['management-account']).toBe('unknown');
});

test('without an organisation no check of it applies', async () => {
  fixture.aws.setCentral({ exists: false });
  expect(new Set(Object.values(await outcomes()))).toEqual(new Set(['not-applicable']));
});

test('an account that could not be looked into is missing, by its name; of one that nobody looked at nothing is known', async () => {
  const [forgotten, unlooked] = [fixture.freshAccount(), fixture.freshAccount()];
  fixture.aws.setAccount(fixture.freshAccount(), { state: 'SUSPENDED' });
  const { name } = fixture.aws.account(forgotten);
  await checked(forgotten, {
    alertRule: { known: false, cause: 'assume-role-failed', call: 'sts:AssumeRole' },
  });
  const { onboarding } = await auditor().gatherOrganization();
  expect(onboarding).toEqual(
    known({ ...nobody, active: 4, missing: [`${name} (${forgotten})`], missingCount: 1, unlookedCount: 1 }),
  );
  expect((await outcomes())['accounts-onboarded']).toBe('fail');
  fixture.aws.setAccount(forgotten, { state: 'left' });
  expect((await outcomes())['accounts-onboarded']).toBe('warn');
  fixture.aws.setAccount(unlooked, { state: 'left' });
  for (const { id, name } of fixture.aws.accounts())
    if (name.startsWith('account-')) fixture.aws.setAccount(id, { state: 'left' });
});

describe('an account that was looked at is only heard', () => {
  test('by checks that there are', () => {
    for (const check of checksOfTheWay) expect(checks[check]?.scope).toBe('account');
  });

  const heard = async (account: string) => {
    const { onboarding } = await auditor().gatherOrganization(['onboarding']);
    if (!onboarding.known) throw new Error(onboarding.cause);
    return !onboarding.value.missing.some((each) => each.includes(account));
  };
  const rule = {
    name: 'rootguard-root-events',
    exists: true,
    state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    targets: 1,
  };
  test.each<[string, Partial<AccountFacts>, boolean]>([
    ['if all is well', {}, true],
    ['if its rule is enabled', { alertRule: known({ ...rule, state: 'DISABLED' }) }, false],
    ['if its rule leads somewhere', { alertRule: known({ ...rule, targets: 0 }) }, false],
    ['if its rule leads to RootGuard', { alertPath: known({ misses: [], targets: [] }) }, false],
    ['if its heartbeat comes', { heartbeats: known([]) }, true],
    [
      'if its heartbeat does not stay away',
      { heartbeats: known([{ region: 'us-east-1', expectedSince: 0 }]) },
      false,
    ],
  ])('%s', async (_name, facts, expected) => {
    await checked(member, facts);
    expect(await heard(member)).toBe(expected);
  });
});

test('an account that nobody has looked at is a failure once RootGuard had a day to, unless it is new', async () => {
  const [account, other] = [fixture.freshAccount(), fixture.freshAccount()];
  const since = fixture.clock.now();
  await fixture.store.saveOrganizationCheck({ at: since, facts: healthyOrganization() });
  expect((await outcomes())['accounts-onboarded']).toBe('warn');
  fixture.clock.advance(25 * 3_600_000);
  const { onboarding } = await auditor().gatherOrganization(['onboarding']);
  expect(onboarding).toMatchObject({ value: { unlookedCount: 2, overdueCount: 2 } });
  expect((await outcomes())['accounts-onboarded']).toBe('fail');
  for (const id of [account, other]) fixture.aws.setAccount(id, { state: 'left' });
  expect((await outcomes())['accounts-onboarded']).toBe('pass');
});

describe('once the organization was listed', () => {
  const calls = () => fixture.aws.totals.organizations?.calls ?? 0;
  const onboarding = async () => (await auditor().gatherOrganization()).onboarding;
  afterAll(() => fixture.store.saveListing({}));

  test('its accounts are those of the list, and AWS is not asked for them again', async () => {
    const now = fixture.clock.now();
    await fixture.store.saveListing({});
    const before = calls();
    await onboarding();
    const asking = calls() - before;
    for (const [id, joinedAt] of [
      [hub, 0],
      ['900000000777', now - 25 * 3_600_000],
      ['900000000888', now - 60_000],
    ] as const)
      await fixture.store.saveAccount({ id, name: undefined, state: 'active', joinedAt });
    await fixture.store.saveListing({ completedAt: now });
    const then = calls();
    for (const account of ['900000000777', '900000000888'])
      await checked(account, {
        alertRule: { known: false, cause: 'assume-role-failed', call: 'sts:AssumeRole' },
      });
    expect(await onboarding()).toEqual(
      known({ ...nobody, active: 3, missing: ['900000000777'], missingCount: 1, newCount: 1 }),
    );
    expect(calls() - then).toBeLessThan(asking);
  });

  test('a list that could not be made again is not believed', async () => {
    const failure = { at: 1, cause: 'access-denied', call: 'organizations:ListAccounts' } as const;
    await fixture.store.saveListing({ completedAt: 1, failure });
    const { at: _, ...why } = failure;
    expect(await onboarding()).toEqual({ known: false, ...why });
  });
});

test.each<[string, ...(keyof OrganizationFacts)[]]>([
  ['organizations:DescribeOrganization', 'organization', 'managementRoot'],
  ['iam:ListOrganizationsFeatures', 'rootFeatures'],
  ['organizations:ListDelegatedAdministrators', 'iamAdministrators'],
  ['organizations:ListRoots', 'rootDenials'],
  ['organizations:ListOrganizationalUnitsForParent', 'rootDenials'],
  ['organizations:ListAccountsForParent', 'rootDenials'],
  ['organizations:ListPolicies', 'rootDenials'],
  ['organizations:DescribePolicy', 'rootDenials'],
  ['organizations:ListTargetsForPolicy', 'rootDenials'],
  ['cloudtrail:DescribeTrails', 'organizationTrails'],
  ['organizations:ListAccounts', 'onboarding'],
])('when %s is denied, %s is unknown, and nothing that hangs on it passes', async (action, ...names) => {
  fixture.aws.setAccount(hub, { deny: [action] });
  const facts = await auditor().gatherOrganization();
  const unknown = Object.entries(facts).filter(([, fact]) => !fact.known);
  const why = { known: false, cause: 'access-denied', call: action };
  expect(unknown).toEqual(names.map((name) => [name, why]));
  expect(Object.values(await outcomes())).toContain('unknown');
});

test('a table that does not answer leaves unknown which accounts are guarded', async () => {
  const error = 'InternalServerError';
  fixture.aws.setFaults([{ service: 'dynamodb', operation: 'Query', error, times: 99 }]);
  expect((await auditor().gatherOrganization()).onboarding).toEqual({
    known: false,
    cause: 'store-error',
    call: 'dynamodb:Query',
  });
});

test('a throttled organisation is unknown in every fact but none passes', async () => {
  fixture.aws.setAccount(hub, { throttle: 1_000 });
  expect(new Set(Object.values(await outcomes()))).toEqual(new Set(['unknown']));
});

/** An account that was reached at its last check, unless its facts say otherwise. */
async function checked(account: string, facts: Partial<AccountFacts> = {}): Promise<void> {
  const at = fixture.clock.now();
  const lastUse = { at: undefined, by: undefined, reportedAt: at, alerted: known(false) };
  const heartbeats = known(['eu-west-1', 'us-east-1'].map((region) => ({ region, at, expectedSince: 0 })));
  const own = healthyAccount({ rootLastUse: known(lastUse), heartbeats, ...facts });
  const check = { account, at, facts: own };
  await fixture.store.saveCheck(check);
  await fixture.store.saveVerdicts(verdictsOf(check), check.at);
}
