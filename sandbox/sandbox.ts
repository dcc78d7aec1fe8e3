import { join } from 'node:path';
import express from 'express';
import { type LocalAws, startLocalAws } from './aws/local-aws.ts';
import { ensureTable } from './aws/table.ts';
import type { KnownNames } from './aws/world.ts';
import { createSandboxClock, type SandboxClock } from './clock.ts';
import { createChangeStream } from './control/change-stream.ts';
import { localOnly } from './control/local-only.ts';
import { createControl } from './control.ts';
import { claimDataFolder } from './data-folder.ts';
import { deployFunctions, environmentOf, type Functions } from './functions.ts';
import { createGateway } from './lambda/gateway.ts';
import { listenLocally } from './listen.ts';
import { createLogs, type LogLine, type Logs } from './logs.ts';
import { botScopes, escapesCommands, homeTabs } from './manifest.ts';
import { projectPath } from './project.ts';
import { createQueue, type Queue } from './queue.ts';
import { accountSeed, fallbackTopic, hubAccount, workspaceSeed } from './seed.ts';
import { type LocalSlack, startLocalSlack } from './slack/local-slack.ts';
import { keepSchedules } from './tick.ts';

/** How the sandbox is started. */
export interface SandboxOptions {
  /** 3000 unless told; 0 takes any free one. */
  readonly port?: number;
  /** Keeps the store between runs; in memory without it. */
  readonly dataFolder?: string;
  /** A message rests no longer than this after a failed delivery, in sandbox ms, for tests in a hurry. */
  readonly retryMs?: number;
  /** Whether members are audited with root sessions, too: the stack's `RootAuditAccount` is the hub. */
  readonly rootAudit?: boolean;
  /** The domains that root's addresses may be in: the stack's `RootEmailDomains`. */
  readonly emailDomains?: string;
  /** When sandbox time begins, in ms since the epoch; the real time unless told. */
  readonly beginning?: number;
  /** Sandbox time skips what all functions only wait, so that a wait takes no time: for tests in a hurry. */
  readonly skipWaits?: boolean;
  /** Hears every line that the functions write. */
  readonly onLine?: (line: LogLine) => void;
}

/** RootGuard on this machine: the built functions between a local Slack and a simulated AWS. */
export interface Sandbox {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly slack: LocalSlack;
  readonly aws: LocalAws;
  readonly clock: SandboxClock;
  /** EventBridge's events on their way to the events function. */
  readonly ingest: Queue;
  /** Jobs on their way to the worker. */
  readonly jobs: Queue;
  /** Jobs of a sweep, one an account, on their way to the worker. */
  readonly sweep: Queue;
  readonly functions: Functions;
  readonly logs: Logs;
  close(): Promise<void>;
}

const table = 'rootguard';
const botToken = 'xoxb-sandbox';
const signingSecret = 'sandbox-signing-secret';

