import { lastAnswer } from '../support/answers.ts';
import { type Life, raise } from '../support/life.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 20 });
const told = (user: string) => JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));
const checklist = (life: Life) => life.thread().find((each) => each.includes('"part":"playbook"')) ?? '';
const tsOf = (life: Life): string => JSON.parse(checklist(life)).ts;

/** What stands at one step, by its number. */
const step = (life: Life, number: number) =>
  (checklist(life).match(/"text":"[☐☑] \*\d[^"]*"/g) ?? [])[number - 1] ?? '';

async function choose(life: Life, user: string, name: string, verb: string) {
  const value = `playbook:${life.id} ${name} ${verb}`;
  await sandbox().slack.action({ user, action_id: 'more', message_ts: tsOf(life), value });
  await sandbox().idle();
}

describe('the playbook after "not us"', () => {
  let life: Life;

  test('is a checklist in the thread, and AWS is asked at once what it can show', async () => {
    await sandbox().put('/aws/accounts/111122223333', {
      rootAccessKeys: 1,
      rootMfa: 'none',
      trail: 'logging',
    });
    life = await raise(sandbox(), 'critical');
    expect(checklist(life)).toBe('');
    await life.fill('U0KIM', 'explain', { verdict: 'not-us' });
    expect(checklist(life)).toContain('What to do now');
    expect(step(life, 3)).toContain('☐ *3. Delete every access key of root*');
    expect(step(life, 3)).toContain('AWS shows that it is not done');
    expect(step(life, 4)).toContain('☐');
    expect(step(life, 5)).toContain('☑ *5. CloudTrail logs');
    expect(step(life, 5)).toContain('AWS shows it');
  });

  test('has owners', async () => {
    await choose(life, 'U0LEE', 'keys', 'mine');
    expect(step(life, 3)).toContain('with Lee');
    await choose(life, 'U0KIM', 'keys', 'mine');
    expect(step(life, 3)).toContain('with Kim');
    await choose(life, 'U0SAM', 'keys', 'mine');
    expect(step(life, 3)).toContain('with Kim');
    expect(told('U0SAM')).toContain('Only members of');
  });

  test('believes people where AWS can show nothing, and AWS where it can', async () => {
    await choose(life, 'U0LEE', 'password', 'done');
    expect(step(life, 1)).toContain('☑');
    expect(step(life, 1)).toContain('says Lee');
    await choose(life, 'U0LEE', 'keys', 'done');
    expect(step(life, 3)).toContain('☐');
    expect(told('U0LEE')).toContain('AWS shows that this is not done yet');
  });

  test('ticks itself by a re-check, and unticks what is undone', async () => {
    await sandbox().put('/aws/accounts/111122223333', { rootAccessKeys: 0, trail: 'stopped' });
    await sandbox().slack.action({ user: 'U0LEE', action_id: 'recheck', message_ts: tsOf(life) });
    expect(told('U0LEE')).toContain('AWS is being asked');
    await sandbox().idle();
    expect(step(life, 3)).toContain('☑');
    expect(step(life, 3)).toContain('with Kim · AWS shows it');
    expect(step(life, 5)).toContain('☐');
  });

  test('is asked of AWS again every quarter of an hour', async () => {
    await sandbox().put('/aws/accounts/111122223333', { rootMfa: 'hardware', trail: 'logging' });
    await sandbox().post('/clock', { advanceMs: 15 * 60_000 });
    await sandbox().idle();
    expect(step(life, 4)).toContain('☑');
    expect(step(life, 5)).toContain('☑');
    expect(checklist(life)).toContain('4 of 8 done');
  });

  test('says what AWS could not tell, and takes a person’s word then', async () => {
    const other = await raise(sandbox(), 'high');
    await sandbox().put('/aws/accounts/111122223333', { deny: ['iam:GetAccountSummary'] });
    await other.fill('U0KIM', 'explain', { verdict: 'not-us' });
    expect(step(other, 3)).toContain('AWS could not tell');
    await choose(other, 'U0LEE', 'keys', 'done');
    expect(step(other, 3)).toContain('☑');
    expect(step(other, 3)).toContain('says Lee');
    await sandbox().put('/aws/accounts/111122223333', { deny: [] });
  });

  test('ends with the explanation, and no late press changes it', async () => {
    await life.fill('U0LEE', 'explain', { verdict: 'dealt-with', text: 'done' });
    const ts = tsOf(life);
    await life.press('U0KIM', 'confirm');
    const ended = checklist(life);
    expect(ended).not.toContain('"recheck"');
    await sandbox().slack.action({
      user: 'U0LEE',
      action_id: 'more',
      message_ts: ts,
      value: `playbook:${life.id} support done`,
    });
    await sandbox().idle();
    expect(checklist(life)).toBe(ended);
    expect(told('U0LEE')).toContain('is closed');
  });
});
