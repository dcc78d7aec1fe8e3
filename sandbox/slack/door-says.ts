import { channelSeenBy, type DoorParts } from './door.ts';
import { findMessage } from './messages.ts';
import { DoorError } from './refusal.ts';
import type { SlackMessage } from './types.ts';

/** Something that a person writes into a channel or a thread. */
export interface SayRequest {
  readonly user: string;
  readonly channel?: string | undefined;
  readonly thread_ts?: string | undefined;
  /** As Slack stores it: mentions as `<@U…>`, and `&`, `<`, `>` escaped. */
  readonly text: string;
}

/** Puts a person's message into a channel. The app is not told: it listens to no messages. */
export function say({ workspace }: DoorParts, request: SayRequest): SlackMessage {
  const channel = channelSeenBy(workspace, request.user, request.channel);
  const { user, text, thread_ts: threadTs } = request;
  if (threadTs !== undefined && findMessage(channel, threadTs) === undefined)
    throw new DoorError(`There is no message "${threadTs}" in ${channel.id} to answer.`);
  const message: SlackMessage = {
    type: 'message',
    ts: workspace.nextTs(),
    channel: channel.id,
    user,
    team: workspace.seed.team.id,
    text,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  };
  channel.messages.push({ current: message, earlier: [], chosen: new Map() });
  workspace.changed();
  return message;
}
