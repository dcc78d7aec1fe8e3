import { checkReport } from '../../blocks/check-report.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { noSuchAccountNotice } from '../../blocks/notices.ts';
import { notActiveNotice, sweepStartedNotice } from '../../blocks/sweep-notices.ts';
import type { KnownAccount } from '../../core/account.ts';
import { isSubject, subjects } from '../../core/subject.ts';
import { sweepIdOf } from '../../core/sweep.ts';
import { scopeOf } from '../../flows/known-checks.ts';
import { refreshWhenDue } from '../../flows/refresh-accounts.ts';
import { startSweep } from '../../flows/start-sweep.ts';
import { defineCommand } from '../command.ts';
import { look } from '../look.ts';
import type { LaterQuestion, WorkerServices } from '../services.ts';

export default defineCommand({
  summary: {
    en: 'ask AWS about root keys, root MFA, the trail and the rule, now',
    ko: '루트 키, 루트 MFA, 추적, 규칙을 지금 AWS에 확인',
  },
  usage: '[account | all | organization | guard] [check]',
  answers: 'later',
  meanwhile: { en: 'Checking …', ko: '점검하는 중입니다 …' },
  run,
});

/** So many accounts are looked at here and now; more are a sweep, with a job for each. */
const atOnce = 5;

async function run(question: LaterQuestion, services: WorkerServices): Promise<SlackMessage | undefined> {
  const { locale } = question;
  const { directory } = services;
  const { wanted, check } = readArguments(question.args);
  const named = wanted.toLowerCase();
  const scope = check === undefined ? undefined : scopeOf(check);
  const subject = isSubject(named) ? named : scope;
  if (subject !== undefined && subject !== 'account')
    return await report([subject], question, check, services);
  await refreshWhenDue(services);
  const known = await directory.accounts();
  const meant = known.filter(({ id, name }) => isMeant(wanted, id, name));
  const active = meant.filter(({ state }) => state === 'active').map(({ id }) => id);
  if (active.length > atOnce) {
    await sweep(question, check, services);
    return undefined;
  }
  const [inactive] = meant;
  if (active.length === 0 && inactive !== undefined) return notActiveNotice(inactive, locale);
  if (active.length === 0) {
    const names = known.filter(({ state }) => state === 'active').map(({ id, name }) => name ?? id);
    return noSuchAccountNotice(wanted, names, locale);
  }
  // Who asks about everything hears about the organization and the guard, too.
  const all = named === '' || named === 'all' ? [...active, ...subjects] : active;
  return await report(all, question, check, services, meant.filter(isOff));
}

async function report(
  looked: readonly string[],
  { locale }: LaterQuestion,
  check: string | undefined,
  services: WorkerServices,
  skipped: readonly KnownAccount[] = [],
): Promise<SlackMessage> {
  const lookAtAll = (some: readonly string[]) => Promise.all(some.map((subject) => look(subject, services)));
  // Accounts first: whether all of them are guarded is the organization's to say.
  const accounts = await lookAtAll(looked.filter((subject) => !isSubject(subject)));
  const looks = [...accounts, ...(await lookAtAll(looked.filter(isSubject)))];
  const checked = looks.map(({ subject: account, results }) => ({
    account,
    name: services.directory.nameOf(account),
    results: results.filter((result) => check === undefined || result.check === check),
  }));
  // One check is asked for: whoever has no such check has nothing to say.
  return checkReport(
    checked.filter(({ account, results }) => results.length > 0 || !isSubject(account)),
    locale,
    skipped,
  );
}

async function sweep(
  { user, name, locale, responseUrl, channel }: LaterQuestion,
  check: string | undefined,
  services: WorkerServices,
): Promise<void> {
  // A person who closed Slack is no reason not to look.
  const tellStart = (total: number, shown: boolean) =>
    services.respond(responseUrl, sweepStartedNotice(total, shown, locale)).catch((error: unknown) => {
      services.logger.warn('start-not-told', { user, error: String(error) });
    });
  await startSweep(
    { ...services, messenger: services.posture },
    {
      // Of the response_url, which is this command's alone: a job that comes again starts no second sweep.
      id: sweepIdOf(responseUrl),
      by: { user, name },
      locale,
      responseUrl,
      ...(check !== undefined && { check }),
      ...(channel !== undefined && { channel }),
      announce: tellStart,
    },
  );
}

/** `[account | all] [check]`: a name may have spaces, so the check is the last word, if it is one. */
function readArguments(args: string): { readonly wanted: string; readonly check: string | undefined } {
  const words = args.split(' ').filter((word) => word !== '');
  const last = words.at(-1)?.toLowerCase() ?? '';
  if (scopeOf(last) === undefined) return { wanted: words.join(' '), check: undefined };
  return { wanted: words.slice(0, -1).join(' '), check: last };
}

function isMeant(typed: string, account: string, name: string | undefined): boolean {
  const wanted = typed.toLowerCase();
  return (
    wanted === '' ||
    wanted === 'all' ||
    wanted.replaceAll(/[ -]/g, '') === account ||
    wanted === name?.toLowerCase()
  );
}

function isOff({ state }: KnownAccount): boolean {
  return state !== 'active' && state !== 'left';
}
