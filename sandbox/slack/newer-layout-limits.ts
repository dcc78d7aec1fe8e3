import {
  anyText,
  either,
  flag,
  id,
  list,
  mrkdwn,
  number,
  part,
  plain,
  type Rule,
  type Shape,
  text,
  typed,
  word,
} from './block-limits.ts';

const block = { block_id: id };
const imageElement: Rule = typed('image_element');
const cell: Rule = typed('raw_text', 'raw_number', 'rich_text');

/** Layout blocks for rich content, most of them from 2025 and 2026: https://docs.slack.dev/reference/block-kit/blocks */
export const newerBlockShapes: Readonly<Record<string, Shape>> = {
  alert: {
    fields: { ...block, text: either(200), level: word('default', 'info', 'warning', 'error', 'success') },
    required: ['text'],
  },
  card: {
    fields: {
      ...block,
      hero_image: imageElement,
      icon: imageElement,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(typed('button'), 1, 3),
    },
    anyOf: ['hero_image', 'title', 'actions', 'body'],
  },
  carousel: { fields: { ...block, elements: list(typed('card'), 1, 10) }, required: ['elements'] },
  container: {
    fields: {
      ...block,
      title: plain(150),
      rich_text_title: typed('rich_text'),
      subtitle: either(150),
      child_blocks: list(
        typed(
          ...['actions', 'context', 'divider', 'file', 'header', 'image', 'input'],
          ...['rich_text', 'section', 'table', 'video'],
        ),
        1,
        10,
      ),
      width: word('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    required: ['child_blocks'],
    anyOf: ['title', 'rich_text_title'],
  },
  context_actions: {
    fields: { ...block, elements: list(typed('feedback_buttons', 'icon_button'), 1, 5) },
    required: ['elements'],
  },
  data_table: {
    fields: {
      ...block,
      rows: list(list(cell, 1, 20), 2, 101),
      caption: { is: 'text', min: 1 },
      page_size: number(1, 100),
      row_header_column_index: number(0, 19),
    },
    required: ['rows', 'caption'],
  },
  plan: {
    fields: { ...block, title: anyText, tasks: list(typed('task_card'), 0) },
    required: ['title'],
  },
  table: {
    fields: {
      ...block,
      rows: list(list(cell, 1, 20), 1, 100),
      column_settings: list(part('column_settings'), 0, 20),
    },
    required: ['rows'],
  },
  task_card: {
    fields: {
      ...block,
      task_id: anyText,
      title: anyText,
      details: typed('rich_text'),
      output: typed('rich_text'),
      sources: list(typed('url'), 0),
      status: word('pending', 'in_progress', 'complete', 'error'),
    },
    required: ['task_id', 'title', 'status'],
  },
  video: {
    fields: {
      ...block,
      video_url: text(3_000, 1),
      thumbnail_url: text(3_000, 1),
      alt_text: text(2_000, 1),
      title: plain(199),
      title_url: text(3_000),
      author_name: text(49),
      provider_name: anyText,
      provider_icon_url: text(3_000),
      description: plain(3_000),
    },
    required: ['video_url', 'thumbnail_url', 'alt_text', 'title'],
  },
};
