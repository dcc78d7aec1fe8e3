import { explainForm } from '../blocks/explain-form.ts';
import type { SlackMessage } from '../blocks/message.ts';
import type { ModalView } from '../blocks/modal.ts';
import { noteForm } from '../blocks/note-form.ts';
import { noSuchIncidentNotice } from '../blocks/notices.ts';
import { refusalNotice } from '../blocks/refusal-notice.ts';
import type { Incident } from '../core/incident.ts';
import { normalizedIncidentId } from '../core/incident-id.ts';
import type { Press } from './action.ts';
import { openModal } from './open-modal.ts';
import { refused } from './permission.ts';
import type { Asker, DoorServices } from './services.ts';

/** Whoever asks for a form: by a button, a command or a shortcut. */
type Opener = Asker & Pick<Press, 'triggerId'> & Partial<Pick<Press, 'view'>>;

/** Opens the form that explains an incident, or says why not. */
export function openExplainForm(
  opener: Opener,
  typed: string,
  services: DoorServices,
): Promise<SlackMessage | undefined> {
  return open(opener, typed, 'explain', services, (incident) =>
    incident.state === 'explained'
      ? refusalNotice('explained', incident, { locale: opener.locale, now: services.clock() })
      : explainForm(incident, opener),
  );
}

/** Opens the form for a note, or says why not. */
export function openNoteForm(
  opener: Opener,
  typed: string,
  services: DoorServices,
): Promise<SlackMessage | undefined> {
  return open(opener, typed, 'note', services, (incident) => noteForm(incident, opener));
}

/** Asked before the form opens: nobody should write a long text for nothing. */
async function open(
  opener: Opener,
  typed: string,
  act: string,
  services: DoorServices,
  form: (incident: Incident) => ModalView | SlackMessage,
): Promise<SlackMessage | undefined> {
  const id = normalizedIncidentId(typed);
  const [refusal, incident] = await Promise.all([
    refused(opener, `${act} ${id.slice(0, 20)}`, services),
    services.store.get(id),
  ]);
  if (refusal !== undefined) return refusal;
  if (incident === undefined) return noSuchIncidentNotice(typed, opener.locale);
  const view = form(incident);
  if (!('type' in view)) return view;
  await openModal(opener, view, services);
  return undefined;
}
