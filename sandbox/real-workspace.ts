import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { SocketModeReceiver } from '@slack/bolt';
import { createApp } from '../src/app.ts';
import { createOrganization } from '../src/aws/organization.ts';
import { sdkDynamoCall } from '../src/aws/sdk-dynamo-call.ts';
import { createStore } from '../src/aws/store.ts';
import { type Config, environment, readConfig } from '../src/config.ts';
import { createDirectory } from '../src/core/directory.ts';
import { drillSource } from '../src/core/drill.ts';
import { inParallel } from '../src/core/in-parallel.ts';
import { usable } from '../src/core/ladder.ts';
import { ComeBackLater, type DrillBus, type Job, type JobQueue, type Logger } from '../src/core/ports.ts';
import { drawCard } from '../src/flows/draw-card.ts';
import { drawPlan } from '../src/flows/draw-plan.ts';
import { type RaiseAlertPorts, raiseAlerts } from '../src/flows/raise-alerts.ts';
import { auditorOf } from '../src/lambda/auditor.ts';
import { runJob } from '../src/listeners/run-job.ts';
import type { WorkerServices } from '../src/listeners/services.ts';
import { createLogger } from '../src/log.ts';
import { createSlackCall } from '../src/slack/call.ts';
import { createMessenger } from '../src/slack/messenger.ts';
import { createPlanBoard } from '../src/slack/plan-board.ts';
import { createPostureMessenger } from '../src/slack/posture-messenger.ts';
import { createRespond } from '../src/slack/respond.ts';
import { createUpload } from '../src/slack/upload.ts';
import { withPeople } from '../src/slack/with-people.ts';
import { startTableServer } from './aws/table-server.ts';
import { projectPath } from './project.ts';

/** RootGuard in a real Slack workspace, from this machine. */
export interface RealWorkspace {
  close(): Promise<void>;
}

/**
 * Runs RootGuard by Socket Mode: the real workspace, and the real AWS account by the SDK's usual credentials. What it
 * remembers is in the table that ROOTGUARD_TABLE names, or else in a folder on this machine. Events reach a deployed
 * RootGuard only; here commands, checks and buttons can be tried. Throws ConfigError, or what Slack or AWS says.
 */
export async function runRealWorkspace(): Promise<RealWorkspace> {
  const config = readConfig();
  if (config.secrets.kind !== 'values')
    throw new Error('Unset SLACK_BOT_TOKEN_PARAMETER: Socket Mode takes the token itself.');
  const { botToken } = config.secrets;
  const appToken = environment().SLACK_APP_TOKEN ?? '';
  const clock = Date.now;
  const logger = createLogger(console.log);
  const call = createSlackCall({ token: () => botToken, apiUrl: config.slackApiUrl, timeoutMs: 5_000 });
  const identity = await call('auth.test', {});

  const table = await openTable(config);
  const store = createStore({ call: sdkDynamoCall(table.client), table: config.table, clock });
  const directory = createDirectory({
    configured: await guardedAccounts(config, logger),
    ...(config.organization !== undefined && { organization: { store, clock, logger } }),
  });
  const drawing = {
    store,
    clock,
    channel: config.channel,
    messenger: createMessenger({ call, directory, language: config.language, onCall: config.onCall }),
    pause: (ms: number) => wait(ms),
  };
  const board = createPlanBoard({ call, directory, language: config.language });
  const respond = createRespond({ apiUrl: config.slackApiUrl, timeoutMs: 10_000 });
  const services: WorkerServices = {
    clock,
    logger,
    call,
    directory,
    store,
    channel: config.channel,
    secondChannel: config.fallbackChannel,
    messenger: drawing.messenger,
    language: config.language,
    ladder: usable(config.ladder, { group: config.onCall !== undefined, mail: false }),
    draw: (incident) => drawCard(drawing, incident, false),
    upload: createUpload({ call, apiUrl: config.slackApiUrl, timeoutMs: 20_000 }),
    drawPlan: (plan, lookFirst) => drawPlan({ ...drawing, board }, plan, lookFirst),
    ...withPeople({ call, directory, clock, logger, config }),
    respond,
    pause: drawing.pause,
    posture: createPostureMessenger({
      call,
      respond,
      directory,
      channel: config.channel,
      language: config.language,
    }),
    organization:
      config.organization === undefined ? undefined : createOrganization({ region: config.region }),
    auditor: auditorOf({ config, clock, store, call }),
    jobs: inThisProcess(() => services, logger),
    // Alerts reach a deployed RootGuard only, so there is no way here that a heartbeat or a canary could prove.
    beat: async () => undefined,
    hub: config.hub,
  };

  const receiver = new SocketModeReceiver({
    appToken,
    installerOptions: { clientOptions: { slackApiUrl: config.slackApiUrl } },
  });
  const app = createApp(
    { receiver, apiUrl: config.slackApiUrl, botToken: async () => botToken },
    { ...services, call, drills: alsoInThisProcess({ ...drawing, directory, logger }) },
  );
  await app.start();
  // EventBridge Scheduler's part in template.yaml.
  const ticking = setInterval(() => void services.jobs.enqueue({ kind: 'tick' }), 60_000);
  console.log(
    `RootGuard is in the Slack workspace "${String(identity.team)}". Type /rootguard help there. Ctrl-C stops it.`,
  );
  return {
    async close() {
      clearInterval(ticking);
      await app.stop();
      await table.close();
    },
  };
}

