import { failureNotice } from '../blocks/notices.ts';
import { at, objectAt, textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import type { Job } from '../core/ports.ts';
import { actions } from './actions/index.generated.ts';
import { describe } from './answer-command.ts';
import { commands } from './commands/index.generated.ts';
import { fillModal } from './open-modal.ts';
import { runChores } from './run-chores.ts';
import type { WorkerServices } from './services.ts';

/** Where jobs come from on the bus; nobody else's events are jobs. */
export const jobSource = 'rootguard.job';

/**
 * Reads a job out of its EventBridge envelope. Throws on anything else: the message then ends in the dead-letter
 * queue, where somebody sees it.
 */
export function readJob(envelope: unknown): Job {
  const detail = objectAt(envelope, 'detail');
  if (textAt(envelope, 'source') !== jobSource || detail === undefined)
    throw new Error('This is not a RootGuard job.');
  const [kind, incident, word, user, responseUrl] = ['kind', 'incident', 'word', 'user', 'responseUrl'].map(
    (key) => textAt(detail, key),
  );
  if (kind === 'tick') return { kind };
  if (kind === 'redraw' && incident !== undefined) return { kind, incident };
  if (kind === 'command' && word !== undefined && user !== undefined && responseUrl !== undefined) {
    const args = at(detail, 'args');
    return {
      kind,
      word,
      user,
      responseUrl,
      args: typeof args === 'string' ? args : '',
      name: textAt(detail, 'name') ?? user,
      locale: localeIn(detail),
    };
  }
  if (kind === 'fill') return fillJob(detail);
  const plan = at(detail, 'plan');
  if (kind === 'draw-plan' && typeof plan === 'number') return { kind, plan };
  throw new Error(`This is not a job that RootGuard knows: ${String(kind).slice(0, 40)}`);
}

/** Does one job. Throws if it must be tried again. */
export async function runJob(job: Job, services: WorkerServices): Promise<void> {
  if (job.kind === 'redraw') return await redraw(job.incident, services);
  if (job.kind === 'draw-plan') return await drawPlan(job.plan, services);
  if (job.kind === 'tick') return await runChores(services);
  if (job.kind === 'fill') return await fill(job, services);
  const command = Object.hasOwn(commands, job.word) ? commands[job.word] : undefined;
  if (command?.answers !== 'later')
    throw new Error(`"${job.word.slice(0, 40)}" is not a command for the worker.`);
  const answer = await command.run(job, services).catch((error: unknown) => {
    services.logger.error('command-failed', { word: job.word, user: job.user, error: describe(error) });
    return failureNotice(error, job.locale);
  });
  await services.respond(job.responseUrl, answer);
}

function fillJob(detail: unknown): Job {
  const [action, view, user] = ['action', 'view', 'user'].map((key) => textAt(detail, key));
  if (action === undefined || view === undefined || user === undefined)
    throw new Error('This is not a job that fills a modal.');
  const asker = { user, name: textAt(detail, 'name') ?? user, locale: localeIn(detail) };
  return { kind: 'fill', action, view, value: textAt(detail, 'value') ?? '', ...asker };
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

function localeIn(detail: unknown): Locale {
  return at(detail, 'locale') === 'ko' ? 'ko' : 'en';
}

async function redraw(id: string, { store, draw }: WorkerServices): Promise<void> {
  const incident = await store.get(id);
  if (incident === undefined) throw new Error(`There is no incident ${id} to redraw.`);
  // Whoever draws it now may have looked before the change came; this job comes again to make sure.
  if ((await draw(incident)) === 'elsewhere') throw new Error(`${id} is being drawn by another worker.`);
}
