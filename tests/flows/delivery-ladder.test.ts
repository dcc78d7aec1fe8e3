import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import type { Incident } from '../../src/core/incident.ts';
import { NotifierError, SlackError } from '../../src/core/ports.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { envelopeOf } from '../support/sqs.ts';

let deployment: Deployment;
let mails: { readonly id: string; readonly reason: string }[];

beforeEach(async () => {
  mails = [];
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const mailer = {
  mail: async (incident: Incident, reason: string) => {
    mails.push({ id: incident.id, reason });
  },
};
const path = (change = {}) => alertPath(deployment, { secondChannel: 'C0FALLBACK', mailer, ...change });
const high = () => envelopeOf(rootCall('CreateUser', 'iam.amazonaws.com'));
const critical = () => envelopeOf(rootSignIn({ mfa: 'No' }));
const texts = (channel = 'C0ALERTS') => JSON.stringify(deployment.slack.messages(channel));
const refuse = (method: string, error: string, times = 100) => ({ method, status: 200, error, times });

describe('a channel that cannot be posted into', () => {
  test.each(['channel_not_found', 'not_in_channel', 'is_archived'])(
    'sends the card to the second one, with the reason (%s)',
    async (error) => {
      const { ports, raise } = path();
      deployment.slack.setFaults([refuse('chat.postMessage', error, 1)]);
      const envelope = high();
      expect(await raise(envelope)).toBe('posted');
      expect(deployment.slack.messages('C0ALERTS')).toEqual([]);
      expect(deployment.slack.messages('C0FALLBACK')).toHaveLength(1);
      expect(texts('C0FALLBACK')).toContain('Posted here instead of the alerts channel');
      expect((await ports.store.deliveries()).second).toMatchObject({ reason: error });
      expect(await raise(envelope, true)).toBe('unchanged');
      expect(mails).toEqual([]);
    },
  );

  test('keeps one card when it is archived later: the next change moves the card', async () => {
    const { raise } = path();
    const first = high();
    await raise(first);
    const second = envelopeOf(rootCall('DeleteUser', 'iam.amazonaws.com'));
    deployment.slack.setFaults([refuse('chat.update', 'is_archived', 2)]);
    await expect(raise(second)).rejects.toThrow(SlackError);
    expect(await raise(second, true)).toBe('posted');
    expect(deployment.slack.messages('C0FALLBACK')).toHaveLength(1);
    expect(texts('C0FALLBACK')).toContain('2 writes');
  });
});

test.each([
  ['is archived for good, so that its card can still be read', 'C0FALLBACK'],
  ['takes no edit of what is older', 'C0ALERTS'],
])('a channel that %s: the incident goes on in a new card', async (what, where) => {
  const { raise } = path();
  await raise(high());
  if (what.startsWith('is archived')) deployment.slack.setArchived('C0ALERTS', true);
  else deployment.slack.setFaults([refuse('chat.update', 'edit_window_closed', 2)]);
  const second = envelopeOf(rootCall('DeleteUser', 'iam.amazonaws.com'));
  await expect(raise(second)).rejects.toThrow(SlackError);
  expect(await raise(second, true)).toBe('posted');
  expect(JSON.stringify(deployment.slack.messages(where).at(-1))).toContain('2 writes');
});

describe('Slack that cannot be reached at all', () => {
  test.each(['account_inactive', 'invalid_auth'])(
    'is told of by e-mail at once when it is critical (%s), and has the card with its receipt when it is back, once',
    async (error) => {
      const { ports, raise } = path();
      deployment.slack.setFaults([refuse('chat.postMessage', error)]);
      const envelope = critical();
      await expect(raise(envelope)).rejects.toThrow(error);
      await expect(raise(envelope, true)).rejects.toThrow(error);
      expect(mails).toEqual([{ id: expect.stringMatching(/^RG-/), reason: error }]);
      expect((await ports.store.deliveries()).mail).toMatchObject({ reason: error });

      deployment.slack.setFaults([]);
      expect(await raise(envelope, true)).toBe('posted');
      expect(deployment.slack.messages('C0ALERTS')).toHaveLength(1);
      expect(texts()).toContain('Delivered by e-mail at');
      const { mail, channel } = await ports.store.deliveries();
      expect(channel?.at).toBeGreaterThanOrEqual(mail?.at ?? Number.NaN);
    },
  );

  test('is told of by e-mail within five minutes when it is not critical', async () => {
    const { raise } = path();
    deployment.slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 100 }]);
    const envelope = high();
    const began = deployment.clock.now();
    // As the queue delivers it again: after 10 s, 20 s, 40 s …
    for (const rest of [0, 10_000, 20_000, 40_000, 80_000]) {
      deployment.clock.advance(rest);
      await expect(raise(envelope, rest > 0)).rejects.toThrow('http_503');
    }
    expect(mails).toHaveLength(1);
    expect(deployment.clock.now() - began).toBeLessThan(300_000);
  });

  test('is told of again when the incident becomes critical meanwhile, and not for anything less', async () => {
    const { raise } = path();
    deployment.slack.setFaults([refuse('chat.postMessage', 'invalid_auth')]);
    const first = high();
    await expect(raise(first)).rejects.toThrow(SlackError);
    deployment.clock.advance(150_000);
    await expect(raise(first, true)).rejects.toThrow(SlackError);
    await expect(raise(envelopeOf(rootCall('DeleteUser', 'iam.amazonaws.com')))).rejects.toThrow(SlackError);
    expect(mails).toHaveLength(1);
    await expect(raise(envelopeOf(rootCall('CreateAccessKey', 'iam.amazonaws.com')))).rejects.toThrow(
      SlackError,
    );
    expect(mails).toHaveLength(2);
  });

  test('has its message come again when the e-mail failed, too', async () => {
    const failing = { mail: () => Promise.reject(new NotifierError('AuthorizationError')) };
    const { raise } = path({ mailer: failing });
    deployment.slack.setFaults([refuse('chat.postMessage', 'invalid_auth')]);
    const envelope = critical();
    await expect(raise(envelope)).rejects.toThrow('invalid_auth');
    await expect(path().raise(envelope, true)).rejects.toThrow('invalid_auth');
    expect(mails).toHaveLength(1);
  });

  test('that only asks to wait for a moment gets that moment', async () => {
    const { raise } = path();
    deployment.slack.setFaults([{ method: 'chat.postMessage', status: 429, retryAfter: 5, times: 1 }]);
    const envelope = critical();
    await expect(raise(envelope)).rejects.toMatchObject({ code: 'ratelimited', retryAfter: 5_000 });
    expect(mails).toEqual([]);
    expect(await raise(envelope, true)).toBe('posted');
  });
});
