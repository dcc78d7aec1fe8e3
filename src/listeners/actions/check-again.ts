import { noticeModal } from '../../blocks/modal.ts';
import { checkingAgainNotice, noSuchCheckNotice } from '../../blocks/sweep-notices.ts';
import { readFindingValue } from '../../core/finding-key.ts';
import { defineAction } from '../action.ts';
import { checkFinding } from '../check-again.ts';
import { fillLater } from '../open-modal.ts';

const title = { en: 'Check again', ko: '다시 점검' } as const;

export default defineAction({
  async press(pressed, services) {
    const { value, user, name, locale, responseUrl, message } = pressed;
    const finding = readFindingValue(value);
    if (finding === undefined) return noSuchCheckNotice(value, locale);
    // A report in a modal: what came of it has no place but another one.
    if (responseUrl === undefined) {
      await fillLater(pressed, title[locale], services);
      return undefined;
    }
    await services.jobs.enqueue({
      kind: 'check-again',
      ...finding,
      user,
      name,
      locale,
      responseUrl,
      ...(message?.unseen === false && { message: { channel: message.channel, ts: message.ts } }),
    });
    return checkingAgainNotice(locale);
  },

  async fill(work, services) {
    const { value, locale } = work;
    const finding = readFindingValue(value);
    if (finding === undefined) return noticeModal(noSuchCheckNotice(value, locale), locale);
    const { notice } = await checkFinding(finding, work, {}, services);
    return noticeModal(notice, locale);
  },
});
