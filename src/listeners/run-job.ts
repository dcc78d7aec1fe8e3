import { failureNotice } from '../blocks/notices.ts';
import { asksAgain } from '../blocks/sweep-notices.ts';
import { ComeBackLater, type Delivery, type Job } from '../core/ports.ts';
import { askAgainAfter, worthAskingAgain } from '../flows/ask-again.ts';
import { checkForSweep } from '../flows/check-for-sweep.ts';
import { recheck } from '../flows/recheck.ts';
import { actions } from './actions/index.generated.ts';
import { describe } from './answer-command.ts';
import { checkFinding } from './check-again.ts';
import { commands } from './commands/index.generated.ts';
import { fillModal } from './open-modal.ts';
import { runChores } from './run-chores.ts';
import type { WorkerServices } from './services.ts';

/** Does one job. Throws if it must be tried again. */
export async function runJob(job: Job, services: WorkerServices, delivery: Delivery): Promise<void> {
  switch (job.kind) {
    case 'redraw':
      return await redraw(job.incident, services);
    case 'recheck':
      return await recheckAndShow(job.incident, services);
    case 'draw-plan':
      return await drawPlan(job.plan, services);
    case 'tick':
      return await runChores(services);
    case 'fill':
      return await fill(job, services);
    case 'command':
      return await command(job, services, delivery);
    case 'check-account':
      return await checkForSweep({ ...services, messenger: services.posture }, job, delivery);
    case 'check-again':
      return await again(job, services, delivery);
  }
}

async function command(
  job: Extract<Job, { kind: 'command' }>,
  services: WorkerServices,
  { receives }: Delivery,
): Promise<void> {
  const command = Object.hasOwn(commands, job.word) ? commands[job.word] : undefined;
  if (command?.answers !== 'later')
    throw new Error(`"${job.word.slice(0, 40)}" is not a command for the worker.`);
  const answer = await command.run({ ...job, receives }, services).catch((error: unknown) => {
    if (error instanceof ComeBackLater) throw error;
    services.logger.error('command-failed', { word: job.word, user: job.user, error: describe(error) });
    return failureNotice(error, job.locale);
  });
  if (answer !== undefined) await services.respond(job.responseUrl, answer);
}

async function fill(job: Job & { kind: 'fill' }, services: WorkerServices): Promise<void> {
  const action = Object.hasOwn(actions, job.action) ? actions[job.action] : undefined;
  const gather = action?.fill;
  if (gather === undefined) throw new Error(`"${job.action.slice(0, 40)}" fills no modal.`);
  await fillModal(job.view, () => gather(job, services), job, services);
}

/** The door may have posted the message without hearing so: it is looked for first. */
async function drawPlan(number: number, services: WorkerServices): Promise<void> {
  const plan = await services.store.plan(number);
  if (plan === undefined) throw new Error(`There is no plan ${number} to draw.`);
  await services.drawPlan(plan, true);
}

/** What AWS did not have ready, or was too busy to tell, is asked again by itself, and answered at the same place. */
async function again(
  job: Extract<Job, { kind: 'check-again' }>,
  services: WorkerServices,
  { receives }: Delivery,
): Promise<void> {
  const { responseUrl, message, locale, check } = job;
  const { notice, causes } = await checkFinding(job, job, { responseUrl, message }, services);
  const wait = worthAskingAgain(causes, receives);
  if (wait === undefined) return await services.respond(responseUrl, notice);
  if (receives === 1) await services.respond(responseUrl, asksAgain(notice, locale));
  throw new ComeBackLater(`${check} is checked again: ${wait}`, askAgainAfter);
}

async function recheckAndShow(id: string, services: WorkerServices): Promise<void> {
  const incident = await recheck(services, id);
  // A job of its own draws: were AWS to be asked again because Slack did not answer, that would help nobody.
  if (incident !== undefined) await services.jobs.enqueue({ kind: 'redraw', incident: id });
}

async function redraw(id: string, { store, draw, logger }: WorkerServices): Promise<void> {
  const incident = await store.get(id);
  if (incident === undefined) {
    // It expired, or somebody mistyped an id just when the store did not answer: trying again finds nothing either.
    logger.warn('nothing-to-redraw', { incident: id.slice(0, 40) });
    return;
  }
  // Whoever draws it now may have looked before the change came; this job comes again to make sure, after pauses that grow: at
  // even ones, a queue could give it up before a worker that died loses the pen.
  if ((await draw(incident)) === 'elsewhere') throw new Error(`${id} is being drawn by another worker.`);
}
