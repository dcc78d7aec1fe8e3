import { anyText, flag, id, list, number, part, plain, type Shape, text, word } from './block-limits.ts';

const action = { action_id: id };
const confirm = { confirm: part('confirm') };
const focus = { focus_on_load: flag };
const placeholder = { placeholder: plain(150) };
const several = { max_selected_items: number(1, 100) };
const chooser = { ...action, ...confirm, ...focus, ...placeholder };
const filter = {
  filter: part('conversation_filter'),
  default_to_current_conversation: flag,
};
const options = {
  options: list(part('plain_option'), 1, 100),
  option_groups: list(part('option_group'), 1, 100),
};

/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements */
export const elementShapes: Readonly<Record<string, Shape>> = {
  button: {
    fields: {
      ...action,
      ...confirm,
      text: plain(75),
      value: text(2_000),
      url: text(3_000),
      style: word('primary', 'danger'),
      accessibility_label: text(75),
    },
    required: ['text'],
  },
  overflow: {
    fields: { ...action, ...confirm, options: list(part('overflow_option'), 1, 5) },
    required: ['options'],
  },
  static_select: {
    fields: { ...chooser, ...options, initial_option: part('plain_option') },
    oneOf: ['options', 'option_groups'],
  },
  multi_static_select: {
    fields: { ...chooser, ...several, ...options, initial_options: list(part('plain_option'), 1, 100) },
    oneOf: ['options', 'option_groups'],
  },
  users_select: { fields: { ...chooser, initial_user: anyText } },
  multi_users_select: { fields: { ...chooser, ...several, initial_users: list(anyText, 0) } },
  channels_select: { fields: { ...chooser, initial_channel: anyText, response_url_enabled: flag } },
  multi_channels_select: { fields: { ...chooser, ...several, initial_channels: list(anyText, 0) } },
  conversations_select: {
    fields: { ...chooser, ...filter, initial_conversation: anyText, response_url_enabled: flag },
  },
  multi_conversations_select: {
    fields: { ...chooser, ...several, ...filter, initial_conversations: list(anyText, 0) },
  },
  external_select: {
    fields: { ...chooser, initial_option: part('plain_option'), min_query_length: number(0, 100) },
  },
  multi_external_select: {
    fields: {
      ...chooser,
      ...several,
      initial_options: list(part('plain_option'), 1, 100),
      min_query_length: number(0, 100),
    },
  },
  workflow_button: {
    fields: {
      ...action,
      ...confirm,
      text: plain(75),
      workflow: part('workflow'),
      style: word('primary', 'danger'),
      accessibility_label: text(75),
    },
    required: ['text', 'workflow'],
  },
  feedback_buttons: {
    fields: { ...action, positive_button: part('feedback_button'), negative_button: part('feedback_button') },
    required: ['positive_button', 'negative_button'],
  },
  icon_button: {
    fields: {
      ...action,
      ...confirm,
      icon: anyText,
      text: plain(75),
      accessibility_label: text(75),
      value: text(2_000),
      visible_to_user_ids: list(anyText, 0),
    },
    required: ['icon', 'text'],
  },
  url: { fields: { url: text(3_000, 1), text: text(3_000, 1) }, required: ['url', 'text'] },
};
