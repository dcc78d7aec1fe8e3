import { checkReport } from '../../blocks/check-report.ts';
import { noticeModal, readingModal } from '../../blocks/modal.ts';
import { noSuchAccountNotice } from '../../blocks/notices.ts';
import { defineAction, type Filling } from '../action.ts';
import { publishHome } from '../home.ts';
import { look } from '../look.ts';
import { labels } from '../meant-account.ts';
import { fillLater } from '../open-modal.ts';
import type { WorkerServices } from '../services.ts';

const title = { en: 'Check', ko: '점검' } as const;

/** The value is an account and the page that it was chosen on. */
export default defineAction({
  async press(press, services) {
    await fillLater(press, title[press.locale], services);
    return undefined;
  },
  fill,
});

async function fill({ value, user, locale }: Filling, services: WorkerServices) {
  const [account = '', page = '0'] = value.split('.');
  // The value comes from outside, and only guarded accounts are asked about.
  const active = (await services.directory.accounts()).filter(({ state }) => state === 'active');
  if (!active.some(({ id }) => id === account))
    return noticeModal(noSuchAccountNotice(account, labels(active), locale), locale);
  const { results } = await look(account, services);
  await publishHome(user, services, Number(page)).catch((error: unknown) => {
    services.logger.warn('home-not-redrawn', { user, error: String(error) });
  });
  const report = [{ account, name: services.directory.nameOf(account), results }];
  return readingModal(title[locale], checkReport(report, locale).blocks, locale);
}
