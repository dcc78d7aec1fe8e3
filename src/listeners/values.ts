import { asText, at, textAt } from '../core/json.ts';

/**
 * What a person filled in, read safely: a field that is missing, empty or of another kind is undefined. A field's
 * block_id and action_id are both its name. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export interface Values {
  /** Typed text without blanks around it. */
  text(field: string): string | undefined;
  /** The value of the chosen option of a select or of radio buttons. */
  option(field: string): string | undefined;
  /** The values of all chosen options. */
  options(field: string): readonly string[];
  /** The id of the chosen person. */
  user(field: string): string | undefined;
  /** A chosen date and time, in ms since the epoch; Slack sends seconds. */
  time(field: string): number | undefined;
}

/** Reads `view.state.values`. Takes anything and never throws. */
export function readValues(state: unknown): Values {
  const value = (field: string, ...path: readonly string[]) => at(state, field, field, ...path);
  return {
    text: (field) => asText(textAt(state, field, field, 'value')?.trim()),
    option: (field) => asText(value(field, 'selected_option', 'value')),
    options(field) {
      const chosen = value(field, 'selected_options');
      return Array.isArray(chosen) ? chosen.flatMap((option) => textAt(option, 'value') ?? []) : [];
    },
    user: (field) => asText(value(field, 'selected_user')),
    time(field) {
      const seconds = value(field, 'selected_date_time');
      return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : undefined;
    },
  };
}
