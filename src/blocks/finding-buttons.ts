import type { ActionsBlock, Button } from '@slack/types';
import { findingValue } from '../core/finding-key.ts';
import type { Locale } from '../core/locale.ts';

/** What can be done about a check that fails: read how to fix it, and say that it is fixed. */
export function findingButtons(account: string, check: string, locale: Locale): ActionsBlock {
  const button = (actionId: string, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    value: findingValue(account, check),
    text: { type: 'plain_text', text, emoji: false },
  });
  const { fix, again } = words[locale];
  return { type: 'actions', elements: [button('how-to-fix', fix), button('check-again', again)] };
}

const words = {
  en: { fix: 'How to fix', again: 'Check again' },
  ko: { fix: '해결 방법', again: '다시 점검' },
} as const;
