import { startLocalAws } from '../../sandbox/aws/local-aws.ts';
import { createSandboxClock } from '../../sandbox/clock.ts';
import { createNotifier } from '../../src/aws/notifier.ts';
import type { QueryCall } from '../../src/aws/query-call.ts';
import { type ScriptedServer, type Step, startScriptedServer } from '../support/scripted-server.ts';

/** Keys, and an address at which they are tried. */
export interface SnsAccess {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const hub = '111122223333';
const arn = (name: string, account = hub, region = 'us-east-1') => `arn:aws:sns:${region}:${account}:${name}`;
const topic = arn('rootguard-alerts');
const message = {
  subject: 'Root signed in to acme-prod without MFA',
  text: '루트 사용자가 로그인했습니다.\n+1 & 1%',
};

/** What every way to SNS must do, held against a local SNS that checks signatures and refuses what SNS refuses. */
export function notifierContract(name: string, callTo: (access: SnsAccess) => QueryCall): void {
  describe(`The notifier (${name})`, () => {
    const clock = createSandboxClock();
    const started = startLocalAws({
      clock,
      hubAccount: hub,
      accounts: [],
      topics: { 'rootguard-alerts': ['security@example.com', 'oncall@example.com'] },
      onPutEvents: () => undefined,
    });
    let scripted: ScriptedServer | undefined;
    afterEach(() => scripted?.close());
    afterAll(async () => {
      await (await started).close();
      clock.close();
    });

    const notifier = async (to = topic, change: Partial<SnsAccess['credentials']> = {}) => {
      const { endpoint, credentials } = await started;
      return createNotifier({
        topic: to,
        call: callTo({ endpoint, credentials: { ...credentials, ...change } }),
      });
    };
    const scriptedNotifier = async (step: Step) => {
      scripted = await startScriptedServer([step]);
      const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
      return createNotifier({ topic, call: callTo({ endpoint: scripted.endpoint, credentials }) });
    };

    test('reaches everybody who subscribed', async () => {
      await (await notifier()).notify(message);
      expect((await started).emails).toEqual(
        ['security@example.com', 'oncall@example.com'].map((to) => ({
          ...message,
          topic,
          to,
          at: expect.any(Number),
        })),
      );
    });

    test('asks for the same in the same words', async () => {
      const form = await scriptedNotifier((response) =>
        response.end(
          '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
        ),
      );
      await form.notify(message);
      const [request] = scripted?.received ?? [];
      expect(request?.url).toBe('/');
      expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
      expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
        Action: 'Publish',
        Version: '2010-03-31',
        TopicArn: topic,
        Subject: message.subject,
        Message: message.text,
      });
    });

    test.each([
      ['a topic that is not there', arn('rootguard-alarms'), {}, 'NotFound'],
      ["somebody else's topic", arn('rootguard-alerts', '444455556666'), {}, 'AuthorizationError'],
      ['a topic elsewhere', arn('rootguard-alerts', hub, 'eu-west-1'), {}, 'InvalidParameter'],
      ['a wrong secret', topic, { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
      ['an unknown key', topic, { accessKeyId: 'AKIAIOSFODNN7UNKNOWN' }, 'InvalidClientTokenId'],
    ])('says so of %s', async (_, to, credentials, code) => {
      await expect((await notifier(to, credentials)).notify(message)).rejects.toMatchObject({
        name: 'NotifierError',
        code,
      });
    });

    test('says so when it may not publish', async () => {
      const aws = await started;
      aws.setAccount(hub, { deny: ['sns:Publish'] });
      await expect((await notifier()).notify(message)).rejects.toMatchObject({ code: 'AuthorizationError' });
      aws.setAccount(hub, { deny: [] });
    });

    test.each([
      ['SNS fails', { error: 'InternalError', status: 500 }, 'InternalError'],
      ['SNS is asked too often', { error: 'Throttled', status: 429 }, 'Throttled'],
    ])('tries again when %s, three times in all', async (_, fault, code) => {
      const aws = await started;
      const before = aws.emails.length;
      aws.setFaults([{ service: 'sns', operation: 'Publish', times: 2, ...fault }]);
      await (await notifier()).notify(message);
      expect(aws.emails.length).toBe(before + 2);
      aws.setFaults([{ service: 'sns', operation: 'Publish', times: 3, ...fault }]);
      await expect((await notifier()).notify(message)).rejects.toMatchObject({ code });
    });

    test.each([
      [
        'loses the connection',
        ((response) => response.socket?.resetAndDestroy()) satisfies Step,
        'connection',
      ],
      ['never answers', (() => undefined) satisfies Step, 'timeout'],
    ])('says so when SNS %s', async (_, step, code) => {
      await expect((await scriptedNotifier(step)).notify(message)).rejects.toMatchObject({ code });
    });
  });
}
