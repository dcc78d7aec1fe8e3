import { ExpressReceiver } from '@slack/bolt';
import serverlessExpress from '@vendia/serverless-express';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { createApp } from '../app.ts';
import { createDrillBus } from '../aws/drill-bus.ts';
import { createJobQueue } from '../aws/job-queue.ts';
import { createStore } from '../aws/store.ts';
import { drawCard } from '../flows/draw-card.ts';
import { createRespond } from '../slack/respond.ts';
import { withPeople } from '../slack/with-people.ts';
import { basics, reportFailedStart } from './basics.ts';
import { boltLogger } from './bolt-logger.ts';
import { createDoorGuard } from './guard-door.ts';
import { lazily } from './lazily.ts';
import { withPlans } from './with-plans.ts';

const start = lazily(async () => {
  // Slack waits 3 s in all, and a press needs up to four calls.
  const ports = await basics({ slackMs: 1_500, storeMs: 1_000 }, createStore);
  const { config, logger, secrets } = ports;
  const receiver = new ExpressReceiver({
    signingSecret: async () => (await secrets.get()).signingSecret,
    logger: boltLogger(logger),
    processBeforeResponse: true,
    unhandledRequestTimeoutMillis: 2_500,
    unhandledRequestHandler: ({ response }) => {
      // Its timer goes on after a failure that was answered, and fires when Lambda wakes us for somebody else's request.
      if (response.headersSent) return;
      logger.warn('nobody-answered');
      response.writeHead(404).end();
    },
    endpoints: '/slack/events',
  });
  createApp(
    { receiver, apiUrl: config.slackApiUrl, botToken: async () => (await secrets.get()).botToken },
    {
      ...ports,
      draw: (incident) => drawCard({ ...ports, cardOnly: true }, incident, false),
      ...withPeople(ports),
      ...withPlans(ports),
      respond: createRespond({ apiUrl: config.slackApiUrl, timeoutMs: 1_500 }),
      jobs: createJobQueue({ busName: config.bus, requestTimeout: 1_000 }),
      drills: createDrillBus({ busName: config.bus, requestTimeout: 1_000 }),
    },
  );
  return {
    door: serverlessExpress({ app: receiver.app }),
    isFromSlack: createDoorGuard(ports),
    refreshToken: ports.refreshToken,
  };
}, reportFailedStart);

/** Slack's requests, by way of API Gateway. Two arguments: nodejs24.x refuses the three of serverless-express. */
export const handler = async (
  event: APIGatewayProxyEventV2,
  context: Context,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const { door, isFromSlack, refreshToken } = await start();
  if (!(await isFromSlack(event))) return { statusCode: 401, body: '' };
  await refreshToken();
  return await door(event, context, () => undefined);
};
