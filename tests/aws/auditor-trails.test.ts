import type { AccountFacts } from '../../src/core/posture.ts';
import { judgeFacts } from '../../src/flows/judge-facts.ts';
import { hub, member } from '../sandbox/aws/local-aws-fixture.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const { auditor } = fixture;

/** What the check says of an account's trails now. */
async function verdictOn(account: string, by = auditor()) {
  const { trails } = await by.gather(account, ['trails']);
  const [result] = judgeFacts('account', { trails } as Partial<AccountFacts>, fixture.clock.now());
  return { outcome: result?.outcome, says: result?.says.en };
}

/** What the check of the organisation's trail says. */
async function organizationVerdict() {
  const facts = await auditor().gatherOrganization(['organization', 'organizationTrails']);
  const [result] = judgeFacts('organization', facts, fixture.clock.now());
  return result?.outcome;
}

test.each([
  [{}, 'pass', 'A multi-Region trail logs'],
  [{ trail: 'none' }, 'fail', 'There is no trail'],
  [{ trail: 'stopped' }, 'fail', 'No trail logs management events'],
  [{ trail: 'restarted' }, 'warn', 'was stopped from'],
  [{ trailRecords: 'data' }, 'fail', 'No trail logs management events'],
  [{ trailRecords: 'writes' }, 'warn', "root's reads are not heard"],
  [{ trailDelivers: 'no' }, 'warn', 'could not deliver its files'],
  [{ trailDelivers: 'ahead' }, 'unknown', 'the clocks of AWS and RootGuard differ'],
] as const)('a trail with %j gives %s', async (change, outcome, says) => {
  fixture.aws.setAccount(hub, change);
  expect(await verdictOn(hub)).toEqual({ outcome, says: expect.stringContaining(says) });
  // The hub's is the organisation's. That there is none is no failure of the organisation: each account may have its own.
  const isNone = 'trail' in change && change.trail === 'none';
  expect(await organizationVerdict()).toBe(isNone ? 'warn' : outcome);
});

test('a trail that lives in another Region is asked for its selectors there', async () => {
  fixture.aws.setAccount(hub, { trailRegion: 'ap-northeast-2' });
  fixture.aws.setAccount(member, { trail: 'organization' });
  for (const account of [hub, member]) expect(await verdictOn(account)).toMatchObject({ outcome: 'pass' });
  expect(await organizationVerdict()).toBe('pass');
  fixture.aws.setAccount(hub, { trailRecords: 'data' });
  for (const account of [hub, member]) expect(await verdictOn(account)).toMatchObject({ outcome: 'fail' });
});

describe("a member that has the organization's trail alone", () => {
  beforeEach(() => void fixture.aws.setAccount(member, { trail: 'organization' }));

  test.each([
    [{}, 'pass'],
    [{ trail: 'stopped' }, 'fail'],
    [{ trail: 'none' }, 'fail'],
    [{ trailRecords: 'writes' }, 'warn'],
    [{ trailRecords: 'data' }, 'fail'],
  ] as const)('which has %j gives %s', async (change, outcome) => {
    fixture.aws.setAccount(hub, change);
    expect(await verdictOn(member)).toMatchObject({ outcome });
  });

  test('is as unknown as what the management account is told', async () => {
    fixture.aws.setAccount(hub, { deny: ['cloudtrail:GetEventSelectors'] });
    expect(await verdictOn(member)).toEqual({
      outcome: 'unknown',
      says: 'Could not look: AWS denied access (cloudtrail:GetEventSelectors).',
    });
  });

  test('has it asked for once, for all members', async () => {
    const other = fixture.freshAccount();
    fixture.aws.setAccount(other, { trail: 'organization' });
    const by = auditor();
    const asked = () => fixture.aws.calls.filter(({ operation }) => operation === 'GetEventSelectors').length;
    const before = asked();
    await Promise.all([verdictOn(member, by), verdictOn(other, by)]);
    await verdictOn(other, by);
    expect(asked() - before).toBe(1);
    fixture.clock.advance(61_000);
    fixture.aws.setAccount(hub, { trailRecords: 'data' });
    expect(await verdictOn(member, by)).toMatchObject({ outcome: 'fail' });
    fixture.aws.setAccount(other, { state: 'left' });
  });
});
