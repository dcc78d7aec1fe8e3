import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 50 });

async function guard(user = 'U0LEE'): Promise<string> {
  await sandbox().post('/slack/command', { user, channel: 'C0ALERTS', text: 'guard' });
  await sandbox().idle();
  return JSON.stringify(sandbox().slack.ephemeral(user).at(-1));
}

test('the guard looks at itself: what fails comes first, with how to fix it', async () => {
  sandbox().aws.setGuard({ busPolicy: 'anybody' });
  sandbox().aws.setCentral({ features: [] });
  const text = await guard();
  expect(text).toContain('The guard itself: ');
  expect(text).toContain("Fails: *Who may use the members' bus*. Anybody in any AWS account");
  expect(text).toContain('Fails: *Root is managed centrally*');
  expect(text).toContain('Passes: *RootGuard can post to Slack*');
  expect(text).toContain('/rootguard guide central');
  sandbox().aws.setGuard({ busPolicy: 'organization' });
  sandbox().aws.setCentral({ features: ['RootCredentialsManagement', 'RootSessions'] });
  const mended = await guard();
  expect(mended).toContain("Passes: *Who may use the members' bus*");
  expect(mended).toContain('Passes: *Root is managed centrally*');
});

test('it is told in Korean to whoever reads Korean', async () => {
  const text = await guard('U0KIM');
  expect(text).toContain('가드 자체 점검');
  expect(text).toContain('통과: *루트 중앙 관리*');
});
