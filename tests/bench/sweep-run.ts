import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrganizationChange } from '../../sandbox/aws/local-aws.ts';
import { textAt } from '../../src/core/json.ts';
import { startDeployment } from '../support/deployment.ts';
import { sqsEvent } from '../support/sqs.ts';

/** As template.yaml and the worker have it: so many accounts in one batch, five of them at once; here by one environment. */
const batchSize = 10;
const atOnceEach = 5;
const environments = 1;

/**
 * Sweeps of one organization, one after the other, each from the command to the report; prints what they took as one line of
 * JSON.
 */
async function main(): Promise<void> {
  process.chdir(join(__dirname, '../..'));
  const { sweeps = 1, ...organization } = JSON.parse(process.argv[2] ?? '{}') as OrganizationChange & {
    readonly sweeps?: number;
  };
  const deployment = await startDeployment();
  deployment.aws.setOrganization({ members: organization.members ?? 0 });
  const workers = await Promise.all(Array.from({ length: environments }, () => startWorker(deployment.env)));
  const [first] = workers as [Worker];

  // The list of accounts is made hourly, so it is there.
  await first.invoke(sqsEvent(job({ kind: 'tick' })));
  const accounts = deployment.aws.accounts().length;
  deployment.bus.length = 0;
  deployment.aws.setOrganization(organization);
  const before = { ...deployment.aws.totals };
  const since = (kind: 'calls' | 'ms', services: readonly string[]) =>
    services.reduce(
      (sum, name) => sum + (deployment.aws.totals[name]?.[kind] ?? 0) - (before[name]?.[kind] ?? 0),
      0,
    );

  const began = performance.now();
  const ask = (round: number) => {
    const command = { kind: 'command', word: 'check', args: 'all', user: 'U0LEE', name: 'Lee', locale: 'en' };
    // A sweep is known by its response_url.
    const responseUrl = `${new URL(deployment.env.SLACK_API_URL ?? '').origin}/not-there/${round}`;
    return first.invoke(sqsEvent(job({ ...command, responseUrl, channel: 'C0ALERTS' })));
  };
  const waiting: unknown[] = [];
  let taken = 0;
  const next = () => {
    for (; taken < deployment.bus.length; taken += 1) {
      const envelope = deployment.bus[taken]?.envelope;
      if (envelope?.['detail-type'] === 'check-account') waiting.push(envelope);
    }
    return waiting.splice(0, batchSize);
  };
  const reports = () =>
    deployment.slack.messages('C0ALERTS').filter(({ text }) => / checked/.test(String(text)));
  const serve = async (worker: Worker, until: number) => {
    while (reports().length < until) {
      const batch = next();
      if (batch.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      const answer = await worker.invoke(sqsEvent(...batch));
      // What must come again does so at once here: the time that it rests in AWS is nobody's work.
      for (const id of failedIn(answer)) waiting.push(batch[Number(id.split('-')[1]) - 1]);
    }
  };
  const others = workers.slice(1);
  for (let round = 1; round <= sweeps; round += 1) {
    const planned = ask(round);
    await Promise.all([
      planned.then(() => serve(first, round)),
      ...others.map((worker) => serve(worker, round)),
    ]);
  }
  const seconds = (performance.now() - began) / 1_000;

  const spared = new Set(['dynamodb', 'ssm', 'sqs', 'sns', 'secretsmanager']);
  const audit = Object.keys(deployment.aws.totals).filter((service) => !spared.has(service));
  // PutEvents is of EventBridge, too, but no audit: ten jobs each.
  const auditCalls = since('calls', audit) - Math.ceil(deployment.bus.length / 10);
  const atOnce = atOnceEach * environments;
  const result = {
    accounts: accounts * sweeps,
    seconds,
    atOnce,
    auditCalls,
    floorSeconds: since('ms', audit) / 1_000 / atOnce,
    latencyMs: since('ms', audit) / since('calls', audit),
    storeCalls: since('calls', ['dynamodb']),
    workerMb: Math.max(...workers.map((worker) => worker.peakMb())),
    report: textAt(reports().at(-1), 'text'),
  };
  console.log(JSON.stringify(result));
  for (const worker of workers) worker.stop();
  await deployment.close();
}

function job(detail: object): object {
  return { source: 'rootguard.job', detail };
}

function failedIn(answer: unknown): readonly string[] {
  const failures =
    (answer as { batchItemFailures?: readonly { itemIdentifier: string }[] }).batchItemFailures ?? [];
  return failures.map(({ itemIdentifier }) => itemIdentifier);
}

interface Worker {
  invoke(event: unknown): Promise<unknown>;
  /** The most memory that its process had at once. */
  peakMb(): number;
  stop(): void;
}

/** The built worker in a process of its own, as in the tests of the doors. */
async function startWorker(env: Readonly<Record<string, string>>): Promise<Worker> {
  const child = fork('tests/support/lambda-child.cjs', [join(process.cwd(), 'dist/lambda/worker/index.js')], {
    execArgv: [],
    env: { ...env, NODE_NO_WARNINGS: '1', ROOTGUARD_ACCOUNTS: '111122223333=acme-prod' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.setMaxListeners(0);
  await message(child, () => true);
  let count = 0;
  return {
    async invoke(event) {
      const id = ++count;
      child.send({ id, event });
      const answer = await message(child, (candidate) => candidate.id === id);
      if (answer.error !== undefined) throw new Error(String(answer.error));
      return answer.result;
    },
    peakMb() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
    },
    stop: () => void child.kill(),
  };
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: unknown;
}

function message(child: ChildProcess, isMeant: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve, reject) => {
    const listen = (candidate: Message) => {
      if (!isMeant(candidate)) return;
      child.off('message', listen);
      resolve(candidate);
    };
    child.on('message', listen);
    child.once('disconnect', () => reject(new Error('The worker ended.')));
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
