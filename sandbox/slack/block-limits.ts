/**
 * Block Kit as data, written from https://docs.slack.dev/reference/block-kit (blocks, block elements, composition
 * objects) and the doc comments of @slack/types 3.2. Not shared with the app's own builders, on purpose: a limit
 * that is misread there must still be caught here.
 *
 * A shape lists every property that Slack knows; any other property is refused. Lengths are in UTF-16 code units.
 */
export type Rule =
  | { readonly is: 'text'; readonly min?: number; readonly max?: number; readonly pattern?: RegExp }
  | { readonly is: 'word'; readonly of: readonly string[] }
  | { readonly is: 'flag' }
  | { readonly is: 'number'; readonly min?: number; readonly max?: number; readonly whole?: boolean }
  | { readonly is: 'list'; readonly of: Rule; readonly min?: number; readonly max?: number }
  /** An object told by its `type`; `max` is the longest `text` of a text object here. */
  | { readonly is: 'typed'; readonly of: readonly string[]; readonly max?: number }
  /** An object without a `type`. */
  | { readonly is: 'part'; readonly of: string }
  | { readonly is: 'anything' };

/** What an object may and must have. */
export interface Shape {
  readonly fields: Readonly<Record<string, Rule>>;
  readonly required?: readonly string[];
  /** At least one of these must be there. */
  readonly anyOf?: readonly string[];
  /** Exactly one of these must be there. */
  readonly oneOf?: readonly string[];
}

/** Longest `text` of a text object where nothing shorter is said. */
export const textMax = 3_000;

export const text = (max: number, min = 0): Rule => ({ is: 'text', max, min });
export const id: Rule = text(255);
export const flag: Rule = { is: 'flag' };
export const anyText: Rule = { is: 'text' };
export const plain = (max: number): Rule => ({ is: 'typed', of: ['plain_text'], max });
export const mrkdwn = (max: number): Rule => ({ is: 'typed', of: ['mrkdwn'], max });
export const either = (max: number): Rule => ({ is: 'typed', of: ['plain_text', 'mrkdwn'], max });
export const typed = (...of: readonly string[]): Rule => ({ is: 'typed', of });
export const part = (of: string): Rule => ({ is: 'part', of });
export const list = (of: Rule, min: number, max?: number): Rule =>
  max === undefined ? { is: 'list', of, min } : { is: 'list', of, min, max };
export const word = (...of: readonly string[]): Rule => ({ is: 'word', of });
export const number = (min: number, max: number): Rule => ({ is: 'number', min, max, whole: true });

/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects */
export const compositionShapes: Readonly<Record<string, Shape>> = {
  plain_text: { fields: { text: text(textMax, 1), emoji: flag }, required: ['text'] },
  mrkdwn: { fields: { text: text(textMax, 1), verbatim: flag }, required: ['text'] },
  raw_text: { fields: { text: { is: 'text', min: 1 } }, required: ['text'] },
  raw_number: {
    fields: { value: { is: 'number' }, text: { is: 'text', min: 1 } },
    required: ['value', 'text'],
  },
};

/** Composition objects that have no `type`. The documentation allows 150 for options since 2025; the SDK's 75 is kept. */
export const partShapes: Readonly<Record<string, Shape>> = {
  plain_option: {
    fields: { text: plain(75), value: text(75), description: plain(75) },
    required: ['text', 'value'],
  },
  rich_option: {
    fields: { text: either(75), value: text(75), description: either(75) },
    required: ['text', 'value'],
  },
  overflow_option: {
    fields: { text: plain(75), value: text(75), description: plain(75), url: text(3_000) },
    required: ['text', 'value'],
  },
  option_group: {
    fields: { label: plain(75), options: list(part('plain_option'), 1, 100) },
    required: ['label', 'options'],
  },
  confirm: {
    fields: {
      title: plain(100),
      text: either(300),
      confirm: plain(30),
      deny: plain(30),
      style: word('primary', 'danger'),
    },
    required: ['text'],
  },
  dispatch_action_config: {
    fields: { trigger_actions_on: list(word('on_enter_pressed', 'on_character_entered'), 1, 2) },
  },
  conversation_filter: {
    fields: {
      include: list(word('im', 'mpim', 'private', 'public'), 1),
      exclude_external_shared_channels: flag,
      exclude_bot_users: flag,
    },
    anyOf: ['include', 'exclude_external_shared_channels', 'exclude_bot_users'],
  },
  slack_file: { fields: { id: anyText, url: anyText }, oneOf: ['id', 'url'] },
  workflow: { fields: { trigger: { is: 'anything' } }, required: ['trigger'] },
  feedback_button: {
    fields: { text: plain(75), accessibility_label: text(75), value: text(2_000) },
    required: ['text', 'value'],
  },
  column_settings: { fields: { align: word('left', 'center', 'right'), is_wrapped: flag } },
  rich_text_style: {
    fields: {
      bold: flag,
      code: flag,
      italic: flag,
      strike: flag,
      underline: flag,
      highlight: flag,
      client_highlight: flag,
      unlink: flag,
    },
  },
};
