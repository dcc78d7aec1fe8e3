import type { Button, Overflow } from '@slack/types';

/** A button; `text` holds 75 characters. */
export function button(actionId: string, value: string, text: string, style?: Button['style']): Button {
  return {
    type: 'button',
    action_id: actionId,
    value,
    text: { type: 'plain_text', text, emoji: false },
    ...(style !== undefined && { style }),
  };
}

/** One entry of an overflow menu: a press on the button that it names. */
export interface MenuEntry {
  readonly action: string;
  readonly value: string;
  readonly text: string;
}

/** An overflow menu of one to five entries. https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export function menu(entries: readonly MenuEntry[]): Overflow {
  return {
    type: 'overflow',
    action_id: 'more',
    options: entries.map(({ action, value, text }) => ({
      text: { type: 'plain_text', text, emoji: false },
      value: `${action}:${value}`,
    })),
  };
}
