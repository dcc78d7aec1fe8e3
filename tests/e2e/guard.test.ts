import { lastAnswer } from '../support/answers.ts';
import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox({ retryMs: 50 });

async function guard(user = 'U0LEE'): Promise<string> {
  await sandbox().post('/slack/command', { user, channel: 'C0ALERTS', text: 'guard' });
  await sandbox().idle();
  return JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));
}

test('the guard looks at itself: what fails comes first, with how to fix it', async () => {
  sandbox().aws.setGuard({ busPolicy: 'anybody' });
  sandbox().aws.setCentral({ features: [] });
  const text = await guard();
  expect(text).toContain('The organization needs work');
  expect(text).toContain('The guard itself needs work');
  expect(text).toContain("Fails: *Who may use the members' bus*. Anybody in any AWS account");
  expect(text).toContain('Fails: *Root is managed centrally*');
  expect(text).toContain('Passes: *RootGuard can post to Slack*');
  expect(text).toContain('"guard member-bus-policy"');
  sandbox().aws.setGuard({ busPolicy: 'organization' });
  sandbox().aws.setCentral({ features: ['RootCredentialsManagement', 'RootSessions'] });
  const mended = await guard();
  expect(mended).toContain("Passes: *Who may use the members' bus*");
  expect(mended).toContain('Passes: *Root is managed centrally*');
});

test('it is told in Korean to whoever reads Korean', async () => {
  const text = await guard('U0KIM');
  expect(text).toContain('RootGuard 자체');
  expect(text).toContain('통과: *루트 중앙 관리*');
});

test('a check that is mistyped is told from an account, and what was meant is named', async () => {
  const say = async (text: string, user = 'U0LEE') => {
    await sandbox().post('/slack/command', { user, channel: 'C0ALERTS', text });
    await sandbox().idle();
    return JSON.stringify(lastAnswer(sandbox().slack.ephemeral(user)));
  };
  for (const text of ['check acme-prod root-mfaa', 'check all root-mfaa', 'check root-mfaa']) {
    expect(await say(text)).toContain('There is no check `root-mfaa` there.');
    expect(await say(text)).toContain('Did you mean `root-mfa`?');
  }
  expect(await say('check guard root-mfa')).toContain('There is no check `root-mfa` there.');
  expect(await say('check all root-mfaa', 'U0KIM')).toContain('`root-mfa` 항목을 찾으셨나요?');
  expect(await say('check acme-prood')).toContain('does not guard an account `acme-prood`');
});

test('the help names one way to look at the guard', async () => {
  const { body } = await sandbox().post('/slack/command', {
    user: 'U0LEE',
    channel: 'C0ALERTS',
    text: 'help',
  });
  expect(JSON.stringify(body)).toContain('/rootguard check [account | all | organization | guard]');
  expect(JSON.stringify(body)).not.toContain('/rootguard guard');
});
