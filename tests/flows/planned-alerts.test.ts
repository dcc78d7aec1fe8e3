import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import { approvedPlan } from '../../src/core/plan.ts';
import { requestPlan } from '../../src/flows/request-plan.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { hour, planRequest } from '../support/plans.ts';
import { envelopeOf } from '../support/sqs.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const cards = () => deployment.slack.messages('C0ALERTS');
const minute = 60_000;

/** A plan for removing a key in the next hour, confirmed by a second person. */
async function plan() {
  const { ports } = alertPath(deployment);
  const from = deployment.clock.now();
  const request = planRequest({ from, until: from + hour, expected: ['root-access-key-removed'] });
  const requested = await requestPlan(ports, request, { user: 'U0KIM', name: 'Kim' });
  const approved = approvedPlan(requested, { by: 'U0LEE', name: 'Lee', at: from });
  if (approved === undefined || !(await ports.store.replacePlan(approved))) throw new Error('Not approved.');
  deployment.clock.advance(minute);
}

const now = () => new Date(deployment.clock.now()).toISOString();
const signIn = () => envelopeOf(rootSignIn({ mfa: 'Yes' }), { eventTime: now() });
const call = (name: string) => envelopeOf(rootCall(name, 'iam.amazonaws.com'), { eventTime: now() });

test('root use inside a plan is told in a low voice, by the number of the plan', async () => {
  await plan();
  const { raise } = alertPath(deployment);
  await raise(signIn());
  expect(cards().map(({ text }) => text)).toEqual([
    expect.stringContaining('Low: Expected: Root signed in to the console · acme-prod'),
  ]);
  expect(JSON.stringify(cards())).toContain('expected: it matches plan #1');
});

test('what the plan does not name is told in full, and written down on the plan', async () => {
  await plan();
  const { raise, ports } = alertPath(deployment);
  await raise(call('DeleteAccessKey'));
  await raise(call('CreateUser'));
  const [card] = cards();
  expect(card?.text).toMatch(/^High: Root session in acme-prod/);
  expect(JSON.stringify(card)).toContain('plan #1 does not name this action');
  expect((await ports.store.plan(1))?.deeds).toMatchObject([
    { name: 'DeleteAccessKey', inside: true },
    { name: 'CreateUser', inside: false },
  ]);
});

test('after its hours a plan covers nothing more', async () => {
  await plan();
  const { raise } = alertPath(deployment);
  deployment.clock.advance(2 * hour);
  await raise(call('DeleteAccessKey'));
  expect(JSON.stringify(cards())).toContain('outside the hours of plan #1');
  expect(cards()[0]?.text).not.toContain('Expected');
});

test('where nothing was planned, nothing is said of plans', async () => {
  const { raise } = alertPath(deployment);
  await raise(call('DeleteAccessKey'));
  expect(JSON.stringify(cards())).not.toContain('plan #');
});
