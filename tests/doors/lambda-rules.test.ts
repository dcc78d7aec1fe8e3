import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { rootSignIn } from '../../src/core/example-event.ts';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Deployment, signingSecret as secret, startDeployment } from '../support/deployment.ts';
import { httpApiEvent, slashCommandBody } from '../support/http-api.ts';
import {
  builtDoor,
  deployFunction,
  type FunctionOptions,
  type LambdaFunction,
} from '../support/lambda-function.ts';
import { nodes } from '../support/lambda-process.ts';
import { envelopeOf, sqsEvent } from '../support/sqs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

describe.each(nodes)('behind a Lambda Runtime API on %s', (_, node) => {
  let deployment: Deployment;
  const running: LambdaFunction[] = [];

  beforeEach(async () => {
    deployment = await startDeployment();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    await deployment.close();
  });

  const deploy = async (door: Parameters<typeof builtDoor>[0], change: Partial<FunctionOptions> = {}) => {
    const deployed = await deployFunction({ node, bundle: builtDoor(door), env: deployment.env, ...change });
    running.push(deployed);
    return deployed;
  };
  const alert = () => sqsEvent(envelopeOf(rootSignIn()));
  const command = (text: string) => httpApiEvent({ body: slashCommandBody(text, 'U0LEE'), secret });
  const job = () => sqsEvent({ source: 'rootguard.job', detail: { kind: 'redraw', incident: 'RG-none' } });
  const cards = () => deployment.slack.messages('C0ALERTS');
  const worked = { result: { batchItemFailures: [] } };
  const answered = { result: expect.objectContaining({ statusCode: 200 }) };

  test('one environment answers one event after the other', async () => {
    const events = await deploy('events');
    for (let count = 0; count < 3; count += 1) expect(await events.invoke(alert())).toEqual(worked);
    expect(cards().map(({ text }) => text)).toHaveLength(3);
    expect(events.starts).toBe(1);
  });

  test('a missing variable is named, with what to do, and the next event tries again', async () => {
    const { ROOTGUARD_CHANNEL: _channel, ...env } = deployment.env;
    const events = await deploy('events', { env });
    for (const attempt of [1, 2]) {
      expect(await events.invoke(alert())).toEqual({
        errorType: 'ConfigError',
        errorMessage: expect.stringContaining(
          'ROOTGUARD_CHANNEL is not set. It is the id of the Slack channel',
        ),
      });
      expect(events.output().match(/"event":"start-failed"/g)).toHaveLength(attempt);
    }
    expect(events.output()).toContain('"cure":"Correct the parameter of the stack');
  });

  test('a hiccup at the start is over with the next event, in the same environment', async () => {
    deployment.aws.setFaults([
      { service: 'ssm', operation: 'GetParameters', error: 'AccessDeniedException', times: 1 },
    ]);
    const events = await deploy('events');
    expect(await events.invoke(alert())).toMatchObject({ errorType: 'SecretsError' });
    expect(await events.invoke(alert())).toEqual(worked);
    expect(events.starts).toBe(1);
  });

  test.each([
    ['cannot be loaded', 'require("./missing.js")', 'Runtime.ImportModuleError'],
    [
      'has three arguments, as that of serverless-express',
      'exports.handler = (a, b, c) => a',
      'Runtime.CallbackHandlerDeprecated',
    ],
    ['has another name', 'exports.handle = async () => 1', 'Runtime.HandlerNotFound'],
  ])('a handler that %s is refused at the start, each time anew', async (_name, source, errorType) => {
    writeFileSync(join(folder, 'index.js'), source);
    const broken = await deploy('events', { bundle: folder });
    expect(await broken.invoke({})).toMatchObject({ errorType });
    expect(await broken.invoke({})).toMatchObject({ errorType });
    expect(broken.starts).toBe(2);
  });

  test('an event that is none is an error of that event alone', async () => {
    const events = await deploy('events');
    expect(await events.invoke({})).toMatchObject({ errorType: 'TypeError' });
    expect(await events.invoke(alert())).toEqual(worked);
    expect(events.starts).toBe(1);
  });

  test('a door that runs out of time is killed, and the event makes its card in a fresh environment', async () => {
    deployment.aws.setFaults([
      { service: 'dynamodb', operation: 'PutItem', error: 'InternalServerError', hangMs: 8_000, times: 1 },
    ]);
    const events = await deploy('events', { timeoutMs: 1_500 });
    const late = alert();
    expect(await events.invoke(late)).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect(cards()).toEqual([]);
    expect(await events.invoke(late)).toEqual(worked);
    expect(cards()).toHaveLength(1);
    expect(events.starts).toBe(2);
  });

  test('after a freeze of three seconds in which the other side hung up, every door works on', async () => {
    const proxy = await startCuttingProxy(deployment.aws.endpoint);
    const env = { ...deployment.env, AWS_ENDPOINT_URL: proxy.url };
    const [events, slack, worker] = await Promise.all([
      deploy('events', { env }),
      deploy('slack', { env }),
      deploy('worker', { env }),
    ]);
    const all = [
      async () => expect(await events.invoke(alert())).toEqual(worked),
      async () => expect(await slack.invoke(command('check'))).toEqual(answered),
      async () => expect(await slack.invoke(command('status'))).toEqual(answered),
      // There is no such incident: the worker has looked for it, and there is nothing to draw.
      async () => expect(await worker.invoke(job())).toEqual(worked),
    ];
    for (const round of [1, 2]) {
      for (const step of all) await step();
      expect(deployment.bus).toHaveLength(round);
      if (round > 1) break;
      const cut: number[] = [];
      await Promise.all([
        events.freeze(3_000, () => cut.push(proxy.cut())),
        slack.freeze(3_000),
        worker.freeze(3_000),
      ]);
      expect(cut[0]).toBeGreaterThanOrEqual(3);
    }
    expect([events.starts, slack.starts, worker.starts]).toEqual([1, 1, 1]);
    proxy.close();
  });

  test('nothing goes on after the answer: no call, no timer of ours', async () => {
    const [events, slack, worker] = await Promise.all([deploy('events'), deploy('slack'), deploy('worker')]);
    await events.invoke(alert());
    await slack.invoke(command('status'));
    await slack.invoke(command('check'));
    await slack.invoke(httpApiEvent({ body: slashCommandBody('help'), secret: 'forged' }));
    await worker.invoke(job());
    const calls = () => [deployment.slack.calls.length, deployment.aws.calls.length];
    const before = calls();
    await wait(600);
    expect(calls()).toEqual(before);
    for (const door of [events, worker, slack]) expect(door.stillActive.at(-1)).not.toContain('Timeout');
  });
});
