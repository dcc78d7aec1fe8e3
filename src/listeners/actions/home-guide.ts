import { guideText } from '../../blocks/guide-text.ts';
import { readingModal } from '../../blocks/modal.ts';
import { guides } from '../../guides/index.generated.ts';
import { defineAction } from '../action.ts';
import { openModal } from '../open-modal.ts';

const title = { en: 'How to', ko: '가이드' } as const;

export default defineAction({
  async press(press, services) {
    const { value, locale } = press;
    const guide = Object.hasOwn(guides, value) ? guides[value] : undefined;
    if (guide === undefined) return undefined;
    const { blocks } = guideText(guide, locale);
    await openModal(press, readingModal(title[locale], blocks, locale), services);
    return undefined;
  },
});
