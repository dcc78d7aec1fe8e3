import { randomBytes } from 'node:crypto';
import { asObject, type JsonObject } from '../../src/core/json.ts';

/** An id of Slack's shape: a letter or two, then upper-case letters and digits. */
export function slackId(prefix: string): string {
  return prefix + randomBytes(8).toString('hex').toUpperCase().slice(0, 10);
}

/** The secret tail of a URL or a trigger. */
export function secret(bytes = 16): string {
  return randomBytes(bytes).toString('hex');
}

/** Blocks as Slack stores them: a block_id where none was given, and an action_id in every interactive element. */
export function withIds(blocks: readonly unknown[]): readonly JsonObject[] {
  return blocks.map((entry) => {
    const block = asObject(entry) ?? {};
    const { elements, accessory, element, child_blocks: children } = block;
    return {
      ...block,
      block_id: given(block.block_id) ?? shortId(),
      ...(Array.isArray(elements) && { elements: elements.map(withActionId) }),
      ...(accessory !== undefined && { accessory: withActionId(accessory) }),
      ...(element !== undefined && { element: withActionId(element) }),
      ...(Array.isArray(children) && { child_blocks: withIds(children) }),
    };
  });
}

const withoutAction = ['plain_text', 'mrkdwn', 'image', 'card'];

function withActionId(entry: unknown): unknown {
  const element = asObject(entry);
  if (element === undefined || typeof element.type !== 'string') return entry;
  const passive = withoutAction.includes(element.type) || /^rich_text_(?!input)/.test(element.type);
  return passive ? element : { ...element, action_id: given(element.action_id) ?? shortId() };
}

/** An empty id counts as none. */
function given(id: unknown): unknown {
  return id === '' ? undefined : id;
}

/** Slack's generated ids look like `Xy2k+`. */
function shortId(): string {
  return randomBytes(4).toString('base64').slice(0, 5);
}
