import { alertList } from '../../blocks/alert-list.ts';
import { defineCommand } from '../command.ts';

/** As many as a message can hold in full; more are counted. */
const listed = 60;

export default defineCommand({
  summary: { en: 'every open alert, worst first', ko: '열린 알림 전체, 심각한 순서' },
  usage: '',
  answers: 'now',
  async run({ locale }, { store, directory, clock }) {
    const incidents = await store.listOpen(listed + 1);
    await directory.prepare(incidents.map(({ account }) => account));
    const list = { incidents: incidents.slice(0, listed), more: incidents.length > listed, now: clock() };
    return alertList(list, directory.nameOf, locale);
  },
});
