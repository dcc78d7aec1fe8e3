import type { JsonObject } from '../../src/core/json.ts';
import type { EventRetry, RawAnswer } from './delivery.ts';
import { type DoorParts, publicAnswer } from './door.ts';
import { limits } from './limits.ts';
import { eventPayload } from './payloads.ts';
import type { AppAnswer } from './types.ts';

/**
 * Sends an event and returns the answer to the first delivery. Anything but a 2xx is delivered again up to three
 * times, on sandbox time, with the same event_id. https://docs.slack.dev/apis/events-api#retries
 */
export async function sendEvent(parts: DoorParts, event: JsonObject): Promise<AppAnswer> {
  const payload = eventPayload(parts.workspace, event);
  const answer = await parts.send({ type: 'events_api', payload });
  planRetry(parts, payload, answer, 1);
  return publicAnswer(answer);
}

/** A person opens the app's home. */
export function openHomeOf(parts: DoorParts, user: string): Promise<AppAnswer> {
  const { workspace } = parts;
  workspace.user(user);
  const view = workspace.homes.get(user)?.view;
  return sendEvent(parts, {
    type: 'app_home_opened',
    user,
    channel: workspace.directMessage(user).channel.id,
    tab: 'home',
    ...(view !== undefined && { view }),
  });
}

function planRetry(parts: DoorParts, payload: JsonObject, answer: RawAnswer, num: number): void {
  const wait = limits.eventRetryWaits[num - 1];
  const reason = reasonOf(answer);
  if (wait === undefined || reason === undefined) return;
  const cancel = parts.workspace.clock.after(wait, () => {
    parts.closed.removeEventListener('abort', cancel);
    void parts
      .send({ type: 'events_api', payload, retry: { num, reason } })
      .then((next) => planRetry(parts, payload, next, num + 1));
  });
  parts.closed.addEventListener('abort', cancel, { once: true });
}

function reasonOf(answer: RawAnswer): EventRetry['reason'] | undefined {
  if (answer.error === 'operation_timeout') return 'http_timeout';
  if (answer.unreachable) return 'connection_failed';
  const fine = answer.status >= 200 && answer.status < 300;
  // The header stops retries of error answers only; a timeout has no headers.
  return fine || answer.noRetry ? undefined : 'http_error';
}
