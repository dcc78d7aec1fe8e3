import { join } from 'node:path';
import { alertsChannel, fallbackChannel } from '../../sandbox/seed.ts';
import { createStore } from '../../src/aws/store.ts';
import { acknowledged, letGo, noted, takenOver } from '../../src/core/acts.ts';
import { createDirectory } from '../../src/core/directory.ts';
import { confirmed, explainedAs } from '../../src/core/explaining.ts';
import type { Incident } from '../../src/core/incident.ts';
import { at, type JsonObject } from '../../src/core/json.ts';
import type { Job } from '../../src/core/ports.ts';
import { drawCard } from '../../src/flows/draw-card.ts';
import { pointFromLeft } from '../../src/flows/point-from-left.ts';
import { type RaiseAlertPorts, raiseAlerts } from '../../src/flows/raise-alerts.ts';
import { sendCanary } from '../../src/flows/send-canary.ts';
import { eachAlone, handleBatch } from '../../src/lambda/batch.ts';
import { actAs, type Doing } from '../../src/listeners/acting.ts';
import { jobSource, readJob } from '../../src/listeners/read-job.ts';
import { runJob } from '../../src/listeners/run-job.ts';
import type { Services, WorkerServices } from '../../src/listeners/services.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { createPeople } from '../../src/slack/people.ts';
import { wholeLadder } from '../support/lives.ts';
import { declaredBy, readManifest } from '../support/manifest.ts';
import { confirmedPlan } from '../support/plans.ts';
import { canariesIn, faultyTag } from './canaries.ts';
import { faultyDynamo } from './dynamo.ts';
import { type Counts, createFaults } from './faults.ts';
import { createFunction, type Handler } from './function.ts';
import { alertingIn, brokenIn } from './invariants.ts';
import { createLogKeeper } from './log-keeping.ts';
import { createMemoryTable } from './memory-table.ts';
import { createQueue } from './queue.ts';
import { createRandom } from './random.ts';
import { createScheduler, type Worker } from './scheduler.ts';
import { settingsOf } from './settings.ts';
import { createFaultySlack } from './slack.ts';
import { createStory, type Told } from './story.ts';

/** What came of one schedule. */
export interface Result {
  readonly seed: number;
  /** Nothing, if all is well. */
  readonly wrong: readonly string[];
  readonly faults: Counts;
  /** Events that RootGuard had to tell of. */
  readonly events: number;
  /** Calls of Slack, by method. */
  readonly calls: ReadonlyMap<string, number>;
  readonly steps: number;
  readonly trace: readonly string[];
}

const root = join(__dirname, '../..');
const start = Date.parse('2026-11-24T09:00:00Z');
/** For so long things go wrong, in ms of virtual time. */
const troubled = 15 * 60_000;
const mostSteps = 200_000;

async function neverInSchedules(): Promise<never> {
  throw new Error('No schedule comes to this.');
}

const hour = 60 * 60_000;
const plan = {
  account: '111122223333',
  expected: ['root-sign-in', 'root-call'],
  from: start - hour,
  until: start + 2 * hour,
};

/** When nothing goes wrong any more and every message came through, in ms. */
const afterwards = 12 * hour;

/** What a person does to an incident. */
const acts: readonly Doing['change'][] = [
  acknowledged,
  acknowledged,
  takenOver,
  letGo,
  (incident, act) => noted(incident, act, { text: '<!channel> `x`', source: String(act.at) }),
  (incident, act) => explainedAs(incident, act, { verdict: 'unplanned', text: '*x*' }, wholeLadder),
  confirmed,
];

let scopes: ReadonlySet<string> | undefined;

/** Breaks RootGuard's own ports, to see that the campaign notices. */
export type Sabotage = (ports: RaiseAlertPorts) => RaiseAlertPorts;

/** How a schedule is played. */
export interface Play {
  /** Writes down every step. */
  readonly tracing?: boolean;
  readonly sabotage?: Sabotage;
  /** What happens, instead of what the seed makes up; nothing goes wrong then. */
  readonly story?: readonly Told[];
  /** How many invocations of a function may run at once, instead of what the seed says. */
  readonly concurrency?: number;
}

