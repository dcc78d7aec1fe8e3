import { noCustodians, withCustodian } from '../../src/core/custodian.ts';
import { denied, healthyAccount } from '../../src/core/example-facts.ts';
import { at } from '../../src/core/json.ts';
import { requestedPlan } from '../../src/core/plan.ts';
import { verdictsOf } from '../../src/flows/last-verdicts.ts';
import { storeOf } from '../support/alert-path.ts';
import { type Deployment, signingSecret as secret, startDeployment } from '../support/deployment.ts';
import { httpApiEvent } from '../support/http-api.ts';
import { incidentOf } from '../support/incidents.ts';
import { type LambdaProcess, nodes, startLambdaProcess } from '../support/lambda-process.ts';
import { hour, kim, planRequest } from '../support/plans.ts';

const count = 500;
const accounts = Array.from({ length: count }, (_, index) => ({
  id: String(100_000_000_000 + index),
  name: `team-${String(index).padStart(3, '0')}-${index % 2 === 0 ? 'production' : 'development'}`,
}));

describe('App Home of 500 accounts', () => {
  let deployment: Deployment;
  let door: LambdaProcess;

  beforeAll(async () => {
    deployment = await startDeployment();
    await fill(deployment);
    const list = accounts.map(({ id, name }) => `${id}=${name}`).join(',');
    const env = { ...deployment.env, ROOTGUARD_ACCOUNTS: list };
    const [[, node] = ['', process.execPath]] = nodes;
    door = await startLambdaProcess(node, 'slack', env);
  });
  afterAll(async () => {
    await door.stop();
    await deployment.close();
  });

  const send = async (body: string, contentType: string) => {
    const answer = await door.invoke(httpApiEvent({ body, secret, contentType }));
    expect(at(answer, 'statusCode')).toBe(200);
  };
  const open = () =>
    send(
      JSON.stringify({
        type: 'event_callback',
        team_id: 'T0ACME',
        event: { type: 'app_home_opened', user: 'U0LEE', channel: 'D0LEE', tab: 'home' },
      }),
      'application/json',
    );
  const press = (action: object) =>
    send(
      `payload=${encodeURIComponent(
        JSON.stringify({
          type: 'block_actions',
          team: { id: 'T0ACME', domain: 'acme' },
          user: { id: 'U0LEE', team_id: 'T0ACME' },
          trigger_id: '1.2.abc',
          view: deployment.slack.home('U0LEE'),
          actions: [action],
        }),
      )}`,
      'application/x-www-form-urlencoded',
    );
  const home = () => JSON.stringify(deployment.slack.home('U0LEE')?.blocks);

  test('is drawn within the 100 blocks that Slack takes', async () => {
    await open();
    expect(deployment.slack.home('U0LEE')?.blocks.length).toBeLessThanOrEqual(100);
    expect(home()).toContain('Root of 500 accounts');
    expect(home()).toContain('60 open alerts');
    expect(home()).toContain('Page 1 of 34');
  });

  test('is turned page by page, to the last, and past it to the last', async () => {
    await press({ type: 'button', action_id: 'home-next', value: '1' });
    expect(home()).toContain('home-back');
    const jump = (value: string) =>
      press({ type: 'static_select', action_id: 'home-page', selected_option: { value } });
    await jump('33');
    expect(home()).not.toContain('home-next');
    await jump('9999');
    expect(home()).not.toContain('home-next');
    await jump('-1');
    expect(home()).not.toContain('home-back');
    await jump('nonsense');
    expect(home()).not.toContain('home-back');
  });

  test('shows every account on one page or another, the worst first', async () => {
    const seen = new Set<string>();
    for (let page = 0; page < 34; page += 1) {
      // Slack takes about a hundred calls of views.publish a minute.
      deployment.clock.advance(1_000);
      await press({ type: 'button', action_id: 'home-next', value: String(page) });
      for (const { block_id: id } of deployment.slack.home('U0LEE')?.blocks ?? [])
        if (String(id).startsWith('account-')) seen.add(String(id));
      if (page === 0) expect(home()).toContain('Root signed in');
    }
    expect(seen.size).toBe(count);
  });
});

/** A table as it is after a year: everything about every account, and a storm of open alerts. */
async function fill(deployment: Deployment): Promise<void> {
  const store = storeOf(deployment);
  const now = deployment.clock.now();
  const each = async (account: string, index: number) => {
    const change = index % 7 === 0 ? { rootCredentials: denied('iam:GetAccountSummary') } : {};
    const check = { account, at: now - index * 60_000, facts: healthyAccount(change) };
    await store.saveCheck(check);
    await store.saveVerdicts(verdictsOf(check), check.at);
    const uses = Array.from({ length: 50 }, (_, use) => ({ mark: `m${use}`, at: now - use * hour }));
    await store.replaceLedger({ account, uses, sessions: [], version: 1 });
    const people = withCustodian(noCustodians(account), { user: 'U0KIM', name: 'Kim' }, kim);
    if (people !== undefined) await store.replaceCustodians(people);
    if (index % 5 === 0)
      await store.addPlan((number) =>
        requestedPlan(number, planRequest({ account, from: now, until: now + hour }), kim),
      );
    if (index % 8 === 0 && index < 480)
      await store.open({ ...incidentOf(index), account, id: `RG-${account.slice(-8)}` });
  };
  for (let index = 0; index < count; index += 10)
    await Promise.all(accounts.slice(index, index + 10).map(({ id }, more) => each(id, index + more)));
}
