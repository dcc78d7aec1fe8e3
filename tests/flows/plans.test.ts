import { createDirectory } from '../../src/core/directory.ts';
import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { LedgerStore } from '../../src/core/ports.ts';
import { parseRootEvent } from '../../src/core/root-event.ts';
import { approvePlan } from '../../src/flows/approve-plan.ts';
import { detect } from '../../src/flows/detect.ts';
import { type DrawPlanPorts, drawPlan } from '../../src/flows/draw-plan.ts';
import { type EndDuePlansPorts, endDuePlans } from '../../src/flows/end-due-plans.ts';
import { endPlan } from '../../src/flows/end-plan.ts';
import { matchEvents, plansCovering, plansMatterSince, recordDeeds } from '../../src/flows/match-plans.ts';
import { requestPlan } from '../../src/flows/request-plan.ts';
import { createSlackCall } from '../../src/slack/call.ts';
import { createPlanBoard } from '../../src/slack/plan-board.ts';
import { storeOf } from '../support/alert-path.ts';
import { botToken, type Deployment, startDeployment } from '../support/deployment.ts';
import { hour, planRequest } from '../support/plans.ts';

const account = '111122223333';
const minute = 60_000;
const person = { user: 'U0KIM', name: 'Kim' };
const second = { user: 'U0LEE', name: 'Lee' };

let deployment: Deployment;
let ports: EndDuePlansPorts & DrawPlanPorts & { readonly store: LedgerStore };
let logged: string[];

beforeEach(async () => {
  deployment = await startDeployment();
  logged = [];
  const note = (event: string) => logged.push(event);
  const drawing = {
    store: storeOf(deployment),
    clock: deployment.clock.now,
    channel: 'C0ALERTS',
    logger: { info: note, warn: note, error: note },
    board: createPlanBoard({
      call: createSlackCall({ token: () => botToken, apiUrl: deployment.slack.apiUrl, timeoutMs: 1_000 }),
      directory: createDirectory({ configured: new Map([[account, 'acme-prod']]) }),
      language: 'en',
    }),
  };
  ports = { ...drawing, drawPlan: (plan, lookFirst) => drawPlan(drawing, plan, lookFirst) };
});
afterEach(() => deployment.close());

const shown = () => JSON.stringify(deployment.slack.messages('C0ALERTS'));

async function confirmed(change = {}): Promise<Plan> {
  const from = deployment.clock.now();
  const asked = {
    from,
    until: from + hour,
    expected: ['root-access-key-removed', 'root-mfa-enabled'],
    ...change,
  };
  const plan = await requestPlan(ports, planRequest(asked), person);
  await drawPlan(ports, plan, false);
  const result = await approvePlan(ports, plan.number, second);
  if (result.outcome !== 'done') throw new Error(result.outcome);
  await drawPlan(ports, result.plan, false);
  return result.plan;
}

/** What placing an event will do with plans. */
async function happen(record: JsonObject, eventID: string, ago = 0) {
  const eventTime = new Date(deployment.clock.now() - ago).toISOString();
  const parsed = parseRootEvent({ ...record, eventID, eventTime });
  if (!parsed.ok) throw new Error(parsed.reason);
  const findings = detect(parsed.value, deployment.clock.now());
  const events = [{ event: parsed.value, findings }];
  const { account } = parsed.value;
  const { plans } = await ports.store.ledgerWithPlans(account, plansMatterSince(events));
  const matches = matchEvents(plans, account, events);
  await recordDeeds(ports, 'RG-7K3MPQ2A', events, matches);
  return matches[0];
}

const removeKey = () =>
  rootCall('DeleteAccessKey', 'iam.amazonaws.com', { requestParameters: { accessKeyId: 'AKIAEXAMPLE' } });
const createUser = () => rootCall('CreateUser', 'iam.amazonaws.com');

