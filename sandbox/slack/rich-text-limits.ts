import { anyText, flag, id, list, number, part, type Rule, type Shape, typed, word } from './block-limits.ts';

const style = { style: part('rich_text_style') };
const border = { border: number(0, 1) };
const inline: Rule = typed(
  ...['broadcast', 'color', 'channel', 'date', 'emoji', 'link', 'team', 'text', 'user', 'usergroup'],
);

/** Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richTextShapes: Readonly<Record<string, Shape>> = {
  rich_text: {
    fields: {
      block_id: id,
      elements: list(
        typed('rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'),
        1,
      ),
    },
    required: ['elements'],
  },
  rich_text_section: { fields: { elements: list(inline, 0) }, required: ['elements'] },
  rich_text_list: {
    fields: {
      ...border,
      elements: list(typed('rich_text_section'), 1),
      style: word('bullet', 'ordered'),
      indent: number(0, 8),
      offset: number(0, 10_000),
    },
    required: ['elements', 'style'],
  },
  rich_text_quote: { fields: { ...border, elements: list(inline, 0) }, required: ['elements'] },
  rich_text_preformatted: {
    fields: { ...border, elements: list(typed('text', 'link'), 0), language: anyText },
    required: ['elements'],
  },
  broadcast: { fields: { ...style, range: word('here', 'channel', 'everyone') }, required: ['range'] },
  color: { fields: { ...style, value: anyText }, required: ['value'] },
  channel: { fields: { ...style, channel_id: anyText }, required: ['channel_id'] },
  date: {
    fields: {
      ...style,
      timestamp: { is: 'number', whole: true },
      format: anyText,
      url: anyText,
      fallback: anyText,
    },
    required: ['timestamp', 'format'],
  },
  emoji: {
    fields: { ...style, name: anyText, unicode: anyText, url: anyText, skin_tone: number(1, 6) },
    required: ['name'],
  },
  link: { fields: { ...style, url: anyText, text: anyText, unsafe: flag }, required: ['url'] },
  team: { fields: { ...style, team_id: anyText }, required: ['team_id'] },
  text: { fields: { ...style, text: { is: 'text', min: 1 } }, required: ['text'] },
  user: { fields: { ...style, user_id: anyText }, required: ['user_id'] },
  usergroup: { fields: { ...style, usergroup_id: anyText }, required: ['usergroup_id'] },
};

/** Views: https://docs.slack.dev/reference/views. `blocks` are checked apart, as the surface decides about them. */
export const viewShapes: Readonly<Record<'modal' | 'home', Shape>> = {
  modal: {
    fields: {
      title: { is: 'typed', of: ['plain_text'], max: 24 },
      submit: { is: 'typed', of: ['plain_text'], max: 24 },
      close: { is: 'typed', of: ['plain_text'], max: 24 },
      blocks: { is: 'anything' },
      private_metadata: { is: 'text', max: 3_000 },
      callback_id: id,
      external_id: id,
      clear_on_close: flag,
      notify_on_close: flag,
      submit_disabled: flag,
    },
    required: ['title', 'blocks'],
  },
  home: {
    fields: {
      blocks: { is: 'anything' },
      private_metadata: { is: 'text', max: 3_000 },
      callback_id: id,
      external_id: id,
    },
    required: ['blocks'],
  },
};
