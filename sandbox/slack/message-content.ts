import { asObject, type JsonObject } from '../../src/core/json.ts';
import { flagArgument, jsonArgument, textArgument } from './arguments.ts';
import { withIds } from './ids.ts';
import { limits } from './limits.ts';
import { refuseIssues, SlackRefusal } from './refusal.ts';
import { textLength, validateBlocks } from './validate-blocks.ts';

/** What an app wants to say: at least a text, blocks or attachments. */
export interface MessageContent {
  readonly text: string;
  readonly blocks?: readonly JsonObject[];
  readonly attachments?: readonly JsonObject[];
}

/**
 * Reads and checks the content of a message, the same for posting, updating, commands' answers and response_urls.
 * `summed` applies the undocumented limit over all blocks, which only chat.postMessage and chat.update have.
 * Throws a SlackRefusal: no_text, invalid_blocks, invalid_blocks_format, msg_blocks_too_long, too_many_attachments.
 */
export function readContent(args: JsonObject, options: { readonly summed: boolean }): MessageContent {
  const text = textArgument(args, 'text') ?? '';
  const blocks = readBlocks(args, options.summed);
  const attachments = readAttachments(args);
  if (text === '' && blocks === undefined && attachments === undefined) throw new SlackRefusal('no_text');
  return {
    text,
    ...(blocks !== undefined && { blocks }),
    ...(attachments !== undefined && { attachments }),
  };
}

/**
 * A message's metadata, or undefined if none was sent. Values are flat, or one level of objects and lists of them.
 * Throws invalid_metadata_format or metadata_too_large. https://docs.slack.dev/messaging/message-metadata
 */
export function readMetadata(args: JsonObject): JsonObject | undefined {
  const given = jsonArgument(args, 'metadata', 'invalid_metadata_format');
  if (given === undefined) return undefined;
  const metadata = asObject(given);
  const payload = asObject(metadata?.event_payload);
  if (metadata === undefined || typeof metadata.event_type !== 'string' || metadata.event_type === '')
    throw new SlackRefusal('invalid_metadata_format');
  if (payload === undefined || !Object.values(payload).every(isMetadataValue))
    throw new SlackRefusal('invalid_metadata_format');
  if (Buffer.byteLength(JSON.stringify(metadata)) > limits.metadataBytes)
    throw new SlackRefusal('metadata_too_large');
  return { event_type: metadata.event_type, event_payload: payload };
}

/** True if the argument is there and means yes. */
export function isSet(args: JsonObject, name: string): boolean {
  return flagArgument(args, name) === true;
}

function readBlocks(args: JsonObject, summed: boolean): readonly JsonObject[] | undefined {
  const blocks = jsonArgument(args, 'blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new SlackRefusal('invalid_blocks_format');
  if (blocks.length === 0) return undefined;
  refuseIssues('invalid_blocks', validateBlocks(blocks, 'message'));
  if (summed && textLength(blocks) + blocks.length * limits.blockContainer > limits.blocksText)
    throw new SlackRefusal('msg_blocks_too_long');
  return withIds(blocks);
}

function readAttachments(args: JsonObject): readonly JsonObject[] | undefined {
  const given = jsonArgument(args, 'attachments', 'invalid_attachments');
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw new SlackRefusal('invalid_attachments');
  if (given.length > limits.attachments) throw new SlackRefusal('too_many_attachments');
  if (given.length === 0) return undefined;
  return given.map((entry: unknown, index) => {
    const attachment = asObject(entry);
    if (attachment === undefined) throw new SlackRefusal('invalid_attachments');
    if (attachment.blocks === undefined) return { id: index + 1, ...attachment };
    refuseIssues(
      'invalid_blocks',
      validateBlocks(attachment.blocks, 'message', `/attachments/${index}/blocks`),
    );
    return { id: index + 1, ...attachment, blocks: withIds(attachment.blocks as readonly unknown[]) };
  });
}

function isMetadataValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry: unknown) => isPlain(entry) || isFlat(entry));
  return isPlain(value) || isFlat(value);
}

function isFlat(value: unknown): boolean {
  const object = asObject(value);
  return object !== undefined && Object.values(object).every(isPlain);
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
