import { asObject } from '../../src/core/json.ts';
import type { RawAnswer } from './delivery.ts';
import { channelSeenBy, type DoorParts, publicAnswer, tellFailure } from './door.ts';
import { addEphemeral, findMessage } from './messages.ts';
import { commandScope } from './method-scopes.ts';
import { shortcutPayload, slashPayload } from './payloads.ts';
import { DoorError, SlackRefusal } from './refusal.ts';
import { deliver } from './response-urls.ts';
import type { AppAnswer } from './types.ts';

/** The command that a text goes to when none is named. */
const usualCommand = '/rootguard';

/** A person types a command. */
export interface CommandRequest {
  readonly user: string;
  readonly channel?: string | undefined;
  /** What stands behind the command; the command itself may stand in front of it. */
  readonly text: string;
  readonly command?: string | undefined;
}

/** Sends a slash command and shows the person (or the channel) what the app answered in its 200. */
export async function runCommand(parts: DoorParts, request: CommandRequest): Promise<AppAnswer> {
  const { workspace, tickets } = parts;
  const { user } = request;
  const channel = channelSeenBy(workspace, user, request.channel);
  if (channel.archived)
    throw new DoorError(`${channel.id} is archived: nobody can type there. Call setArchived first.`);
  needCommandScope(parts);

  const { command, text } = spelled(request);
  const url = { kind: 'command', channel: channel.id, user } as const;
  const payload = slashPayload(workspace, {
    user,
    channel,
    command,
    text,
    responseUrl: parts.origin() + tickets.responseUrl(url),
    triggerId: tickets.trigger(user),
  });
  const answer = await parts.send({ type: 'slash_commands', payload });
  const error = answer.error ?? shownInChannel(parts, url, answer);
  if (error === undefined) return publicAnswer(answer);
  tellFailure(workspace, { user, channel, what: command }, error);
  return publicAnswer({ ...answer, error: answer.error ?? 'dispatch_failed' });
}

/** A person picks a shortcut; with a message it is a message shortcut. */
export async function runShortcut(
  parts: DoorParts,
  request: {
    readonly user: string;
    readonly callback_id: string;
    readonly channel?: string | undefined;
    readonly message_ts?: string | undefined;
  },
): Promise<AppAnswer> {
  const { workspace, tickets } = parts;
  const { user, callback_id: callbackId, message_ts: ts } = request;
  if (typeof callbackId !== 'string' || callbackId === '')
    throw new DoorError('A shortcut needs the "callback_id" that manifest.yml gives it.');
  const channel = channelSeenBy(workspace, user, request.channel);
  needCommandScope(parts);
  const message = ts === undefined ? undefined : findMessage(channel, ts)?.current;
  if (ts !== undefined && message === undefined)
    throw new DoorError(
      `There is no message "${ts}" in ${channel.id}. Take a ts from messages("${channel.id}").`,
    );

  const about = { user, callbackId, triggerId: tickets.trigger(user) };
  const url = {
    kind: 'action',
    channel: channel.id,
    user,
    ...(ts !== undefined && { messageTs: ts }),
  } as const;
  const on = message && { channel, message, responseUrl: parts.origin() + tickets.responseUrl(url) };
  const payload = shortcutPayload(workspace, on === undefined ? about : { ...about, on });
  const answer = await parts.send({ type: 'interactive', payload });
  if (answer.error !== undefined)
    tellFailure(workspace, { user, channel, what: workspace.seed.app.name }, answer.error);
  return publicAnswer(answer);
}

/** Shows the body of the 200; returns Slack's error if it cannot be shown. Nothing in it means nothing to show. */
function shownInChannel(
  { workspace }: DoorParts,
  url: { readonly kind: 'command'; readonly channel: string; readonly user: string },
  { body, isJson }: RawAnswer,
): string | undefined {
  if (typeof body === 'string') {
    if (body !== '') addEphemeral(workspace, url.user, workspace.channel(url.channel), { text: body });
    return undefined;
  }
  const message = isJson ? asObject(body) : undefined;
  if (message === undefined) return 'invalid_payload';
  if (Object.keys(message).length === 0) return undefined;
  try {
    deliver(workspace, url, message);
    return undefined;
  } catch (error) {
    if (error instanceof SlackRefusal) return error.code;
    throw error;
  }
}

function spelled({ text, command }: CommandRequest): { readonly command: string; readonly text: string } {
  if (typeof text !== 'string') throw new DoorError('A command needs a "text"; it may be empty.');
  if (command !== undefined && !/^\/[^\s/]{1,31}$/.test(command))
    throw new DoorError(
      `"${command}" is no slash command. It begins with "/" and has no spaces, like /rootguard.`,
    );
  const [first, ...rest] = text.trim().split(/\s+/);
  if (command === undefined && first === usualCommand) return { command: first, text: rest.join(' ') };
  return { command: command ?? usualCommand, text: text.trim() };
}

function needCommandScope({ scopes }: DoorParts): void {
  if (scopes.has(commandScope)) return;
  throw new DoorError(
    'The app has no "commands" scope, so Slack offers neither commands nor shortcuts. Add it.',
  );
}
