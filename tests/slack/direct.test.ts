import { sentence } from '../../src/blocks/message.ts';
import type { Locale } from '../../src/core/locale.ts';
import { createSlackCall } from '../../src/slack/call.ts';
import { createDirect } from '../../src/slack/direct.ts';
import { createPeople } from '../../src/slack/people.ts';
import { botToken, type Deployment, startDeployment } from '../support/deployment.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const words = (locale: Locale) => sentence(locale === 'ko' ? '본인입니까?' : 'Was it you?');

function direct() {
  const call = createSlackCall({
    token: () => botToken,
    apiUrl: deployment.slack.apiUrl,
    timeoutMs: 2_000,
  });
  const quiet = { info() {}, warn() {}, error() {} };
  const people = createPeople({ call, responders: undefined, clock: Date.now, logger: quiet });
  return createDirect({ call, people });
}

describe('a direct message', () => {
  test('reaches one person, in their language', async () => {
    const send = direct();
    const place = await send('U0KIM', words);
    expect(place.channel).toBe('D0KIM');
    expect(deployment.slack.messages('D0KIM')).toMatchObject([{ ts: place.ts, text: '본인입니까?' }]);
    const { channel } = await send('U0LEE', words);
    expect(deployment.slack.messages(channel)).toMatchObject([{ text: 'Was it you?' }]);
  });

  test('to somebody who left is refused, not sent into the void', async () => {
    deployment.slack.setLeft('U0LEE', true);
    await expect(direct()('U0LEE', words)).rejects.toMatchObject({ code: 'user_disabled' });
  });

  test('to nobody is refused', async () => {
    await expect(direct()('U0NOBODY', words)).rejects.toMatchObject({ code: 'user_not_found' });
  });
});
