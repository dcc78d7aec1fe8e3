import type { InputBlock, PlainTextOption } from '@slack/types';
import type { KnownAccount } from '../core/account.ts';
import { plain } from './mrkdwn.ts';
import { spaced } from './words.ts';

/** An account that can be chosen. */
export type Choice = Pick<KnownAccount, 'id' | 'name'>;

/** A select holds 100 groups of 100 options, but a view only 250 KB; beyond this an id or a name is typed. */
const most = 1_000;
const groupSize = 100;

/**
 * The field that asks for an account: a select of all of them, or above 1,000 accounts a text. Read it with
 * `values.option('account') ?? values.text('account')`.
 */
export function accountField(
  choices: readonly Choice[],
  preset: string | undefined,
  words: { readonly label: string; readonly placeholder: string },
): InputBlock {
  const label = { type: 'plain_text' as const, text: words.label, emoji: false };
  const placeholder = { type: 'plain_text' as const, text: words.placeholder, emoji: false };
  const input = { type: 'input' as const, block_id: 'account', label };
  if (choices.length > most || choices.length === 0) {
    const initial = preset === undefined ? {} : { initial_value: preset };
    return { ...input, element: { type: 'plain_text_input', action_id: 'account', placeholder, ...initial } };
  }
  const options = [...choices].sort((a, b) => (a.name ?? a.id).localeCompare(b.name ?? b.id)).map(optionOf);
  const chosen = options.find(({ value }) => value === preset);
  return {
    ...input,
    element: {
      type: 'static_select',
      action_id: 'account',
      placeholder,
      ...(options.length <= groupSize ? { options } : { option_groups: groups(options) }),
      ...(chosen !== undefined && { initial_option: chosen }),
    },
  };
}

function optionOf({ id, name }: Choice): PlainTextOption & { readonly value: string } {
  const text = name === undefined ? spaced(id) : `${plain(name, 55)} · ${spaced(id)}`;
  return { text: { type: 'plain_text', text, emoji: false }, value: id };
}

/** Each group is called by its first and last account, as the volumes of an encyclopedia are. */
function groups(options: readonly PlainTextOption[]) {
  return Array.from({ length: Math.ceil(options.length / groupSize) }, (_, index) => {
    const part = options.slice(index * groupSize, (index + 1) * groupSize);
    const ends = [part[0], part.at(-1)].map((option) => plain(option?.text.text.split(' · ')[0] ?? '', 34));
    return { label: { type: 'plain_text' as const, text: ends.join(' – '), emoji: false }, options: part };
  });
}
