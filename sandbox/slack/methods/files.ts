import { asObject, textAt } from '../../../src/core/json.ts';
import { jsonArgument, requiredText, textArgument } from '../arguments.ts';
import { announceFile, fileObject, uploadedFile, uploadPath } from '../files.ts';
import { readContent } from '../message-content.ts';
import { addMessage } from '../messages.ts';
import { SlackRefusal } from '../refusal.ts';
import { botIsIn, type Method, type MethodCall, threadOf } from './call.ts';

/** files.*: https://docs.slack.dev/reference/methods?family=files. files.upload is gone since November 2025. */
export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};

function getUploadUrl(call: MethodCall) {
  const name = requiredText(call.args, 'filename');
  const length = Number(textArgument(call.args, 'length') ?? 0);
  // https://docs.slack.dev/reference/methods/files.getUploadURLExternal#errors
  if (!Number.isInteger(length) || length < 1) throw new SlackRefusal('missing_argument');
  const file = announceFile(call.workspace, name, length);
  return { upload_url: `${call.origin()}${uploadPath}${file.ticket}`, file_id: file.id };
}

/** Shares files that were uploaded. The answer names neither a message nor its ts: Slack shares them a moment later. */
function completeUpload(call: MethodCall) {
  const { args, workspace } = call;
  const given = jsonArgument(args, 'files', 'invalid_arguments');
  if (!Array.isArray(given) || given.length === 0) throw new SlackRefusal('invalid_arguments');
  const files = given.map((entry: unknown) => ({
    file: uploadedFile(workspace, asObject(entry)?.id),
    title: textAt(entry, 'title'),
  }));
  const channelId = textArgument(args, 'channel_id');
  const channel = channelId === undefined ? undefined : destination(call, channelId);
  for (const { file, title } of files) {
    file.complete = true;
    file.title = title ?? file.name;
  }
  if (channel !== undefined) {
    const comment = textArgument(args, 'initial_comment');
    const blocks = comment === undefined && args.blocks !== undefined;
    const content = blocks ? readContent({ blocks: args.blocks }, { summed: true }) : { text: comment ?? '' };
    const threadTs = threadOf(call, channel);
    addMessage(workspace, channel, content, {
      files: files.map(({ file }) => fileObject(file)),
      ...(threadTs !== undefined && { threadTs }),
    });
  }
  return { files: files.map(({ file }) => ({ id: file.id, title: file.title })) };
}

/** An id and never a name; the bot must be in it, whatever its scopes (seen as not_in_channel). */
function destination(call: MethodCall, id: string) {
  const channel = call.workspace.channels.get(id);
  const hidden = channel?.kind === 'private' && !botIsIn(call, channel);
  if (channel === undefined || hidden) throw new SlackRefusal('invalid_channel');
  if (channel.archived) throw new SlackRefusal('posting_to_channel_denied');
  if (!botIsIn(call, channel)) throw new SlackRefusal('not_in_channel');
  return channel;
}