/** Plays one schedule: the same seed gives the same, step by step. */
export async function playSchedule(
  seed: number,
  { tracing = false, sabotage = (ports) => ports, story, concurrency }: Play = {},
): Promise<Result> {
  const random = createRandom(seed);
  scopes ??= new Set(declaredBy(readManifest(root)).scopes);
  const settings = settingsOf(root);
  const wrong: string[] = [];
  const reported = new Set<string>();
  const directory = createDirectory({ configured: new Map([['111122223333', 'acme-prod']]) });

  const scheduler = createScheduler(
    random,
    start,
    {
      step: story === undefined ? 25 : 2,
      death: () => faults.rate('crash'),
      slow: () => (scheduler.now() < start + troubled ? slowness : 0),
      onDeath(worker, why) {
        if (why.startsWith('before')) faults.count('crash');
        for (const each of [events, jobs]) each.ended(worker);
      },
    },
    tracing,
  );
  const faults = createFaults(random, scheduler.now, story === undefined ? start + troubled : start);
  const slowness = story === undefined ? random.pick([0, 0, 0.002, 0.02]) : 0;
  const keeper = createLogKeeper();
  const table = createMemoryTable('rootguard', (before, after) => wrong.push(...keeper(before, after)));
  const slack = createFaultySlack({ scheduler, faults, random, scopes });
  const parts = { scheduler, faults, random };
  const ingest = createQueue(settings.ingest, { ...parts, changed: () => events.poll() });
  const work = createQueue(settings.jobs, { ...parts, changed: () => jobs.poll() });
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (event: string, fields: JsonObject = {}) => {
      if (event === 'message-failed') reported.add(String(fields.message));
    },
  };

  const portsOf = (worker: Worker) => {
    const call = slack.callFor(worker);
    const ports = {
      clock: scheduler.now,
      channel: alertsChannel,
      ...(hasSecond && { secondChannel: fallbackChannel }),
      ...(mails && { mailer: { mail: (incident: Incident) => mail(worker, incident) } }),
      pause: (ms: number) => scheduler.sleep(worker, ms),
      store: createStore({
        table: 'rootguard',
        clock: scheduler.now,
        call: faultyDynamo({ table, ...parts }, worker),
      }),
      messenger: createMessenger({ call, directory, language: 'en' }),
      logger,
      ladder: wholeLadder,
      directory,
      call,
      config: { region: 'us-east-1' },
      hub: '111122223333',
      people: createPeople({ call, responders: 'S0RESPONDERS', clock: scheduler.now, logger }),
      jobs: { enqueue: (job: Job) => enqueue(worker, job), enqueueAll: neverInSchedules },
      respond: async () => undefined,
    };
    return { ...ports, draw: (incident: Parameters<typeof drawCard>[1]) => drawCard(ports, incident, false) };
  };
  const mail = async (worker: Worker, incident: Incident) => {
    await scheduler.suspend(worker, `mail of ${incident.id}`);
    const kind = faults.among(['mail-refused', 'mail-lost-answer']);
    await scheduler.suspend(worker, 'answer of mail');
    if (kind !== undefined) throw new Error(`SNS: ${kind}`);
  };
  const enqueue = async (worker: Worker, job: Job) => {
    await scheduler.suspend(worker, 'bus PutEvents');
    work.send(JSON.stringify({ source: jobSource, detail: job }));
    await scheduler.suspend(worker, 'answer of bus PutEvents');
  };
  const inTime = (remaining: () => number) => ({ getRemainingTimeInMillis: remaining });

  const raise: Handler = async (worker, event, remaining) => {
    const ports = { ...portsOf(worker), restMessages: ingest.restFor(worker), timeLeft: remaining };
    return await handleBatch(event, inTime(remaining), ports, async (messages) => {
      const raised = await raiseAlerts(sabotage(ports), messages);
      return raised.map((each) => (typeof each === 'object' ? each.failed : undefined));
    });
  };
  const doJob: Handler = async (worker, event, remaining) => {
    const ports = { ...portsOf(worker), restMessages: work.restFor(worker) };
    // Only redrawing comes up here: whatever else a job might ask for is not there, and would throw.
    const services = ports as unknown as WorkerServices;
    const job = eachAlone(
      async ({ body, delivery }) => runJob(readJob(body), services, delivery),
      5,
      inTime(remaining),
    );
    return await handleBatch(event, inTime(remaining), ports, job);
  };
  // The way to the alerts channel is cut for a while.
  const hasSecond = random.chance(0.5);
  const mails = random.chance(0.5);
  let wasCut = false;
  const alerts = slack.workspace.channel(alertsChannel);
  const bot = slack.workspace.seed.bot.userId;
  const cut = (kind: 'channel-archived' | 'channel-left', open: (is: boolean) => void) => {
    if (story !== undefined || !random.chance(0.05)) return;
    faults.count(kind);
    wasCut = true;
    scheduler.after(random.int(300_000), () => open(false));
    scheduler.after(300_000 + random.int(600_000), () => open(true));
  };
  cut('channel-archived', (open) => {
    alerts.archived = !open;
  });
  cut('channel-left', (open) => {
    if (open) alerts.members.add(bot);
    else alerts.members.delete(bot);
  });

  const functions = {
    ...parts,
    timeLimit: settings.timeLimit,
    concurrency: concurrency ?? 1 + random.int(3),
  };
  const events = createFunction({ ...functions, name: 'events', queue: () => ingest, handler: raise });
  const jobs = createFunction({ ...functions, name: 'worker', queue: () => work, handler: doJob });

  // Slack refuses for good: what is not told then must lie in the dead letters, and have been reported.
  const lost = story === undefined && random.chance(0.005);

  // Some root use was planned; who does it is told in a lower voice, and the plan keeps what was done.
  if (story === undefined && random.chance(0.4)) {
    const store = createStore({ table: 'rootguard', clock: scheduler.now, call: table.call });
    await store.addPlan((number) => confirmedPlan(number, plan));
  }

  // What happens in AWS, in whatever order and as often as EventBridge pleases.
  const envelopes: JsonObject[] = [];
  const tell = (envelope: JsonObject, after: number) => {
    envelopes.push(envelope);
    scheduler.after(after, () => ingest.send(JSON.stringify(envelope)));
  };
  for (const { envelope, at: when } of story ?? createStory(random, start, lost ? 2 : 16)) {
    tell(envelope, when);
    const later = () => when + random.int(random.pick([1, 5_000, 1_000_000]));
    if (faults.strikes('event-twice')) tell(envelope, later());
    if (faults.strikes('event-new-id')) tell({ ...envelope, id: `${envelope.id} again` }, later());
    if (faults.strikes('event-addendum')) {
      const detail = envelope.detail as JsonObject;
      // Late, or once more with what was missing: then the event has another id, and names the one that it had.
      const again = random.chance(0.5) && typeof detail.eventID === 'string';
      const change = !again
        ? { addendum: { reason: 'DELIVERY_DELAY' } }
        : {
            eventID: `${detail.eventID} again`,
            addendum: { reason: 'UPDATED_DATA', originalEventID: detail.eventID },
          };
      tell({ ...envelope, id: `${envelope.id} late`, detail: { ...detail, ...change } }, later());
    }
  }

  // Canaries are sent meanwhile, by workers that may die over it.
  const canaries = story === undefined ? random.pick([0, 0, 1, 3]) : 0;
  for (let canary = 1; canary <= canaries; canary += 1) {
    scheduler.after(random.int(600_000), () => {
      const worker: Worker = { name: `canary ${canary}`, alive: true };
      const tagCanary = faultyTag(parts, tell, worker);
      sendCanary({ ...portsOf(worker), tagCanary }).catch(() => undefined);
    });
  }

  // People press the button of a card that they see.
  const presses = story === undefined ? random.pick([0, 0, 1, 3]) : 0;
  for (let press = 1; press <= presses; press += 1) {
    scheduler.after(random.int(600_000), () => {
      const open = table
        .items()
        .filter(({ openPk, sk }) => openPk !== undefined && at(sk, 'S') === 'INCIDENT');
      if (open.length === 0) return;
      const shown = String(at(random.pick(open).pk, 'S')).replace('INCIDENT#', '');
      // Ids are typed on phones, too.
      const id = random.chance(0.1) ? 'RG-00000000' : shown;
      // A door that died between an act and its card would leave the card as it was until the next change: Slack sends no
      // press twice. It is spared here; its calls fail like all others.
      const worker: Worker = { name: `slack ${press}`, alive: true, spared: true };
      const user = random.pick(['U0KIM', 'U0LEE', 'U0SAM']);
      // An act draws the card and nothing else: plans and questions are not there, and would throw.
      const services = portsOf(worker) as unknown as Services;
      const change = random.pick(acts);
      const doing = { typed: id, act: 'act', change };
      actAs({ user, name: user, locale: 'en' }, doing, services).catch(() => undefined);
    });
  }

  if (lost) scheduler.after(random.int(60_000), slack.revoke);
  // Once the channel is back and all has settled, the chore looks for what was left behind.
  if (wasCut && !lost)
    scheduler.after(afterwards, () => {
      const ports = portsOf({ name: 'left cards', alive: true, spared: true });
      pointFromLeft(ports).catch((error: unknown) => wrong.push(`left cards: ${String(error)}`));
    });

  const steps = await scheduler.run(mostSteps);
  const dead = [...ingest.deadLetters, ...work.deadLetters];
  if (ingest.waiting() + work.waiting() > 0) wrong.push('messages are left in a queue');
  for (const { id } of dead) {
    if (!lost) wrong.push(`${id} is a dead letter, and nothing was wrong for good`);
    if (!reported.has(id)) wrong.push(`${id} is a dead letter that nobody reported`);
  }
  if (!lost)
    wrong.push(
      ...brokenIn({
        envelopes,
        items: table.items(),
        workspace: slack.workspace,
        directory,
        cut: wasCut,
      }),
      ...canariesIn(table.items(), envelopes),
    );
  wrong.push(...slack.unescaped.map((what) => `unescaped in a message: ${what}`));
  return {
    seed,
    wrong,
    faults: faults.counts,
    events: alertingIn(envelopes).length,
    calls: slack.calls,
    steps,
    trace: scheduler.trace,
  };
}
