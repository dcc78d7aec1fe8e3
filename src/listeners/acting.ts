import type { SlackMessage } from '../blocks/message.ts';
import { noSuchIncidentNotice } from '../blocks/notices.ts';
import { refusalNotice } from '../blocks/refusal-notice.ts';
import type { Acted } from '../core/acts.ts';
import type { Act, Incident } from '../core/incident.ts';
import { normalizedIncidentId } from '../core/incident-id.ts';
import { isShown } from '../core/pen.ts';
import { changeIncident } from '../flows/change-incident.ts';
import { describe } from './answer-command.ts';
import { refused } from './permission.ts';
import type { Asker, Services } from './services.ts';

/** What came of an act: the incident after it, or why not, in words for the person. */
export type Acting =
  | { readonly done: true; readonly incident: Incident }
  | { readonly done: false; readonly notice: SlackMessage };

/** One act on one incident, however it was asked for. */
export interface Doing {
  /** The incident's id as it was typed or came with a button. */
  readonly typed: string;
  /** A word for the log. */
  readonly act: string;
  readonly change: (incident: Incident, act: Act) => Acted;
}

/** Does it for a person who may, and shows it. What buttons, commands and forms share. */
export async function actAs(asker: Asker, doing: Doing, services: Services): Promise<Acting> {
  const { user, name, locale } = asker;
  const id = normalizedIncidentId(doing.typed);
  const refusal = await refused(asker, `${doing.act} ${id.slice(0, 20)}`, services);
  if (refusal !== undefined) return { done: false, notice: refusal };
  const changed = await changeIncident(services, id, (incident, at) =>
    doing.change(incident, { by: user, name, at }),
  ).catch(async (error: unknown) => {
    // The store's answer was lost, and not for sure the act: then nobody else would draw it.
    await services.jobs.enqueue({ kind: 'redraw', incident: id });
    throw error;
  });
  if (changed.outcome === 'not-found')
    return { done: false, notice: noSuchIncidentNotice(doing.typed, locale) };
  // For a press that comes second this only mends a card that the first could not redraw.
  await show(changed.incident, services);
  if (changed.outcome === 'done') return { done: true, incident: changed.incident };
  const { why, incident } = changed;
  services.logger.info('act-refused', { user, act: doing.act, incident: id, why });
  return { done: false, notice: refusalNotice(why, incident, { locale, now: services.clock() }) };
}

/**
 * Draws what was changed. It is stored whatever Slack says now: what is not drawn here (the thread never is, in Slack's three
 * seconds) is drawn by the worker. Never throws: the act is done, and must not look as if it were not.
 */
async function show(incident: Incident, { store, draw, jobs, logger }: Services): Promise<void> {
  const { id } = incident;
  try {
    await draw(incident);
    const now = await store.get(id);
    if (now === undefined || isShown(now)) return;
  } catch (error) {
    logger.warn('redraw-later', { incident: id, error: describe(error) });
  }
  await jobs
    .enqueue({ kind: 'redraw', incident: id })
    .catch((error: unknown) => logger.error('redraw-lost', { incident: id, error: describe(error) }));
}
