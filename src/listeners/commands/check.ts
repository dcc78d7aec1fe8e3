import type { SlackMessage } from '../../blocks/message.ts';
import { noSuchAccountNotice } from '../../blocks/notices.ts';
import { notActiveNotice, sweepStartedNotice, unknownCheckNotice } from '../../blocks/sweep-notices.ts';
import type { KnownAccount } from '../../core/account.ts';
import { OrganizationError } from '../../core/ports.ts';
import { isSubject, subjects } from '../../core/subject.ts';
import { sweepIdOf } from '../../core/sweep.ts';
import { knownChecks, scopeOf } from '../../flows/known-checks.ts';
import { refreshWhenDue } from '../../flows/refresh-accounts.ts';
import { startSweep } from '../../flows/start-sweep.ts';
import { defineCommand } from '../command.ts';
import { lookReport } from '../look-report.ts';
import { nearestWord } from '../nearest-word.ts';
import type { LaterQuestion, WorkerServices } from '../services.ts';

export default defineCommand({
  summary: {
    en: 'ask AWS now about root keys, root MFA, the trail and the rule; or about the organization, or the guard itself: bus, queues, Slack, alarms',
    ko: '루트 키, 루트 MFA, 추적, 규칙을 지금 AWS에 확인. 조직(organization)이나 가드 자체(guard: 버스, 대기열, Slack, 경보)도 점검',
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
  if (isSubject(named) && check !== undefined && scope !== named) return mistaken(check, question);
  if (subject !== undefined && subject !== 'account')
    return await lookReport([subject], question, check, services);
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
    const id = wanted.replaceAll(/[ -]/g, '');
    if (await isNew(id, services)) return await lookReport([id], question, check, services);
    const odd = oddCheck(wanted, known);
    if (odd !== undefined) return mistaken(odd, question);
    const names = known.filter(({ state }) => state === 'active').map(({ id, name }) => name ?? id);
    return noSuchAccountNotice(wanted, names, locale);
  }
  // Who asks about everything hears about the organization and the guard, too.
  const all = named === '' || named === 'all' ? [...active, ...subjects] : active;
  return await lookReport(all, question, check, services, meant.filter(isOff));
}

/** Whether the organization has an active account that the hourly list does not know yet. */
async function isNew(account: string, { organization, logger }: WorkerServices): Promise<boolean> {
  if (!/^\d{12}$/.test(account)) return false;
  try {
    return (await organization?.stateOf(account)) === 'active';
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    logger.info('state-unknown', { account, cause: error.unknown });
    return false;
  }
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

/** What stands in the place of a check where an account is named before it, or what is nearly a check and no account at all. */
function oddCheck(typed: string, accounts: readonly KnownAccount[]): string | undefined {
  const words = typed.split(' ');
  const before = words.slice(0, -1).join(' ');
  const isNamed =
    before !== '' &&
    (isSubject(before.toLowerCase()) || accounts.some(({ id, name }) => isMeant(before, id, name)));
  if (isNamed) return words.at(-1);
  return nearestWord(typed, knownChecks) === undefined ? undefined : typed;
}

function mistaken(typed: string, { locale }: LaterQuestion): SlackMessage {
  return unknownCheckNotice(typed, nearestWord(typed, knownChecks), knownChecks, locale);
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
