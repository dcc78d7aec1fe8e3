import { checkingAgainNotice, noSuchCheckNotice } from '../../blocks/sweep-notices.ts';
import { readFindingValue } from '../../core/finding-key.ts';
import { defineAction } from '../action.ts';

export default defineAction({
  async press({ value, user, name, locale, responseUrl }, { jobs }) {
    const finding = readFindingValue(value);
    if (finding === undefined || responseUrl === undefined) return noSuchCheckNotice(value, locale);
    await jobs.enqueue({ kind: 'check-again', ...finding, user, name, locale, responseUrl });
    return checkingAgainNotice(locale);
  },
});
