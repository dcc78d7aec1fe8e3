import { denied, healthyAccount } from '../../src/core/example-facts.ts';
import { judgeAccount, remember } from '../../src/flows/check-posture.ts';
import { lastLooks } from '../../src/flows/last-verdicts.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { storeOf } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment();
});
afterAll(() => deployment.close());

const account = '444455556666';
const facts = healthyAccount({ rootCredentials: denied('iam:GetAccountSummary') });
const brief = (results: ReturnType<typeof judgeAccount>) =>
  new Map(results.map(({ check, outcome }) => [check, outcome]));
const outcomesOf = async (id: string, accounts: readonly string[]) => {
  const look = (await lastLooks(storeOf(deployment), accounts)).get(id);
  return look && new Map(look.results.map(({ check, outcome }) => [check, outcome]));
};

test('facts of an older version, which have no verdicts beside them, are judged when they are read', async () => {
  await storeOf(deployment).saveCheck({ account, at: 5, facts });
  expect(await storeOf(deployment).lastVerdicts()).toEqual([]);
  expect(await outcomesOf(account, [account])).toEqual(brief(judgeAccount({ facts, at: 5 })));
  const many = Array.from({ length: 30 }, (_, index) => String(100_000_000_000 + index));
  expect(await outcomesOf(account, [...many, account])).toEqual(brief(judgeAccount({ facts, at: 5 })));
  expect(await outcomesOf('111122223333', ['111122223333'])).toBeUndefined();
});

test('a look stores its verdicts; a later look at some facts keeps the age of the oldest', async () => {
  const store = storeOf(deployment);
  await remember({ store }, { scope: 'account', subject: account, at: 10, facts, whole: true });
  expect((await store.lastVerdicts()).map(({ checkedAt }) => checkedAt)).toEqual([10]);
  const { rootCredentials } = healthyAccount();
  await remember(
    { store },
    { scope: 'account', subject: account, at: 20, facts: { rootCredentials }, whole: false },
  );
  expect(await outcomesOf(account, [])).toEqual(brief(judgeAccount({ facts: healthyAccount(), at: 10 })));
  const looks = await lastLooks(store, []);
  expect(looks.get(account)?.checkedAt).toBe(10);
});

test('a check that came with a later version is unknown, and no pass, until somebody looks', async () => {
  const store = storeOf(deployment);
  const [verdicts] = await store.lastVerdicts();
  if (verdicts === undefined) throw new Error('There are no verdicts.');
  const { 'root-mfa': _, ...others } = verdicts.outcomes;
  await store.saveVerdicts({ ...verdicts, outcomes: { ...others, 'no-such-check': 'fail' } }, 30);
  const outcomes = await outcomesOf(account, [account]);
  expect(outcomes?.get('root-mfa')).toBe('unknown');
  expect([...(outcomes?.keys() ?? [])].every((check) => checks[check]?.scope === 'account')).toBe(true);
});
