import type { JsonObject } from '../../src/core/json.ts';
import type { SandboxClock } from '../clock.ts';
import type { StoredFile } from './files.ts';
import type { ConversationKind } from './method-scopes.ts';
import { DoorError } from './refusal.ts';
import type { SeedUser, SlackMessage, View, WorkspaceSeed } from './types.ts';

/** A conversation and everything said in it. Changed only by the files in this folder. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ConversationKind;
  /** In a direct message: the person on the other side. */
  readonly partner?: string;
  readonly members: Set<string>;
  archived: boolean;
  readonly messages: StoredMessage[];
}

/** A message and the blocks that it showed before: somebody may still be looking at those, and press them. */
export interface StoredMessage {
  current: SlackMessage;
  readonly earlier: (readonly JsonObject[])[];
  /** What people chose in its selects, by user, block_id and action_id. */
  readonly chosen: Map<string, JsonObject>;
}

/** An open modal or a home, with what the person typed so far inside `view.state`. */
export interface StoredView {
  view: View;
  readonly user: string;
  errors?: Readonly<Record<string, string>>;
}

/** The whole state of the workspace. Lookups throw a DoorError: the Web API asks with `find…` and answers Slack's error. */
export interface Workspace {
  readonly seed: WorkspaceSeed;
  readonly clock: SandboxClock;
  readonly channels: Map<string, Channel>;
  readonly ephemerals: Map<string, StoredMessage[]>;
  readonly modals: Map<string, StoredView[]>;
  readonly homes: Map<string, StoredView>;
  readonly files: Map<string, StoredFile>;
  /** Ids of people whose accounts were deactivated: Slack still knows them, and they can do nothing any more. */
  readonly left: Set<string>;
  user(id: string): SeedUser;
  findUser(id: string): SeedUser | undefined;
  channel(id: string | undefined): Channel;
  /** By id, by `#name`, or the direct message with a person by their user id (opened if need be). */
  findChannel(reference: string): Channel | undefined;
  /** The direct message between the bot and a person; opened if it was not there. */
  directMessage(user: string): { readonly channel: Channel; readonly opened: boolean };
  /** A message timestamp: seconds with six digits, higher than any before. */
  nextTs(): string;
  /** Tells the listeners that something changed. */
  changed(): void;
  onChange(listener: () => void): () => void;
}

/** Makes the workspace of a seed. */
export function createWorkspace(seed: WorkspaceSeed, clock: SandboxClock): Workspace {
  const users = new Map(seed.users.map((user) => [user.id, user]));
  const channels = new Map(seed.channels.map((channel) => [channel.id, seededChannel(channel)]));
  const listeners = new Set<() => void>();
  const left = new Set<string>();
  let lastMicros = 0;

  const findUser = (id: string) => users.get(id);

  const directMessage = (user: string) => {
    const id = `D${user.slice(1)}`;
    const known = channels.get(id);
    if (known !== undefined) return { channel: known, opened: false };
    const members = new Set([user, seed.bot.userId]);
    const channel: Channel = {
      id,
      name: 'directmessage',
      kind: 'im',
      partner: user,
      members,
      archived: false,
      messages: [],
    };
    channels.set(id, channel);
    return { channel, opened: true };
  };

  return {
    seed,
    clock,
    channels,
    ephemerals: new Map(),
    modals: new Map(),
    homes: new Map(),
    files: new Map(),
    left,
    findUser,
    user(id) {
      const user = users.get(id);
      if (user !== undefined && !left.has(id)) return user;
      if (user !== undefined) throw new DoorError(`${id} has left this workspace. Call setLeft first.`);
      throw new DoorError(
        `There is no user "${id}" in this workspace. Use one of: ${[...users.keys()].join(', ')}.`,
      );
    },
    channel(id) {
      const channel = id === undefined ? [...channels.values()][0] : channels.get(id);
      if (channel !== undefined) return channel;
      const known = [...channels.keys()].join(', ');
      throw new DoorError(`There is no channel "${String(id)}" in this workspace. Use one of: ${known}.`);
    },
    findChannel(reference) {
      const name = reference.replace(/^#/, '');
      const byName = [...channels.values()].find((channel) => channel.kind !== 'im' && channel.name === name);
      if (users.has(reference)) return directMessage(reference).channel;
      return channels.get(reference) ?? byName;
    },
    directMessage,
    nextTs() {
      lastMicros = Math.max(Math.floor(clock.now() * 1_000), lastMicros + 1);
      return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
    changed() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function seededChannel(seed: WorkspaceSeed['channels'][number]): Channel {
  return {
    id: seed.id,
    name: seed.name,
    kind: seed.isPrivate === true ? 'private' : 'public',
    members: new Set(seed.members),
    archived: seed.archived ?? false,
    messages: [],
  };
}
