import { either, flag, id, list, part, plain, type Shape, text, typed } from './block-limits.ts';
import { limits } from './limits.ts';

const selects = ['static', 'users', 'channels', 'conversations', 'external'].flatMap((source) => [
  `${source}_select`,
  `multi_${source}_select`,
]);
const pickers = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];
const block = { block_id: id };
const picture = { alt_text: text(2_000, 1), image_url: text(3_000, 1), slack_file: part('slack_file') };

/**
 * Layout blocks: https://docs.slack.dev/reference/block-kit/blocks.
 * `image` is a block and an element with different properties; the element's shape is called `image_element` here.
 */
export const blockShapes: Readonly<Record<string, Shape>> = {
  actions: {
    fields: {
      ...block,
      elements: list(
        typed(
          'button',
          'overflow',
          'workflow_button',
          'rich_text_input',
          'datetimepicker',
          ...selects,
          ...pickers,
        ),
        1,
        25,
      ),
    },
    required: ['elements'],
  },
  context: {
    fields: { ...block, elements: list(typed('plain_text', 'mrkdwn', 'image_element'), 1, 10) },
    required: ['elements'],
  },
  divider: { fields: block },
  header: { fields: { ...block, text: plain(150) }, required: ['text'] },
  image: {
    fields: { ...block, ...picture, title: plain(2_000) },
    required: ['alt_text'],
    oneOf: ['image_url', 'slack_file'],
  },
  input: {
    fields: {
      ...block,
      label: plain(2_000),
      hint: plain(2_000),
      optional: flag,
      dispatch_action: flag,
      element: typed(
        ...['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input'],
        ...['file_input', 'datetimepicker', ...selects, ...pickers],
      ),
    },
    required: ['label', 'element'],
  },
  markdown: { fields: { ...block, text: text(limits.markdownText, 1) }, required: ['text'] },
  section: {
    fields: {
      ...block,
      text: either(3_000),
      fields: list(either(2_000), 1, 10),
      accessory: typed('button', 'overflow', 'workflow_button', 'image_element', ...selects, ...pickers),
      expand: flag,
    },
    anyOf: ['text', 'fields'],
  },
  image_element: { fields: picture, required: ['alt_text'], oneOf: ['image_url', 'slack_file'] },
};

const everywhere = [
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'video',
];

/**
 * Which blocks a surface takes. `file` cannot be sent by apps. The newest blocks (alert, card, …) are documented for
 * messages and homes only as far as could be confirmed; a modal refuses them.
 */
export const surfaceBlocks: Readonly<Record<'message' | 'modal' | 'home', readonly string[]>> = {
  message: [
    ...everywhere,
    ...['alert', 'card', 'carousel', 'container', 'context_actions', 'data_table'],
    ...['markdown', 'plan', 'table', 'task_card'],
  ],
  modal: everywhere,
  home: [...everywhere, 'alert', 'card', 'carousel', 'container'],
};
