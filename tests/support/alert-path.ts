import { leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import { createDirectory } from '../../src/core/directory.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { Directory, Logger, Store } from '../../src/core/ports.ts';
import type { Drawn } from '../../src/flows/draw-once.ts';
import { type RaiseAlertPorts, raiseAlerts } from '../../src/flows/raise-alerts.ts';
import { createSlackCall } from '../../src/slack/call.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { botToken, type Deployment } from './deployment.ts';

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The alert path in this process, on a deployment's real store and strict Slack; `change` wraps or replaces a port. */
export function alertPath(
  deployment: Deployment,
  change: Partial<Omit<RaiseAlertPorts, 'directory'>> & { readonly directory?: Directory } = {},
) {
  const directory =
    change.directory ?? createDirectory({ configured: new Map([['111122223333', 'acme-prod']]) });
  const ports: RaiseAlertPorts = {
    store: storeOf(deployment),
    messenger: createMessenger({
      call: createSlackCall({ token: () => botToken, apiUrl: deployment.slack.apiUrl, timeoutMs: 3_000 }),
      directory,
      language: 'en',
    }),
    logger: silent,
    hub: '111122223333',
    directory,
    clock: deployment.clock.now,
    channel: 'C0ALERTS',
    pause: async (ms) => deployment.clock.advance(ms),
    ...change,
  };
  return {
    ports,
    /** What became of one message; throws why it must come again. */
    raise: async (envelope: JsonObject, redelivered = false): Promise<Drawn | 'ignored' | 'dropped'> => {
      const [raised] = await raiseAlerts(ports, [
        { body: envelope, delivery: { messageId: 'message', redelivered, receives: redelivered ? 2 : 1 } },
      ]);
      if (raised === undefined) throw new Error('There was no answer.');
      if (typeof raised === 'object') throw raised.failed;
      return raised;
    },
  };
}

/** The real adapter on the deployment's table. */
export function storeOf({ aws, clock }: Deployment): Store {
  const call = leanDynamoCall({
    region: 'us-east-1',
    endpoint: aws.endpoint,
    credentials: () => aws.credentials,
    clock: clock.now,
    timeoutMs: 2_000,
  });
  return createStore({ call, table: 'rootguard', clock: clock.now });
}
