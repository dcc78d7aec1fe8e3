import type { KnownBlock } from '@slack/types';
import { visible } from './mrkdwn.ts';

/** What a person wrote, as literal quoted text: in rich text nothing that it holds is a mention, a link or a format. */
export function written(text: string | undefined): KnownBlock[] {
  if (text === undefined || text === '') return [];
  return [
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: visible(text) || '–' }] }],
    },
  ];
}
