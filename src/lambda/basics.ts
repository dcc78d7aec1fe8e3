import { leanDynamoCall } from '../aws/dynamo-call.ts';
import { endpointFor } from '../aws/endpoint.ts';
import { createJsonCall } from '../aws/json-call.ts';
import { readSecrets, type SecretSource } from '../aws/secrets.ts';
import { createStore } from '../aws/store.ts';
import { type Config, environment, environmentCredentials, readConfig } from '../config.ts';
import { configuredDirectory } from '../core/configured-directory.ts';
import type { Incident } from '../core/incident.ts';
import { drawCard } from '../flows/draw-card.ts';
import { createLogger } from '../log.ts';
import { createSlackCall } from '../slack/call.ts';
import { createMessenger } from '../slack/messenger.ts';

/** How long each kind of call may take, in ms: Slack waits 3 s for the door, a queue waits much longer. */
export interface Patience {
  readonly slackMs: number;
  readonly storeMs: number;
}

/** What every door is made of. Nothing here loads Bolt or the AWS SDK: the alert path is this and little more. */
export async function basics(patience: Patience) {
  const config = readConfig();
  const clock = Date.now;
  const secrets = secretSource(config);
  let { botToken } = await secrets.get();
  const refreshToken = async () => {
    botToken = (await secrets.get()).botToken;
  };

  const call = createSlackCall({
    token: () => botToken,
    apiUrl: config.slackApiUrl,
    timeoutMs: patience.slackMs,
  });
  const directory = configuredDirectory(config.accounts);
  const drawing = {
    clock,
    channel: config.channel,
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    messenger: createMessenger({ call, directory, language: config.language }),
    store: createStore({
      table: config.table,
      clock,
      call: leanDynamoCall({
        region: config.region,
        endpoint: endpointFor('dynamodb', config.region, environment()),
        credentials: environmentCredentials,
        clock,
        timeoutMs: patience.storeMs,
      }),
    }),
  };
  return {
    ...drawing,
    config,
    secrets,
    refreshToken,
    call,
    directory,
    logger: createLogger(console.log),
    draw: (incident: Incident) => drawCard(drawing, incident, false),
  };
}

function secretSource({ region, secrets }: Config): SecretSource {
  if (secrets.kind === 'values') return { get: async () => secrets, refresh: async () => secrets };
  const call = createJsonCall({
    service: 'ssm',
    targetPrefix: 'AmazonSSM',
    version: '1.1',
    region,
    endpoint: endpointFor('ssm', region, environment()),
    credentials: environmentCredentials,
    clock: Date.now,
    timeoutMs: 2_000,
  });
  return readSecrets(secrets, call);
}
