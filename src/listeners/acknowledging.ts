import type { SlackMessage } from '../blocks/message.ts';
import {
  alreadyYoursNotice,
  mayNotActNotice,
  noSuchIncidentNotice,
  tooLateNotice,
} from '../blocks/notices.ts';
import type { Incident } from '../core/incident.ts';
import { acknowledge } from '../flows/acknowledge.ts';
import type { Asker, Services } from './services.ts';

/** What the button and the command share: the incident if it was acknowledged now, else why not. */
export type Acknowledging =
  | { readonly done: true; readonly incident: Incident }
  | { readonly done: false; readonly notice: SlackMessage };

/** Acknowledges for a person who may, and redraws the card. */
export async function acknowledgeAs(
  { user, name, locale }: Asker,
  id: string,
  services: Services,
): Promise<Acknowledging> {
  const may = await services.people.mayAct(user);
  if (may !== 'yes') {
    services.logger.warn('refused', { user, act: 'acknowledge', incident: id, may });
    return { done: false, notice: mayNotActNotice(may, locale) };
  }

  const result = await acknowledge(services, id, { user, name }).catch(async (error: unknown) => {
    // The store's answer was lost, and not for sure the act: then nobody else would redraw the card.
    await services.jobs.enqueue({ kind: 'redraw', incident: id });
    throw error;
  });
  switch (result.outcome) {
    case 'done':
      await redraw(result.incident, services);
      return { done: true, incident: result.incident };
    case 'too-late':
      await redraw(result.incident, services);
      return { done: false, notice: tooLateNotice(result.incident, locale, services.clock()) };
    case 'already-yours':
      await redraw(result.incident, services);
      return { done: false, notice: alreadyYoursNotice(result.incident, locale) };
    case 'not-found':
      return { done: false, notice: noSuchIncidentNotice(id, locale) };
  }
}

/**
 * The state has changed whatever Slack says now; a card that could not be redrawn is redrawn by the worker. For a press that
 * comes second this only mends a card that the first could not redraw.
 */
async function redraw(incident: Incident, services: Services): Promise<void> {
  try {
    await services.draw(incident);
  } catch (error) {
    services.logger.warn('redraw-later', { incident: incident.id, error: String(error) });
    await services.jobs.enqueue({ kind: 'redraw', incident: incident.id });
  }
}
