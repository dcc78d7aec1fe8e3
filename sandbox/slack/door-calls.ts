import type { JsonObject } from '../../src/core/json.ts';
import type { DoorParts } from './door.ts';
import { type ActionRequest, runAction } from './door-actions.ts';
import { type CommandRequest, runCommand, runShortcut } from './door-commands.ts';
import { openHomeOf, sendEvent } from './door-events.ts';
import { type SayRequest, say } from './door-says.ts';
import { runClose, runSubmit, type SubmitRequest } from './door-submissions.ts';
import { isTopLevel } from './messages.ts';
import type { ConversationKind } from './method-scopes.ts';
import type { AppAnswer, SlackMessage, View } from './types.ts';
import type { StoredView } from './workspace.ts';

/**
 * What people do and see. Every call refuses what Slack's client would not let them do, with a DoorError whose
 * message names the cause and the cure. `channel` is the first seeded channel unless it is given.
 */
export interface Door {
  /** Types a slash command (`/rootguard` unless another is named). */
  command(request: CommandRequest): Promise<AppAnswer>;
  /** Presses a button or chooses an option; in the last message that has the action unless one is named. */
  action(request: ActionRequest): Promise<AppAnswer>;
  /** Fills in the modal on top and submits it. */
  submit(request: SubmitRequest): Promise<AppAnswer>;
  /** Closes the modal on top; an answer only if the app asked to be told. */
  closeView(request: { readonly user: string; readonly view_id: string }): Promise<AppAnswer | undefined>;
  /** Writes a message. */
  say(request: SayRequest): SlackMessage;
  /** Picks a global shortcut. */
  shortcut(request: {
    readonly user: string;
    readonly callback_id: string;
    readonly channel?: string | undefined;
  }): Promise<AppAnswer>;
  /** Picks a shortcut in a message's menu. */
  messageShortcut(request: {
    readonly user: string;
    readonly callback_id: string;
    readonly channel?: string | undefined;
    readonly message_ts: string;
  }): Promise<AppAnswer>;
  /** Opens the app's home tab. */
  openHome(user: string): Promise<AppAnswer>;
  /** Sends any other event to the app, such as `{type:'app_uninstalled'}`. */
  event(event: JsonObject): Promise<AppAnswer>;
  /** Every conversation, in the order of the seed; direct messages once they were opened. */
  channels(): readonly ChannelSummary[];
  /** Oldest first: a channel's top level, or with `threadTs` the parent and its replies. */
  messages(channel?: string, threadTs?: string): readonly SlackMessage[];
  /** What only this person sees, oldest first: ephemeral messages, commands' answers, Slackbot's errors. */
  ephemeral(user: string): readonly SlackMessage[];
  /** The person's open modals, the top one last. */
  views(user: string): readonly View[];
  /** The home that the app published for the person. */
  home(user: string): View | undefined;
  /** Calls back after every change that somebody could see. Returns the way to stop it. */
  onChange(listener: () => void): () => void;
}

/** What a list of channels shows. */
export interface ChannelSummary {
  readonly id: string;
  readonly name: string;
  readonly kind: ConversationKind;
  readonly archived: boolean;
  readonly members: readonly string[];
}

/** Makes the door of a workspace. */
export function createDoor(parts: DoorParts): Door {
  const { workspace } = parts;
  return {
    command: async (request) => runCommand(parts, request),
    action: async (request) => runAction(parts, request),
    submit: async (request) => runSubmit(parts, request),
    closeView: async (request) => runClose(parts, request),
    say: (request) => say(parts, request),
    shortcut: async (request) => runShortcut(parts, request),
    messageShortcut: async (request) => runShortcut(parts, request),
    openHome: async (user) => openHomeOf(parts, user),
    event: (event) => sendEvent(parts, event),
    channels: () =>
      [...workspace.channels.values()].map(({ id, name, kind, archived, members }) => ({
        id,
        name,
        kind,
        archived,
        members: [...members],
      })),
    messages(channel, threadTs) {
      const all = workspace.channel(channel).messages.map(({ current }) => current);
      if (threadTs === undefined) return all.filter(isTopLevel);
      return all.filter((message) => message.ts === threadTs || message.thread_ts === threadTs);
    },
    ephemeral(user) {
      workspace.user(user);
      return (workspace.ephemerals.get(user) ?? []).map(({ current }) => current);
    },
    views(user) {
      workspace.user(user);
      return (workspace.modals.get(user) ?? []).map(shown);
    },
    home(user) {
      workspace.user(user);
      return workspace.homes.get(user)?.view;
    },
    onChange: workspace.onChange,
  };
}

function shown({ view, errors }: StoredView): View {
  return errors === undefined ? view : { ...view, errors };
}
