import { rootSignIn } from '../../src/core/example-event.ts';
import { botToken, type Deployment, signingSecret, startDeployment } from '../support/deployment.ts';
import { httpApiEvent, type SlackRequest, slashCommandBody } from '../support/http-api.ts';
import { type LambdaProcess, nodes, startLambdaProcess } from '../support/lambda-process.ts';
import { envelopeOf, sqsEvent } from '../support/sqs.ts';

const rotated = 'signing-secret-after-rotation';

/** Where the secrets are, the call that reads them, and how many calls one reading takes. */
const stores = [
  ['ssm', 'GetParameters', 1],
  ['secretsmanager', 'GetSecretValue', 2],
] as const;

const everywhere = nodes.flatMap(([name, node]) =>
  stores.map(([store, operation, calls]) => ({ name, node, store, operation, calls })),
);

describe.each(everywhere)(
  'when a secret is rotated in $store, on $name',
  ({ node, store, operation, calls }) => {
    let deployment: Deployment;
    let door: LambdaProcess;
    let env: Deployment['env'];

    beforeEach(async () => {
      deployment = await startDeployment();
      env = { ...deployment.env, ROOTGUARD_SECRET_STORE: store };
    });
    const rotate = (name: string, value: string) => {
      const { aws } = deployment;
      return store === 'ssm' ? aws.setParameter(name, value) : aws.setSecret(name, value);
    };
    afterEach(async () => {
      await door.stop();
      await deployment.close();
    });
    const reads = () => deployment.aws.calls.filter(({ service }) => service === store).length / calls;

    describe('the signing secret', () => {
      beforeEach(async () => {
        door = await startLambdaProcess(node, 'slack', env);
      });
      const ask = async (secret: string, change: Partial<SlackRequest> = {}) => {
        const event = httpApiEvent({ body: slashCommandBody('help', 'U0LEE'), secret, ...change });
        return ((await door.invoke(event)) as { readonly statusCode: number }).statusCode;
      };

      test('the very next request of Slack is answered, and the old secret is worth nothing any more', async () => {
        expect(await ask(signingSecret)).toBe(200);
        rotate('/rootguard/slack/signing-secret', rotated);
        expect(await ask(rotated)).toBe(200);
        expect(await ask(signingSecret)).toBe(401);
        expect(await ask(rotated)).toBe(200);
        expect(reads()).toBe(2);
      });

      test('forged requests make it look once, however many they are, and stale or unsigned ones never', async () => {
        await ask(signingSecret);
        await ask('forged', { timestamp: Math.floor(Date.now() / 1_000) - 600 });
        await ask('forged', { headers: { 'x-slack-signature': undefined } });
        expect(reads()).toBe(1);
        for (let count = 0; count < 30; count += 1) expect(await ask('forged')).toBe(401);
        expect(reads()).toBe(2);
        expect(await ask(signingSecret)).toBe(200);
      });

      test('while the store does not answer, forged requests are refused and those of Slack are not', async () => {
        await ask(signingSecret);
        deployment.aws.setFaults([{ service: store, operation, error: 'AccessDeniedException', times: 99 }]);
        expect(await ask('forged')).toBe(401);
        expect(await ask(signingSecret)).toBe(200);
        expect(door.output()).toContain('"event":"secrets-not-refreshed"');
      });
    });

    describe('the bot token', () => {
      /** A door that has read the old token, and has called Slack with nothing yet. */
      const startWithOldToken = async () => {
        rotate('/rootguard/slack/bot-token', 'xoxb-old');
        door = await startLambdaProcess(node, 'events', env);
        await door.invoke(sqsEvent('this is dropped'));
      };
      const alert = () => door.invoke(sqsEvent(envelopeOf(rootSignIn())));
      const cards = () => deployment.slack.messages('C0ALERTS');

      test.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
        'an alert that Slack refuses with %s is posted with the new token at once',
        async (error) => {
          await startWithOldToken();
          deployment.slack.setFaults([{ method: 'chat.postMessage', status: 200, error, times: 1 }]);
          rotate('/rootguard/slack/bot-token', botToken);
          expect(await alert()).toEqual({ batchItemFailures: [] });
          expect(cards()).toHaveLength(1);
          expect(reads()).toBe(2);
        },
      );

      test('as long as there is no new one, the alert waits in the queue, the store is asked once, and the log says what to do', async () => {
        await startWithOldToken();
        for (let count = 0; count < 5; count += 1) {
          expect(await alert()).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
        }
        expect(cards()).toEqual([]);
        expect(reads()).toBe(2);
        expect(door.output()).toContain('"cure":"Install the app in the workspace again');
      });

      test('no other refusal makes it look', async () => {
        await startWithOldToken();
        deployment.slack.setFaults([
          { method: 'chat.postMessage', status: 200, error: 'channel_not_found', times: 1 },
        ]);
        await alert();
        expect(reads()).toBe(1);
      });
    });
  },
);
