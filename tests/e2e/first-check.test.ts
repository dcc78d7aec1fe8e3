import { lastAnswer } from '../support/answers.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 50 });

async function check(text: string, user = 'U0LEE'): Promise<string> {
  await sandbox().post('/slack/command', { user, channel: 'C0ALERTS', text });
  await sandbox().idle();
  return JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));
}

test('before anybody looked, nothing is known of accounts, and nobody is alerted of that', async () => {
  expect(await check('check organization')).toContain('Nobody has looked at 2 of 2 accounts so far');
  await sandbox().post('/clock', { advanceMs: 3_600_000 });
  await sandbox().idle();
  expect(sandbox().slack.messages('C0ALERTS')).toEqual([]);
});

test('the first check of everything knows at its end that every account is guarded, and counts what passes', async () => {
  const said = await check('check');
  expect(said).toContain('Checked 2 accounts: nothing fails, 1 warning');
  expect(said).not.toContain('Nobody has looked');
  expect(said).toMatch(/acme-prod\* · 1111 2222 3333\\n✓ \d+ pass · – \d+ not applicable/);
  expect(said).not.toContain('Root has no access key');
});

test('one account by itself shows all of it, and what is no account is named by what it is', async () => {
  expect(await check('check acme-prod')).toContain('Root has no access key');
  expect(await check('check guard')).toContain('*The guard itself: nothing fails*');
  expect(await check('check guard', 'U0KIM')).toContain('*RootGuard 자체: 실패한 항목이 없습니다*');
});

test('an account that joined since the list was made is known to the organization', async () => {
  sandbox().aws.setAccount('777788889999', { name: 'acme-new', rootAccessKeys: 1 });
  expect(await check('check 7777-8888-9999')).toContain('Fails: *Root access keys*');
  expect(await check('check 777788880000')).not.toContain('Fails');
});
