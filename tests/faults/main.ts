import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { addTo, campaignOf, type Outcome, play } from './campaign.ts';

/** `npm run test:faults -- --schedules N --seed S`: plays N schedules from seed S on, on all cores, and says what came of them. */
async function main(): Promise<void> {
  const schedules = numberAfter('--schedules') ?? 10_000;
  const first = numberAfter('--seed') ?? 1;
  const began = performance.now();
  const total: Outcome = campaignOf();
  if (schedules === 1) addTo(total, await play(first, { tracing: true }));
  else await Promise.all(slices(first, schedules).map(async (slice) => addTo(total, await inThread(slice))));

  const { seeds, failed, steps, events, faults, calls } = total;
  const seconds = (performance.now() - began) / 1_000;
  for (const { seed, wrong, trace } of failed.slice(0, 20)) {
    if (trace.length > 0) console.log(trace.join('\n'));
    console.log(`seed ${seed}:\n  ${[...new Set(wrong)].slice(0, 8).join('\n  ')}`);
  }
  const per1000 = Object.entries(calls).map(([method, n]) => `${method} ${Math.round((n / events) * 1_000)}`);
  const struck = Object.entries(faults).map(([kind, n]) => `${kind} ${n}`);
  console.log(`${seeds} schedules from seed ${first}: ${failed.length} failed`);
  console.log(`${steps} steps in ${seconds.toFixed(1)} s, ${Math.round(seeds / seconds)} schedules a second`);
  console.log(`faults: ${struck.join(', ')}`);
  console.log(`${events} events to tell of; calls of Slack per 1,000 of them: ${per1000.join(', ')}`);
  if (failed.length === 0) return;
  console.log('Play one again, step by step: npm run test:faults -- --schedules 1 --seed SEED');
  process.exitCode = 1;
}

/** Neighbouring seeds for each thread. */
function slices(first: number, schedules: number): readonly (readonly [first: number, count: number])[] {
  const threads = Math.min(availableParallelism(), schedules);
  const size = Math.ceil(schedules / threads);
  return Array.from({ length: threads }, (_, index) => {
    const from = first + index * size;
    return [from, Math.max(0, Math.min(size, first + schedules - from))] as const;
  });
}

function inThread(slice: readonly [number, number]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(__filename, { workerData: slice });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

async function playSlice([first, count]: readonly [number, number]): Promise<Outcome> {
  const total = campaignOf();
  for (let seed = first; seed < first + count; seed += 1) addTo(total, await play(seed));
  return total;
}

function numberAfter(name: string): number | undefined {
  const index = process.argv.indexOf(name);
  if (index < 0) return undefined;
  const value = Number(process.argv[index + 1]);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${name} takes a whole number above 0.`);
}

if (isMainThread) void main();
else void playSlice(workerData).then((total) => parentPort?.postMessage(total));
