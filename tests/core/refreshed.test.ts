import { healthyAccount, known } from '../../src/core/example-facts.ts';
import { oldestOf, refreshed } from '../../src/core/posture.ts';
import { judgeAccount } from '../../src/flows/check-posture.ts';

const hour = 3_600_000;
const last = { at: 10 * hour, facts: healthyAccount() };

test('a look at some facts leaves the others as they were, with their age', () => {
  const rootCredentials = known({
    accessKeys: 2,
    mfaEnabled: false,
    passwordPresent: true,
    signingCertificates: 0,
  });
  const once = refreshed<'account'>(last, { at: 20 * hour, facts: { rootCredentials } });
  expect(once.facts).toEqual({ ...last.facts, rootCredentials });
  expect(once.older).toEqual(
    Object.fromEntries(
      Object.keys(last.facts).flatMap((name) => (name === 'rootCredentials' ? [] : [[name, 10 * hour]])),
    ),
  );
  const twice = refreshed<'account'>(once, { at: 30 * hour, facts: { trails: last.facts.trails } });
  expect(twice.older).toMatchObject({ rootCredentials: 20 * hour, heartbeats: 10 * hour });
  expect(twice.older).not.toHaveProperty('trails');
  expect(oldestOf(twice)).toBe(10 * hour);
});

test('facts do not turn bad because others were looked at later: each check counts from its own', () => {
  const facts = healthyAccount({
    heartbeats: known(['us-east-1', 'eu-west-1'].map((region) => ({ region, at: 10 * hour }))),
  });
  const long = refreshed<'account'>(
    { at: 10 * hour, facts },
    { at: 1_000 * hour, facts: { trails: facts.trails } },
  );
  const outcome = (checked: Parameters<typeof judgeAccount>[0]) =>
    judgeAccount(checked).find(({ check }) => check === 'heartbeat')?.outcome;
  expect(outcome(long)).toBe('pass');
  expect(outcome({ at: 1_000 * hour, facts })).toBe('fail');
});
