import {
  anyText,
  flag,
  id,
  list,
  number,
  part,
  plain,
  type Rule,
  type Shape,
  text,
  typed,
} from './block-limits.ts';

const action = { action_id: id };
const confirm = { confirm: part('confirm') };
const focus = { focus_on_load: flag };
const placeholder = { placeholder: plain(150) };
const dispatch = { dispatch_action_config: part('dispatch_action_config') };
const chooser = { ...action, ...confirm, ...focus, ...placeholder };
const date: Rule = { is: 'text', pattern: /^\d{4}-\d{2}-\d{2}$/ };
const time: Rule = { is: 'text', pattern: /^([01]\d|2[0-3]):[0-5]\d$/ };

/** Elements that take what a person enters: https://docs.slack.dev/reference/block-kit/block-elements */
export const inputShapes: Readonly<Record<string, Shape>> = {
  checkboxes: {
    fields: {
      ...action,
      ...confirm,
      ...focus,
      options: list(part('rich_option'), 1, 10),
      initial_options: list(part('rich_option'), 1, 10),
    },
    required: ['options'],
  },
  radio_buttons: {
    fields: {
      ...action,
      ...confirm,
      ...focus,
      options: list(part('rich_option'), 1, 10),
      initial_option: part('rich_option'),
    },
    required: ['options'],
  },
  datepicker: { fields: { ...chooser, initial_date: date } },
  timepicker: { fields: { ...chooser, initial_time: time, timezone: anyText } },
  datetimepicker: {
    fields: { ...action, ...confirm, ...focus, initial_date_time: number(1_000_000_000, 9_999_999_999) },
  },
  plain_text_input: {
    fields: {
      ...action,
      ...focus,
      ...placeholder,
      ...dispatch,
      initial_value: text(3_000),
      multiline: flag,
      min_length: number(0, 3_000),
      max_length: number(1, 3_000),
    },
  },
  email_text_input: { fields: { ...action, ...focus, ...placeholder, ...dispatch, initial_value: anyText } },
  url_text_input: { fields: { ...action, ...focus, ...placeholder, ...dispatch, initial_value: anyText } },
  number_input: {
    fields: {
      ...action,
      ...focus,
      ...placeholder,
      ...dispatch,
      is_decimal_allowed: flag,
      initial_value: anyText,
      min_value: anyText,
      max_value: anyText,
    },
    required: ['is_decimal_allowed'],
  },
  rich_text_input: {
    fields: {
      ...action,
      ...focus,
      ...placeholder,
      ...dispatch,
      initial_value: typed('rich_text'),
      min_lines: number(1, 100),
      max_lines: number(1, 100),
    },
  },
  file_input: { fields: { ...action, filetypes: list(anyText, 1), max_files: number(1, 10) } },
};
