import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import { roleCallOn } from '../../src/core/example-guard.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { type LambdaProcess, nodes, startLambdaProcess } from '../support/lambda-process.ts';
import { envelopeOf, sqsEvent } from '../support/sqs.ts';

describe.each(nodes)('the built events door on %s', (_, node) => {
  let deployment: Deployment;
  let door: LambdaProcess;

  beforeEach(async () => {
    deployment = await startDeployment();
    door = await startLambdaProcess(node, 'events', deployment.env);
  });
  afterEach(async () => {
    await door.stop();
    await deployment.close();
  });

  const cards = () => deployment.slack.messages('C0ALERTS').map(({ text }) => text);

  test('posts one card for a root sign-in, and none again when the event comes twice or under a new EventBridge id', async () => {
    const envelope = envelopeOf(rootSignIn({ mfa: 'No' }));
    expect(await door.invoke(sqsEvent(envelope))).toEqual({ batchItemFailures: [] });
    expect(await door.invoke(sqsEvent(envelope, { ...envelope, id: 'another' }))).toEqual({
      batchItemFailures: [],
    });
    expect(cards()).toEqual(['Critical: Root signed in without MFA · acme-prod · 198.51.100.7']);
  });

  test('a batch in which one event fails delivers only that one again', async () => {
    deployment.slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 1 }]);
    const batch = sqsEvent(
      envelopeOf(rootSignIn()),
      envelopeOf(rootCall('CreateUser', 'iam.amazonaws.com')),
      'this is no JSON',
    );
    expect(await door.invoke(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    expect(cards()).toEqual(['High: Root called CreateUser · acme-prod · 198.51.100.7']);

    // Nobody knows whether Slack took the first card: the second delivery looks before it posts.
    const again = { Records: batch.Records.slice(0, 1) };
    expect(await door.invoke(again)).toEqual({ batchItemFailures: [] });
    expect(cards()).toHaveLength(2);
    expect(deployment.slack.calls.map(({ method }) => method)).toContain('conversations.history');
  });

  test('a card that Slack took before its answer was lost is found again, not posted twice', async () => {
    deployment.slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 1, afterAccept: true }]);
    const batch = sqsEvent(envelopeOf(rootSignIn()));
    expect(await door.invoke(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    expect(await door.invoke(batch)).toEqual({ batchItemFailures: [] });
    expect(cards()).toHaveLength(1);
  });

  test('waits as long as Slack says when it is asked too often', async () => {
    deployment.slack.setFaults([{ method: 'chat.postMessage', status: 429, retryAfter: 1, times: 1 }]);
    expect(await door.invoke(sqsEvent(envelopeOf(rootSignIn())))).toEqual({ batchItemFailures: [] });
    expect(cards()).toHaveLength(1);
  });

  test('knows what this installation calls its own', async () => {
    await door.stop();
    door = await startLambdaProcess(node, 'events', {
      ...deployment.env,
      ROOTGUARD_OWN: 'sentinel,/acme/slack,',
    });
    const touched = (name: string) => envelopeOf(roleCallOn('DeleteParameter', 'ssm', { name }));
    await door.invoke(sqsEvent(touched('/acme/slack/bot-token'), touched('/acme/orders')));
    expect(cards()).toEqual([expect.stringContaining("RootGuard's secret was changed")]);
  });

  test('drops what it cannot read, counts it and says so in its log', async () => {
    const bad = [
      '"a text"',
      '42',
      'null',
      '[]',
      '{}',
      'x'.repeat(1_000_000),
      envelopeOf({}),
      { ...envelopeOf(rootSignIn()), detail: null },
      envelopeOf(rootSignIn(), { userIdentity: 'Root' }),
      envelopeOf(rootSignIn(), { eventName: 7 }),
      { ...envelopeOf(rootSignIn()), account: '444455556666' },
      { ...envelopeOf(rootSignIn()), source: 'my.app' },
    ];
    expect(await door.invoke(sqsEvent(...bad))).toEqual({ batchItemFailures: [] });
    expect(cards()).toEqual([]);
    expect(door.output().match(/"event":"event-dropped"/g)).toHaveLength(bad.length);
  });
});
