import { lastAnswer } from '../support/answers.ts';
import { raise } from '../support/life.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });
const view = (user: string) => JSON.stringify(sandbox().slack.views(user).at(-1));
const told = (user: string) => JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));
const type = async (user: string, text: string) => {
  await sandbox().slack.command({ user, text });
  await sandbox().idle();
};

afterEach(() => {
  for (const user of ['U0KIM', 'U0LEE', 'U0SAM'])
    for (const { id } of sandbox().slack.views(user).toReversed())
      void sandbox().slack.closeView({ user, view_id: id });
});

/** Lee plans root use in acme-prod, and Kim confirms it. The plan's number. */
async function plan(): Promise<string> {
  await type('U0LEE', 'plan acme-prod');
  const form = sandbox().slack.views('U0LEE').at(-1);
  const values = { reason: 'tax form', expected: ['root-access-key-removed'], approver: 'U0KIM' };
  await sandbox().slack.submit({ user: 'U0LEE', view_id: form?.id ?? '', values });
  await sandbox().idle();
  const number = /#(\d+)/.exec(view('U0LEE'))?.[1] ?? 'none';
  await sandbox().slack.action({ user: 'U0KIM', action_id: 'approve-plan' });
  await sandbox().idle();
  return number;
}

describe('"expected and planned"', () => {
  let number: string;

  test('needs a plan that somebody confirmed, for that account and that time', async () => {
    const before = await raise(sandbox(), 'high');
    sandbox().clock.advance(120_000);
    number = await plan();
    for (const typed of ['', 'twelve', '999', number]) {
      const body = await before.fill('U0KIM', 'explain', { verdict: 'planned', plan: typed });
      expect(body).toMatchObject({ response_action: 'errors', errors: { plan: expect.any(String) } });
    }
    expect(before.card()).toContain('nobody is on it yet');
  });

  test('closes what the plan covers; who planned it may say so where it is not critical', async () => {
    sandbox().clock.advance(60_000);
    const life = await raise(sandbox(), 'high');
    await life.fill('U0LEE', 'explain', { verdict: 'planned', plan: `#${number}` });
    expect(life.card()).toContain(`Explained by Lee: expected and planned (plan #${number})`);
  });

  test('closes nothing that the plan does not name, and is not for who planned it, where it is critical', async () => {
    const life = await raise(sandbox(), 'critical');
    const body = await life.fill('U0KIM', 'explain', { verdict: 'planned', plan: number });
    expect(body).toMatchObject({ errors: { plan: expect.stringContaining('계획') } });
    await life.fill('U0LEE', 'explain', { verdict: 'unplanned', text: 'it was me' });
    expect(view('U0LEE')).toContain('You planned or did this yourself');
    await life.fill('U0KIM', 'explain', { verdict: 'unplanned', text: 'it was Lee' });
    expect(life.card()).toContain('Kim says: expected, unplanned');
    // Whoever shall confirm it reads the channel, and not the thread.
    const broadcasts = sandbox()
      .slack.messages('C0ALERTS')
      .filter(({ subtype }) => subtype === 'thread_broadcast');
    expect(broadcasts.at(-1)?.text).toContain('A second person must confirm it');
    await life.press('U0LEE', 'confirm');
    expect(told('U0LEE')).toContain('You planned or did this yourself');
    expect(life.card()).toContain('a second person must confirm it');
  });
});

describe('whoever said that it was them', () => {
  test('can neither explain it nor confirm it where it is critical', async () => {
    // Outside of every plan's hours.
    sandbox().clock.advance(48 * 60 * 60_000);
    const life = await raise(sandbox(), 'critical');
    await type('U0LEE', 'custodians acme-prod add @kim');
    await type('U0LEE', `ask ${life.id}`);
    await sandbox().slack.action({ user: 'U0KIM', channel: 'D0KIM', action_id: 'custodian-me' });
    const form = sandbox().slack.views('U0KIM').at(-1);
    await sandbox().slack.submit({ user: 'U0KIM', view_id: form?.id ?? '', values: { reason: 'tax form' } });
    await sandbox().idle();

    await life.fill('U0KIM', 'explain', { verdict: 'unplanned', text: 'tax form' });
    expect(view('U0KIM')).toContain('관련이 없는 다른 사람');
    await life.fill('U0LEE', 'explain', { verdict: 'unplanned', text: 'Kim, tax form' });
    await life.press('U0KIM', 'confirm');
    expect(told('U0KIM')).toContain('관련이 없는 다른 사람');
    expect(life.card()).toContain('a second person must confirm it');
  });
});