/** There may be no bus that reaches this machine, so that a drill goes straight to where the queue would bring it. */
function alsoInThisProcess(ports: RaiseAlertPorts): DrillBus {
  const hub = 'this machine';
  return {
    async start(drill) {
      const body = { source: drillSource, account: hub, detail: drill };
      const delivery = { messageId: drill.drill.mark, redelivered: false, receives: 1 };
      const [raised] = await raiseAlerts({ ...ports, hub }, [{ body, delivery }]);
      if (typeof raised === 'object') throw raised.failed;
    },
  };
}

async function openTable({
  region,
  table,
}: Config): Promise<{ readonly client: DynamoDBClient; close(): Promise<void> }> {
  if (environment().ROOTGUARD_TABLE !== undefined) {
    const client = new DynamoDBClient({ region });
    return { client, close: async () => client.destroy() };
  }
  return await startTableServer({
    table,
    folder: environment().ROOTGUARD_DATA ?? projectPath('.rootguard', 'real'),
  });
}

/** The accounts that were configured, or the one that the credentials belong to; none where there are no credentials. */
async function guardedAccounts(
  { accounts, region }: Config,
  logger: Logger,
): Promise<ReadonlyMap<string, string>> {
  if (accounts.size > 0) return accounts;
  const sts = new STSClient({ region, maxAttempts: 2 });
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    return new Map(Account === undefined ? [] : [[Account, '']]);
  } catch (error) {
    logger.warn('no-aws-account', {
      error: error instanceof Error ? error.name : 'unknown',
      cure: 'Sign in to AWS (for example `aws sso login` and AWS_PROFILE), or set ROOTGUARD_ACCOUNTS.',
    });
    return accounts;
  } finally {
    sts.destroy();
  }
}

/** Jobs done here, after the answer: there is no bus between a laptop and itself. */
function inThisProcess(services: () => WorkerServices, logger: Logger): JobQueue {
  const run = async (job: Job, receives: number): Promise<void> => {
    try {
      await runJob(job, services(), { messageId: 'in-process', redelivered: receives > 1, receives });
    } catch (error) {
      if (error instanceof ComeBackLater) setTimeout(() => void run(job, receives + 1), error.retryAfter);
      else logger.error('job-failed', { kind: job.kind, error: String(error) });
    }
  };
  return {
    enqueue: async (job) => void setImmediate(() => void run(job, 1)),
    async enqueueAll(jobs) {
      setImmediate(() => void inParallel(jobs, 5, (job) => run(job, 1)));
    },
  };
}
