import type { StoreOptions } from '../aws/alert-store.ts';
import { leanDynamoCall } from '../aws/dynamo-call.ts';
import { endpointFor } from '../aws/endpoint.ts';
import { managerSecrets } from '../aws/manager-secrets.ts';
import { parameterSecrets } from '../aws/parameter-secrets.ts';
import { keepSecrets, type SecretSource } from '../aws/secrets.ts';
import { type Config, environment, environmentCredentials, readConfig } from '../config.ts';
import { createDirectory } from '../core/directory.ts';
import { guardNamed, ownNames } from '../core/guard.ts';
import type { Incident } from '../core/incident.ts';
import { usable } from '../core/ladder.ts';
import type { AlertStore } from '../core/ports.ts';
import { drawCard } from '../flows/draw-card.ts';
import { createLogger } from '../log.ts';
import { createSlackCall } from '../slack/call.ts';
import { createMessenger } from '../slack/messenger.ts';
import { rememberLimits } from '../slack/remembered-limits.ts';
import { jsonCall } from './aws-call.ts';
import { explain } from './cures.ts';
import { withNewToken } from './new-token.ts';

/** How long each kind of call may take, in ms: Slack waits 3 s for the door, a queue waits much longer. */
export interface Patience {
  readonly slackMs: number;
  readonly storeMs: number;
}

/**
 * What every door is made of, with the store that it needs. Nothing here loads Bolt or the AWS SDK: the alert path is this and
 * little more.
 */
export async function basics<S extends AlertStore>(
  patience: Patience,
  createStore: (options: StoreOptions) => S,
) {
  const config = readConfig();
  const clock = Date.now;
  const secrets = secretSource(config);
  let { botToken } = await secrets.get();
  const refreshToken = async () => {
    botToken = (await secrets.get()).botToken;
  };
  const renewToken = async () => {
    const refused = botToken;
    botToken = (await secrets.refresh()).botToken;
    return botToken !== refused;
  };

  const slackCall = createSlackCall({
    token: () => botToken,
    apiUrl: config.slackApiUrl,
    timeoutMs: patience.slackMs,
  });
  const call = withNewToken(rememberLimits(slackCall, clock), renewToken);
  const store = createStore({
    table: config.table,
    clock,
    call: leanDynamoCall({
      region: config.region,
      endpoint: endpointFor('dynamodb', config.region, environment()),
      credentials: environmentCredentials,
      clock,
      timeoutMs: patience.storeMs,
    }),
  });
  const directory = createDirectory({
    configured: config.accounts,
    ...(config.organization !== undefined && { organization: { store, clock, logger } }),
  });
  const drawing = {
    store,
    clock,
    channel: config.channel,
    secondChannel: config.fallbackChannel,
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    messenger: createMessenger({ call, directory, language: config.language, onCall: config.onCall }),
  };
  return {
    ...drawing,
    language: config.language,
    hub: config.hub,
    rootAudit: config.rootAudit,
    ladder: usable(config.ladder, {
      group: config.onCall !== undefined,
      mail: config.fallbackTopic !== undefined,
    }),
    guard: guardNamed(...ownNames, config.auditRole, ...config.own),
    config,
    secrets,
    refreshToken,
    call,
    directory,
    logger,
    draw: (incident: Incident) => drawCard(drawing, incident, false),
  };
}

/** Says in the log why a door did not open, and what to do. Lambda only says that it did not. */
export function reportFailedStart(error: unknown): void {
  logger.error('start-failed', { ...explain(error, environment().AWS_REGION) });
}

const logger = createLogger(console.log);

function secretSource(config: Config): SecretSource {
  const { secrets } = config;
  if (secrets.kind === 'values') return { get: async () => secrets, refresh: async () => secrets };
  const fetch =
    secrets.store === 'ssm'
      ? parameterSecrets(secrets, jsonCall(config, 'ssm', 'AmazonSSM', '1.1'))
      : managerSecrets(secrets, jsonCall(config, 'secretsmanager', 'secretsmanager', '1.1'));
  return keepSecrets(fetch);
}