describe('root use while a plan runs', () => {
  test('is matched, written down once, and compared at the end', async () => {
    const plan = await confirmed();
    deployment.clock.advance(minute);
    expect(await happen(rootSignIn(), 'e1')).toMatchObject({ inside: true, plan: { number: plan.number } });
    expect(await happen(removeKey(), 'e2')).toMatchObject({ inside: true });
    expect(await happen(removeKey(), 'e2')).toMatchObject({ inside: true });
    expect(await happen(createUser(), 'e3')).toMatchObject({ inside: false, why: 'another-action' });
    expect((await ports.store.plan(plan.number))?.deeds).toHaveLength(3);

    await endDuePlans(ports);
    expect(shown()).toContain('Done, not planned');
    expect(shown()).not.toContain('Planned, not done');

    deployment.clock.advance(hour + 15 * minute);
    expect(await endDuePlans(ports)).toEqual([plan.number]);
    expect(shown()).toMatch(/Done as planned.*A root access key was removed/);
    expect(shown()).toMatch(/Planned, not done.*Root got a new MFA device/);
    expect(shown()).toMatch(/Done, not planned.*CreateUser.*RG-7K3MPQ2A/);
    expect(deployment.slack.messages('C0ALERTS')).toHaveLength(1);
    expect(await endDuePlans(ports)).toEqual([]);
  });

  test('that is delivered after the end is judged by when it happened, and added', async () => {
    const plan = await confirmed();
    deployment.clock.advance(10 * minute);
    const ended = await endPlan(ports, plan.number, person);
    if (ended.outcome !== 'done') throw new Error(ended.outcome);
    await drawPlan(ports, ended.plan, false);
    expect(shown()).toContain('Root was not used in this window.');
    deployment.clock.advance(5 * minute);
    expect(await happen(removeKey(), 'late', 10 * minute)).toMatchObject({ inside: true });
    expect(await happen(removeKey(), 'after')).toMatchObject({ inside: false, why: 'another-hour' });
    await endDuePlans(ports);
    expect(shown()).toContain('Done as planned');
    expect(shown()).toContain('Root did nothing else.');
    expect((await ports.store.plan(plan.number))?.deeds).toHaveLength(1);
  });

  test('of another account, or without a plan, is outside', async () => {
    expect(await happen(removeKey(), 'e1')).toEqual({ inside: false, why: 'no-plan' });
    await confirmed({ account: '444455556666' });
    expect(await happen(removeKey(), 'e2')).toEqual({ inside: false, why: 'no-plan' });
  });

  test('that many workers write down at once is all there', async () => {
    const plan = await confirmed();
    deployment.clock.advance(minute);
    await Promise.all(Array.from({ length: 8 }, (_, index) => happen(removeKey(), `e${index}`)));
    expect((await ports.store.plan(plan.number))?.deeds).toHaveLength(8);
  });
});

test('plans that cover a moment are found, whatever their state', async () => {
  const plan = await confirmed();
  const now = deployment.clock.now();
  expect((await plansCovering(ports, account, now)).map(({ number }) => number)).toEqual([plan.number]);
  expect(await plansCovering(ports, account, now + hour)).toEqual([]);
  expect(await plansCovering(ports, '444455556666', now)).toEqual([]);
});

describe('the round that tends plans', () => {
  test('lets a plan expire that nobody confirmed', async () => {
    const from = deployment.clock.now();
    const plan = await requestPlan(ports, planRequest({ from, until: from + hour }), person);
    await drawPlan(ports, plan, false);
    deployment.clock.advance(hour);
    expect(await endDuePlans(ports)).toEqual([plan.number]);
    expect(shown()).toContain('Nobody confirmed it in time');
    expect(shown()).not.toContain('approve-plan');
  });

  test('keeps no plan waiting for one that Slack refuses, and comes back to that', async () => {
    const first = await confirmed();
    const other = await confirmed({ account: '444455556666', form: 'V0OTHER' });
    deployment.clock.advance(hour + 15 * minute);
    deployment.slack.setFaults([{ method: 'chat.update', status: 500, times: 1 }]);
    const closed = await endDuePlans(ports);
    expect(logged).toEqual(['plan-not-tended']);
    expect(closed).toHaveLength(1);
    await endDuePlans(ports);
    for (const { number } of [first, other])
      expect(await ports.store.plan(number)).toMatchObject({ state: 'ended', card: { shows: 3 } });
    expect(await ports.store.openPlans(10)).toEqual([]);
  });

  test('posts the message of a plan whose first post was lost, and no second one', async () => {
    const from = deployment.clock.now();
    const plan = await requestPlan(ports, planRequest({ from, until: from + hour }), person);
    const lost = { method: 'chat.postMessage', status: 500, times: 1, afterAccept: true };
    deployment.slack.setFaults([lost]);
    await expect(drawPlan(ports, plan, false)).rejects.toThrow('http_500');
    await endDuePlans(ports);
    await endDuePlans(ports);
    expect(deployment.slack.messages('C0ALERTS')).toHaveLength(1);
    expect((await ports.store.plan(plan.number))?.card).toMatchObject({ shows: 1 });
  });
});