/**
 * Starts everything, and resolves once all of it is ready. Rejects, with nothing left running, when the port is taken
 * (`code` EADDRINUSE), when the data folder cannot be used, or when `npm run build` has not run.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const opened: (() => unknown)[] = [];
  const close = async () => {
    for (const step of opened.splice(0).reverse()) await step();
  };
  try {
    return { ...(await open(options, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(options: SandboxOptions, opened: (() => unknown)[]): Promise<Omit<Sandbox, 'close'>> {
  // The port first: that it is taken should be known at once.
  const server = await listenLocally(options.port ?? 3000);
  opened.push(server.close);
  if (options.dataFolder !== undefined) opened.push(claimDataFolder(options.dataFolder));
  const clock = createSandboxClock(options.beginning);
  opened.push(clock.close);
  const logs = createLogs(clock.now, options.onLine);

  const changes = createChangeStream();
  opened.push(changes.close);
  const aws = await startAws(options, clock, {
    onJob: (kind, body) => (kind === 'check-account' ? sweep : jobs).send(body),
    onDrill: (body) => ingest.send(body),
    onRecord: (body) => ingest.send(body),
    queues: () => [ingest, jobs, sweep],
    onEmail: changes.notify,
    slackRequestUrl: () => appUrl(),
    functions: () =>
      Object.fromEntries(
        Object.keys(functions).map((door) => [`rootguard-${door}`, environmentOf(deployment)]),
      ),
  });
  opened.push(aws.close);
  await ensureTable(aws.endpoint, aws.credentials, table);
  const appUrl = () => `${server.url}/slack/events`;
  const slack = await startLocalSlack({
    clock,
    signingSecret,
    botToken,
    scopes: botScopes(),
    appUrl,
    seed: { ...workspaceSeed, app: { ...workspaceSeed.app, tabs: homeTabs(), escapes: escapesCommands() } },
  });
  opened.push(slack.close);

  const deployment = {
    aws,
    slackApiUrl: slack.apiUrl,
    botToken,
    signingSecret,
    table,
    clock,
    log: logs.add,
    rootAudit: options.rootAudit ?? false,
    emailDomains: options.emailDomains,
    skipWaits: options.skipWaits ?? false,
  };
  const functions = deployFunctions(deployment);
  opened.push(() => Promise.all(Object.values(functions).map((each) => each.close())));
  const queue = (name: string, handler: (event: unknown) => Promise<unknown>) =>
    createQueue({
      name,
      clock,
      handler,
      visibilityMs: 360_000,
      // Four minutes of retries at least: longer than a worker that died can hold a card's pen.
      maxReceives: 10,
      ...(options.retryMs !== undefined && { longestRestMs: options.retryMs }),
    });
  const ingest = queue('rootguard-ingest', functions.events.invoke);
  const jobs = queue('rootguard-jobs', functions.worker.invoke);
  const sweep = queue('rootguard-sweep', functions.worker.invoke);
  opened.push(ingest.close, jobs.close, sweep.close);
  opened.push(keepSchedules({ clock, aws, hubAccount, ingest, jobs }));

  const accountsChanged = async () => {
    for (const each of Object.values(functions)) each.configure(environmentOf(deployment));
    await functions.slack.warm();
  };
  opened.push(slack.onChange(changes.notify));

  await functions.slack.warm();
  const app = express().disable('x-powered-by');
  app.use(localOnly);
  app.use(createGateway({ invoke: functions.slack.invoke, now: clock.now }));
  app.use(express.static(projectPath('sandbox/page')));
  app.use(createControl({ clock, slack, aws, ingest, jobs, sweep, logs, accountsChanged }, changes));
  server.serve(app);
  return { url: server.url, slack, aws, clock, ingest, jobs, sweep, functions, logs };
}

/** The simulated AWS. Its bus has RootGuard's rules for jobs and drills: what matches goes to a queue, envelope and all. */
function startAws(
  { dataFolder }: SandboxOptions,
  clock: SandboxClock,
  { onJob, onDrill, onRecord, ...neighbours }: AwsNeighbours,
): Promise<LocalAws> {
  return startLocalAws({
    clock,
    hubAccount,
    accounts: accountSeed,
    ...neighbours,
    onRecord: (envelope) => onRecord(JSON.stringify(envelope)),
    topics: { [fallbackTopic.name]: fallbackTopic.subscribers },
    ...(dataFolder !== undefined && { dataFolder: join(dataFolder, 'store') }),
    onPutEvents: (entries) => {
      const from = (source: string) =>
        entries
          .filter(({ bus, envelope }) => bus === 'default' && envelope.source === source)
          .map(({ envelope }) => envelope);
      for (const job of from('rootguard.job')) onJob(job['detail-type'], JSON.stringify(job));
      for (const source of ['rootguard.drill', 'rootguard.heartbeat'])
        for (const event of from(source)) onDrill(JSON.stringify(event));
    },
  });
}

/** What the simulated AWS is wired to. */
interface AwsNeighbours extends Pick<KnownNames, 'slackRequestUrl' | 'functions'> {
  readonly onJob: (kind: string, body: string) => void;
  readonly onDrill: (body: string) => void;
  readonly onRecord: (body: string) => void;
  readonly queues: () => readonly Queue[];
  readonly onEmail: () => void;
}
