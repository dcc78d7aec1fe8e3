import { rootSignIn } from '../../src/core/example-event.ts';
import {
  botToken,
  type Deployment,
  signingSecret as secret,
  startDeployment,
} from '../support/deployment.ts';
import { httpApiEvent, slashCommandBody, wireEvent } from '../support/http-api.ts';
import { builtDoor, deployFunction, type LambdaFunction } from '../support/lambda-function.ts';
import { nodes } from '../support/lambda-process.ts';
import { envelopeOf, sqsEvent } from '../support/sqs.ts';
import { doorMatrix } from './door-matrix.ts';
import { onTheWire } from './matrix-request.ts';

/** Slack's and AWS's own secrets are those of the deployment; these come with requests. */
const marks = {
  responseUrl: 'marked-response-url',
  triggerId: 'marked-trigger-id',
  sessionToken: 'marked-session-token',
  externalId: 'marked-external-id',
};

describe.each(nodes.slice(-1))('no secret reaches a log on %s', (_, node) => {
  let deployment: Deployment;
  const running: LambdaFunction[] = [];

  beforeEach(async () => {
    deployment = await startDeployment();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    await deployment.close();
  });

  const deploy = async (door: Parameters<typeof builtDoor>[0], change: Record<string, string> = {}) => {
    const env = { ...deployment.env, ROOTGUARD_EXTERNAL_ID: marks.externalId, ...change };
    const deployed = await deployFunction({ node, bundle: builtDoor(door), env });
    running.push(deployed);
    return deployed;
  };
  const responseUrl = () =>
    `${new URL(deployment.slack.apiUrl).origin}/commands/T0ACME/1/${marks.responseUrl}`;
  const command = (text: string) =>
    httpApiEvent({
      body: slashCommandBody(text, 'U0LEE', responseUrl()).replace('1.2.abc', marks.triggerId),
      secret,
    });
  const press = (action_id: string, value: string) => {
    const payload = {
      type: 'block_actions',
      team: { id: 'T0ACME' },
      user: { id: 'U0LEE' },
      trigger_id: marks.triggerId,
      response_url: responseUrl(),
      actions: [{ type: 'button', block_id: 'b', action_id, value }],
    };
    return httpApiEvent({ body: `payload=${encodeURIComponent(JSON.stringify(payload))}`, secret });
  };
  const job = (detail: object) =>
    sqsEvent({ source: 'rootguard.job', detail: { user: 'U0LEE', args: '', ...detail } });
  const alert = () => sqsEvent(envelopeOf(rootSignIn()));

  const expectClean = (doors: readonly LambdaFunction[], ...events: readonly string[]) => {
    const output = doors.map((door) => door.output()).join('');
    for (const event of events) expect(output).toContain(event);
    const secrets = [botToken, secret, deployment.aws.credentials.secretAccessKey, ...Object.values(marks)];
    for (const marked of [...secrets, 'token=', 'v0=', 'Signature=', 'Bearer'])
      expect(output).not.toContain(marked);
    expect(output).not.toMatch(/xoxb-\w/);
  };

  test('while all goes well', async () => {
    const [slack, events, worker] = await Promise.all([deploy('slack'), deploy('events'), deploy('worker')]);
    await events.invoke(alert());
    for (const text of ['help', 'status', 'check', 'alerts']) await slack.invoke(command(text));
    await slack.invoke(press('show-event', 'RG-NONE'));
    await worker.invoke(job({ kind: 'command', word: 'check', responseUrl: responseUrl() }));
    expectClean([slack, events, worker]);
  });

  test('whatever request comes to the door', async () => {
    const slack = await deploy('slack');
    for (const request of doorMatrix.filter(({ slow }) => slow !== true)) {
      await slack.invoke(wireEvent(onTheWire(request, secret, Date.now()), true));
    }
    await slack.invoke({});
    expectClean([slack], 'request-refused', 'listener-failed');
  });

  const faulty = [
    { status: 500 },
    { status: 429, retryAfter: 100 },
    { status: 200, error: 'invalid_auth' },
    { status: 200, error: 'not_in_channel' },
    { status: 500, reset: true },
  ];
  test.each(faulty)('when Slack answers with %j', async (fault) => {
    const [slack, events, worker] = await Promise.all([deploy('slack'), deploy('events'), deploy('worker')]);
    await events.invoke(alert());
    const incident = /RG-\w+/.exec(JSON.stringify(deployment.slack.messages('C0ALERTS')))?.[0] ?? '';
    deployment.slack.setFaults([{ method: '*', times: 99, ...fault }]);
    await events.invoke(alert());
    await slack.invoke(command('status'));
    await slack.invoke(press('show-event', incident));
    await slack.invoke(press('acknowledge', incident));
    await worker.invoke(job({ kind: 'redraw', incident }));
    await worker.invoke(job({ kind: 'command', word: 'check', responseUrl: responseUrl() }));
    expectClean([slack, events, worker], 'message-failed', 'press-failed');
  });

  test.each([
    { error: 'AccessDeniedException' },
    { error: 'ResourceNotFoundException' },
    { error: 'InternalServerError', reset: true },
  ])('when AWS answers with %j', async (fault) => {
    const [slack, events, worker] = await Promise.all([deploy('slack'), deploy('events'), deploy('worker')]);
    await Promise.all([
      events.invoke(sqsEvent('warms it up')),
      slack.invoke(command('help')),
      worker.invoke(sqsEvent('warms it up')),
    ]);
    const operations = [
      'GetItem',
      'PutItem',
      'UpdateItem',
      'Query',
      'PutEvents',
      'AssumeRole',
      'GetParameters',
    ];
    deployment.aws.setFaults(operations.map((operation) => ({ operation, times: 99, ...fault })));
    await events.invoke(alert());
    for (const text of ['status', 'check', 'alerts']) await slack.invoke(command(text));
    await slack.invoke(httpApiEvent({ body: slashCommandBody('help'), secret: 'forged' }));
    await slack.invoke(press('acknowledge', 'RG-AAAAAAAA'));
    await worker.invoke(job({ kind: 'redraw', incident: 'RG-AAAAAAAA' }));
    await worker.invoke(job({ kind: 'command', word: 'check', responseUrl: responseUrl() }));
    expectClean([slack, events, worker], 'message-failed', 'command-failed', 'secrets-not-refreshed');
  });

  test('when a job is broken, or wants its answer elsewhere', async () => {
    const worker = await deploy('worker');
    const jobs = [
      { kind: 'command', word: 'check', responseUrl: `https://example.com/${marks.responseUrl}` },
      { kind: 'command', word: 'check', responseUrl: marks.responseUrl },
      { kind: 'else', responseUrl: responseUrl() },
    ];
    for (const detail of jobs) await worker.invoke(job(detail));
    await worker.invoke(sqsEvent(`{"detail":{"responseUrl":"${responseUrl()}"`));
    expectClean([worker], 'message-failed');
  });

  test('when the keys of the function are refused', async () => {
    const doors = await Promise.all(
      (['slack', 'events', 'worker'] as const).map((door) =>
        deploy(door, { AWS_SESSION_TOKEN: marks.sessionToken }),
      ),
    );
    for (const door of doors) expect(await door.invoke(alert())).toMatchObject({ errorType: 'SecretsError' });
    expectClean(doors, 'start-failed', 'UnrecognizedClientException');
  });

  test.each([
    [
      'the two secrets stand in each other’s place',
      '/rootguard/slack/signing-secret',
      '/rootguard/slack/bot-token',
    ],
    ['a secret holds more than itself', '/rootguard/slack/json', '/rootguard/slack/signing-secret'],
  ])('when %s, in Secrets Manager or in SSM', async (_, token, signing) => {
    const json = JSON.stringify({ token: botToken, externalId: marks.externalId });
    deployment.aws.setSecret('/rootguard/slack/json', json);
    deployment.aws.setParameter('/rootguard/slack/json', json);
    for (const ROOTGUARD_SECRET_STORE of ['secretsmanager', 'ssm']) {
      const names = { SLACK_BOT_TOKEN_PARAMETER: token, SLACK_SIGNING_SECRET_PARAMETER: signing };
      const events = await deploy('events', { ROOTGUARD_SECRET_STORE, ...names });
      expect(await events.invoke(alert())).toMatchObject({ errorType: 'SecretsError' });
      expectClean([events], 'start-failed', 'holds no bot token');
    }
  });

  test('when Slack and the topic for e-mails both fail', async () => {
    const ROOTGUARD_FALLBACK_TOPIC = 'arn:aws:sns:us-east-1:111122223333:nowhere';
    const events = await deploy('events', { ROOTGUARD_FALLBACK_TOPIC });
    deployment.slack.setFaults([{ method: '*', times: 99, status: 503 }]);
    await events.invoke(sqsEvent(envelopeOf(rootSignIn({ mfa: 'No' }))));
    expectClean([events], 'message-failed', 'mail-failed', 'NotFound');
  });

  test('when there is no environment at all', async () => {
    const { SLACK_SIGNING_SECRET_PARAMETER: _parameter, ...env } = deployment.env;
    const half = await deployFunction({
      node,
      bundle: builtDoor('slack'),
      env: { ...env, SLACK_BOT_TOKEN: botToken },
    });
    running.push(half);
    await half.invoke(command('help'));
    expectClean([half], 'start-failed');
  });
});
