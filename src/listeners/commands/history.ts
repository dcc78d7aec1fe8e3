import { historyList, noSuchHistoryNotice } from '../../blocks/history-list.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { day, readSince } from '../../core/month.ts';
import { defineCommand } from '../command.ts';
import { accountMeant } from '../meant-account.ts';
import type { DoorServices, Question } from '../services.ts';

/** As many as a message shows. */
const listed = 20;

export default defineCommand({
  summary: {
    en: 'what happened before, and what became of it',
    ko: '지난 알림과 처리 결과',
  },
  usage: '[account] [90d | 2026-11]',
  answers: 'now',
  run,
});

async function run({ args, locale }: Question, services: DoorServices): Promise<SlackMessage> {
  const { store, directory, clock } = services;
  const now = clock();
  const words = args.split(/\s+/).filter((word) => word !== '');
  const lastWord = words.at(-1) ?? '';
  const asked = readSince(lastWord, now);
  const account = (asked === undefined ? words : words.slice(0, -1)).join(' ');
  const accounts = await directory.accounts();
  const chosen = (account === '' ? undefined : accountMeant(account, accounts)) ?? idIn(account);
  if (account !== '' && chosen === undefined) return noSuchHistoryNotice(args, locale);

  const since = asked ?? now - 30 * day;
  const opened = (await store.openedBetween(since, now + 1)).filter(
    (each) => chosen === undefined || each.account === chosen,
  );
  const newest = opened.slice(-listed).reverse();
  await directory.prepare(newest.map((each) => each.account));
  const found = await Promise.all(newest.map(({ id }) => store.get(id)));
  const drills = opened.filter(({ drill }) => drill === true).length;
  return historyList(
    {
      incidents: found.filter((incident) => incident !== undefined),
      total: opened.length - drills,
      drills,
      since,
      now,
      account: chosen === undefined ? undefined : (directory.nameOf(chosen) ?? chosen),
    },
    directory.nameOf,
    locale,
  );
}

/** An account that is no longer guarded still has a past. */
function idIn(typed: string): string | undefined {
  const digits = typed.replaceAll(/[ -]/g, '');
  return /^\d{12}$/.test(digits) ? digits : undefined;
}
