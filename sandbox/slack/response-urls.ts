import { asObject, type JsonObject } from '../../src/core/json.ts';
import { limits } from './limits.ts';
import { isSet, type MessageContent, readContent } from './message-content.ts';
import { addEphemeral, addMessage, changeMessage, findMessage, removeMessage } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import { type Reply, replyOf } from './reply.ts';
import type { ResponseUrl, Tickets } from './tickets.ts';
import type { Channel, StoredMessage, Workspace } from './workspace.ts';

/**
 * Answers a POST to a response_url: five uses in thirty minutes, no token, any channel. 404 when it is unknown, used
 * up or expired, 400 when the message is refused.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export function answerResponseUrl(workspace: Workspace, tickets: Tickets, path: string, body: string): Reply {
  const url = tickets.findResponseUrl(path);
  const refusal = refusalOf(url, workspace.clock.now());
  if (url === undefined || refusal !== undefined)
    return replyOf(() => {
      throw new SlackRefusal(refusal ?? 'invalid_url');
    }, 404);
  return replyOf(() => {
    deliver(workspace, url, readBody(body));
    url.uses += 1;
    return { status: 200, body: { ok: true } };
  }, 400);
}

function refusalOf(url: ResponseUrl | undefined, now: number): string | undefined {
  if (url === undefined) return 'invalid_url';
  if (now - url.issuedAt > limits.responseUrl.lifetime) return 'expired_url';
  return url.uses >= limits.responseUrl.uses ? 'used_url' : undefined;
}

/**
 * Shows an app's answer to a person or to the channel. A slash command's answer never replaces anything: Slack posts
 * a second message instead (bolt-js issue #2287), and so does this.
 */
export function deliver(
  workspace: Workspace,
  url: Omit<ResponseUrl, 'issuedAt' | 'uses'>,
  args: JsonObject,
): void {
  const channel = workspace.channel(url.channel);
  const original = url.kind === 'action' ? originalOf(workspace, channel, url) : undefined;
  if (isSet(args, 'delete_original') && original !== undefined) {
    remove(workspace, channel, url.user, original);
    return;
  }

  const content = readContent(args, { summed: false });
  if (isSet(args, 'replace_original') && original !== undefined) {
    changeMessage(workspace, original, content);
    return;
  }
  show(workspace, channel, url, args, content);
}

function show(
  workspace: Workspace,
  channel: Channel,
  url: Omit<ResponseUrl, 'issuedAt' | 'uses'>,
  args: JsonObject,
  content: MessageContent,
): void {
  const type = args.response_type ?? 'ephemeral';
  if (type !== 'ephemeral' && type !== 'in_channel') throw new SlackRefusal('invalid_response_type');
  const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
  if (threadTs !== undefined && findMessage(channel, threadTs) === undefined)
    throw new SlackRefusal('thread_not_found');
  const extras = threadTs === undefined ? {} : { threadTs };
  if (type === 'in_channel') addMessage(workspace, channel, content, extras);
  else addEphemeral(workspace, url.user, channel, content, extras);
}

function originalOf(
  workspace: Workspace,
  channel: Channel,
  { messageTs, user }: { readonly messageTs?: string; readonly user: string },
): StoredMessage | undefined {
  if (messageTs === undefined) return undefined;
  const unseen = workspace.ephemerals.get(user) ?? [];
  return findMessage(channel, messageTs) ?? unseen.find(({ current }) => current.ts === messageTs);
}

function remove(workspace: Workspace, channel: Channel, user: string, original: StoredMessage): void {
  if (original.current.is_ephemeral !== true) {
    removeMessage(workspace, channel, original);
    return;
  }
  const kept = (workspace.ephemerals.get(user) ?? []).filter((message) => message !== original);
  workspace.ephemerals.set(user, kept);
  workspace.changed();
}

function readBody(body: string): JsonObject {
  try {
    const json = asObject(JSON.parse(body) as unknown);
    if (json !== undefined) return json;
  } catch {
    // Falls through.
  }
  throw new SlackRefusal('invalid_payload');
}
