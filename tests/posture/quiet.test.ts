import { checks } from '../../src/posture/index.generated.ts';
import { judgedExamples } from '../support/judged-examples.ts';

/** The warnings that are as they must be; of every other one about something grave an alert tells. */
const quiet = Object.entries(checks).flatMap(([id, check]) =>
  judgedExamples(check).flatMap(({ name, verdict }) => (verdict.quiet === true ? [`${id}: ${name}`] : [])),
);

test('no alert tells that a new account has a day, or that root was used and an alert told of it', () => {
  expect(quiet).toEqual([
    'accounts-onboarded: an account that joined today',
    'accounts-onboarded: accounts that nobody has looked at so far, as on the day of installing',
    'root-last-use: used yesterday, and told of',
    'root-last-use: used minutes ago: the event may still be on its way',
  ]);
});

test('only a warning is quiet', () => {
  for (const check of Object.values(checks))
    for (const { verdict } of judgedExamples(check))
      if (verdict.quiet !== undefined) expect(verdict.outcome).toBe('warn');
});
