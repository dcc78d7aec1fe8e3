import { asObject, type JsonObject, textAt } from '../../src/core/json.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox();

const blocks = (user: string) => (sandbox().slack.home(user)?.blocks ?? []) as readonly JsonObject[];
const shown = (user: string) => JSON.stringify(blocks(user));
const row = (user: string, account: string) =>
  textAt(
    blocks(user).find(({ block_id: id }) => id === `account-${account}`),
    'text',
    'text',
  );
const press = (user: string, action_id: string, value?: string) =>
  sandbox().slack.action({
    user,
    view_id: sandbox().slack.home(user)?.id ?? '',
    action_id,
    ...(value !== undefined && { value }),
  });

async function settled<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not happen within 4 s.');
}

describe('App Home', () => {
  test('is drawn when it is opened, for each person in their language', async () => {
    const { slack } = sandbox();
    expect(await slack.openHome('U0KIM')).toMatchObject({ status: 200 });
    expect(row('U0KIM', '111122223333')).toContain('점검한 적 없음');
    await slack.openHome('U0LEE');
    expect(row('U0LEE', '111122223333')).toContain('*acme-prod · 1111 2222 3333*\nNever checked');
    expect(row('U0LEE', '111122223333')).toContain('No root use seen · path not proven yet');
    expect(row('U0LEE', '111122223333')).toContain('No custodians');
  });

  test('is drawn again after Slack refused once: the event comes again', async () => {
    const { slack, clock } = sandbox();
    slack.setFaults([{ method: 'views.publish', status: 503, times: 1 }]);
    expect((await slack.openHome('U0SAM')).status).toBe(500);
    expect(slack.home('U0SAM')).toBeUndefined();
    clock.advance(1_000);
    await settled(() => slack.home('U0SAM'));
    expect(shown('U0SAM')).toContain('acme-dev');
  });

  test('checks one account from its menu: a modal at once, filled by the worker, and Home says so', async () => {
    const { slack } = sandbox();
    await sandbox().put('/aws/accounts/444455556666', { rootMfa: 'none', rootAccessKeys: 1 });
    await slack.openHome('U0LEE');
    await press('U0LEE', 'home-menu', 'home-check:444455556666.0');
    expect(JSON.stringify(slack.views('U0LEE').at(-1))).toContain('Gathering');
    await sandbox().idle();
    expect(JSON.stringify(slack.views('U0LEE').at(-1))).toContain('acme-dev');
    expect(row('U0LEE', '444455556666')).toContain('*Root has access keys* · *no MFA*');
    // What needs work comes first.
    expect(shown('U0LEE').indexOf('acme-dev')).toBeLessThan(shown('U0LEE').indexOf('acme-prod'));
  });

  test('that was closed before it was filled is no failure', async () => {
    const { slack } = sandbox();
    await press('U0LEE', 'home-menu', 'home-check:111122223333.0');
    const view = slack.views('U0LEE').at(-1);
    await slack.closeView({ user: 'U0LEE', view_id: view?.id ?? '' });
    await sandbox().idle();
    expect(slack.views('U0LEE').map(({ id }) => id)).not.toContain(view?.id);
    expect(sandbox().jobs.deadLetters).toEqual([]);
    expect(row('U0LEE', '111122223333')).toMatch(/MFA by|no MFA/);
  });

  test('shows open alerts, the last use, plans and custodians', async () => {
    const { slack } = sandbox();
    await slack.command({ user: 'U0LEE', text: 'custodians acme-prod add @kim' });
    await sandbox().fire('root-sign-in-without-mfa');
    await press('U0LEE', 'home-plan');
    const form = slack.views('U0LEE').at(-1);
    const values = {
      account: '111122223333',
      reason: 'Tax form',
      expected: ['root-call'],
      approver: 'U0KIM',
    };
    await slack.submit({ user: 'U0LEE', view_id: form?.id ?? '', values });
    await slack.openHome('U0LEE');
    const text = row('U0LEE', '111122223333') ?? '';
    expect(text).toContain('Root signed in without MFA');
    expect(text).toMatch(/Root last used \d+ \w+ ago/);
    expect(text).toMatch(/Plan `#1` · waits to be confirmed/);
    expect(text).toContain('Custodians: Kim');
    expect(shown('U0LEE')).toContain('1 open alert');
  });

  test('opens the plan form and the guides in a modal', async () => {
    const { slack } = sandbox();
    await press('U0KIM', 'home-menu', 'home-plan:444455556666.0');
    expect(slack.views('U0KIM').at(-1)?.callback_id).toBe('plan');
    expect(JSON.stringify(slack.views('U0KIM').at(-1)?.state)).toContain('444455556666');
    await press('U0KIM', 'home-guide.mfa');
    expect(JSON.stringify(slack.views('U0KIM').at(-1))).toContain('MFA');
    expect(asObject(slack.views('U0KIM').at(-1)?.submit)).toBeUndefined();
  });

  test('drills an alert from an account, which is shown and not counted', async () => {
    const { slack } = sandbox();
    await slack.openHome('U0LEE');
    await press('U0LEE', 'home-menu', 'home-drill:444455556666.0');
    expect(JSON.stringify(slack.views('U0LEE').at(-1))).toContain('acme-dev');
    await sandbox().idle();
    await slack.openHome('U0LEE');
    expect(row('U0LEE', '444455556666')).toContain('*Drill* ·');
    expect(shown('U0LEE')).toContain('1 open alert');
    await press('U0SAM', 'home-menu', 'home-drill:444455556666.0');
    expect(JSON.stringify(slack.views('U0SAM').at(-1))).toContain('Only members of');
  });

  test('refuses the plan form to people who may not act, in a modal: Home has no other place to tell', async () => {
    await press('U0SAM', 'home-plan');
    expect(JSON.stringify(sandbox().slack.views('U0SAM').at(-1))).toContain('Only members of');
  });
});
