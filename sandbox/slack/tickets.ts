import { secret } from './ids.ts';
import { limits } from './limits.ts';
import { SlackRefusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** A person's click, exchangeable for one modal within three seconds. */
export interface Trigger {
  readonly user: string;
  readonly issuedAt: number;
  /** The modal that the click was in, if it was in one: only such a trigger can push. */
  readonly viewId?: string;
  used: boolean;
}

/** Where an app may answer later without a token. */
export interface ResponseUrl {
  readonly kind: 'command' | 'action';
  readonly channel: string;
  readonly user: string;
  /** The message with the button, for `replace_original` and `delete_original`. */
  readonly messageTs?: string;
  readonly threadTs?: string;
  readonly issuedAt: number;
  uses: number;
}

/** Hands out and takes back trigger_ids and response_urls. */
export interface Tickets {
  trigger(user: string, viewId?: string): string;
  /** Uses a trigger up. Throws a SlackRefusal: invalid_, expired_ or exchanged_trigger_id. */
  exchange(triggerId: string): Trigger;
  /** The path of a new response_url, such as `/commands/T…/…/…`. */
  responseUrl(about: Omit<ResponseUrl, 'issuedAt' | 'uses'>): string;
  /** The response_url at a path, whatever its state, or undefined. */
  findResponseUrl(path: string): ResponseUrl | undefined;
}

/** Makes the tickets of a workspace; their times run on its clock. */
export function createTickets(workspace: Workspace): Tickets {
  const { clock, seed } = workspace;
  const triggers = new Map<string, Trigger>();
  const urls = new Map<string, ResponseUrl>();

  return {
    trigger(user, viewId) {
      const id = `${clock.now().toFixed(0)}.${secret(5)}.${secret()}`;
      const trigger = { user, issuedAt: clock.now(), used: false };
      triggers.set(id, viewId === undefined ? trigger : { ...trigger, viewId });
      return id;
    },
    exchange(triggerId) {
      const trigger = triggers.get(triggerId);
      if (trigger === undefined) throw new SlackRefusal('invalid_trigger_id');
      if (trigger.used) throw new SlackRefusal('exchanged_trigger_id');
      if (clock.now() - trigger.issuedAt > limits.triggerLifetime)
        throw new SlackRefusal('expired_trigger_id');
      trigger.used = true;
      return trigger;
    },
    responseUrl(about) {
      const path = `/${about.kind}s/${seed.team.id}/${secret(6)}/${secret()}`;
      urls.set(path, { ...about, issuedAt: clock.now(), uses: 0 });
      return path;
    },
    findResponseUrl: (path) => urls.get(path),
  };
}
