import type { RawAnswer, Sender } from './delivery.ts';
import { addEphemeral } from './messages.ts';
import { DoorError } from './refusal.ts';
import type { Tickets } from './tickets.ts';
import type { AppAnswer } from './types.ts';
import type { Channel, Workspace } from './workspace.ts';

/** What the acts of people need: the workspace, tickets for the app, and the way to it. */
export interface DoorParts {
  readonly workspace: Workspace;
  readonly tickets: Tickets;
  readonly send: Sender;
  /** Where response_urls live, such as `http://127.0.0.1:49152`. */
  readonly origin: () => string;
  readonly scopes: ReadonlySet<string>;
  /** Aborted when the workspace closes: no retry may come after that. */
  readonly closed: AbortSignal;
}

/** The channel that a person acts in. Throws a DoorError if they cannot see it. */
export function channelSeenBy(workspace: Workspace, user: string, id: string | undefined): Channel {
  workspace.user(user);
  const channel = workspace.channel(id);
  if (channel.kind !== 'public' && !channel.members.has(user))
    throw new DoorError(
      `${user} cannot see ${channel.id}: it is not public and they are not in it. Call setMember first.`,
    );
  return channel;
}

/** The answer as the door gives it, without what only the local Slack needs to know. */
export function publicAnswer({ status, ms, body, error }: RawAnswer): AppAnswer {
  return error === undefined ? { status, ms, body } : { status, ms, body, error };
}

/** Tells a person what Slack tells them when an app fails. `what` is the command or the app's name. */
export function tellFailure(
  workspace: Workspace,
  about: { readonly user: string; readonly channel: Channel; readonly what: string },
  error: string,
): void {
  const text = `${about.what} failed with the error "${error}"`;
  addEphemeral(workspace, about.user, about.channel, { text }, { from: 'slackbot' });
}
