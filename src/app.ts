import { App, type Receiver } from '@slack/bolt';
import { register } from './listeners/register.ts';
import type { DoorServices } from './listeners/services.ts';

/** What differs between the places that RootGuard runs in. */
export interface AppOptions {
  /** HTTP behind API Gateway, or Socket Mode. */
  readonly receiver: Receiver;
  /** The bot token; asked for with every request, so that a rotated token is picked up. */
  readonly botToken: () => Promise<string>;
  /** The base of the Web API, with a slash at its end. */
  readonly apiUrl: string;
}

/** The whole Slack app. Reads no environment, opens no port. */
export function createApp(options: AppOptions, services: DoorServices): App {
  const app = new App({
    receiver: options.receiver,
    // Never a bare `token`: Bolt would call auth.test at start, and one failure there would refuse every later request.
    authorize: async ({ teamId }) => ({
      botToken: await options.botToken(),
      ...(teamId !== undefined && { teamId }),
    }),
    // RootGuard keeps its own state; Bolt's in-memory store is of no use in a Lambda.
    convoStore: false,
    clientOptions: {
      slackApiUrl: options.apiUrl,
      timeout: 2_000,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  });
  register(app, services);
  return app;
}
