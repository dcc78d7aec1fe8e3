import type { Chore } from '../../src/listeners/chore.ts';
import { runChores } from '../../src/listeners/run-chores.ts';
import type { WorkerServices } from '../../src/listeners/services.ts';
import { storeOf } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
  // Well inside an hour and a day.
  deployment.clock.advance(3_600_000 - (deployment.clock.now() % 3_600_000) + 60_000);
});
afterEach(() => deployment.close());

/** A worker of its own; chores use what they need of the services. */
const worker = () => {
  const logged: unknown[] = [];
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (...line: unknown[]) => logged.push(line),
  };
  const services = { store: storeOf(deployment), clock: deployment.clock.now, logger };
  return { services: services as unknown as WorkerServices, logged };
};

const counting = (every: number, run: () => Promise<void> = async () => undefined) => {
  const done: number[] = [];
  const chore: Chore = {
    every,
    run: async (_, now) => {
      await run();
      done.push(now);
    },
  };
  return { done, chore };
};

test('a chore is done once for each span of its time, whoever has the tick', async () => {
  const hourly = counting(60);
  const tick = () => runChores(worker().services, { hourly: hourly.chore });
  await Promise.all([tick(), tick(), tick()]);
  await tick();
  expect(hourly.done).toHaveLength(1);
  deployment.clock.advance(59 * 60_000);
  await tick();
  expect(hourly.done).toHaveLength(2);
  deployment.clock.advance(100 * 3_600_000);
  await Promise.all([tick(), tick()]);
  expect(hourly.done).toHaveLength(3);
});

test('one that comes some minutes after the hour is done then, and at the first tick of all', async () => {
  const { done, chore } = counting(60);
  const tick = () => runChores(worker().services, { late: { ...chore, after: 55 } });
  await tick();
  expect(done).toHaveLength(1);
  deployment.clock.advance(53 * 60_000);
  await tick();
  expect(done).toHaveLength(1);
  deployment.clock.advance(60_000);
  await tick();
  expect(done).toHaveLength(2);
  deployment.clock.advance(59 * 60_000);
  await tick();
  expect(done).toHaveLength(2);
});

test('one that fails holds up none of the others, is told, and is tried again with the next tick', async () => {
  let broken = true;
  const daily = counting(1_440, async () => {
    if (broken) throw new TypeError('broken');
  });
  const hourly = counting(60);
  const { services, logged } = worker();
  const tick = () => runChores(services, { daily: daily.chore, hourly: hourly.chore });
  await tick();
  expect(hourly.done).toHaveLength(1);
  expect(logged).toEqual([['chore-failed', { chore: 'daily', error: 'TypeError: broken' }]]);
  expect(await services.store.failedChores()).toEqual([
    { chore: 'daily', at: expect.any(Number), error: 'TypeError' },
  ]);

  broken = false;
  await tick();
  expect(daily.done).toHaveLength(1);
  expect(await services.store.failedChores()).toEqual([]);
});

test('one whose worker died is done by another, but not before the lease ends', async () => {
  const dying = counting(60, () => new Promise<never>(() => undefined));
  const hourly = counting(60);
  void runChores(worker().services, { hourly: dying.chore });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const tick = () => runChores(worker().services, { hourly: hourly.chore });
  await tick();
  expect(hourly.done).toHaveLength(0);
  deployment.clock.advance(91_000);
  await tick();
  expect(hourly.done).toHaveLength(1);
});
