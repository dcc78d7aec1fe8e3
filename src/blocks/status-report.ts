import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import type { DropCount } from '../core/ports.ts';
import type { ChoreFailure, DeliveryNote, Rung } from '../core/store-ports.ts';
import type { Judged } from '../core/verdicts.ts';
import { deliveryReason } from './delivery-reason.ts';
import { incidentLine, withoutDrills, worstFirst } from './incident-lines.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { code, escaped } from './mrkdwn.ts';
import { statusWords } from './status-words.ts';
import { duration, outcomeWords, spaced } from './words.ts';

/** Everything that `/rootguard status` says; all of it was stored before. Times are in ms since the epoch. */
export interface Status {
  readonly now: number;
  /** Open incidents; more than `listed` of them may exist. */
  readonly open: readonly Incident[];
  /** True when there are more open incidents than `open` holds. */
  readonly more: boolean;
  readonly accounts: readonly AccountStatus[];
  /** The verdicts on RootGuard itself and on the organization; undefined before they were first looked at. */
  readonly guard: Looked | undefined;
  readonly organization: Looked | undefined;
  readonly dropped: DropCount;
  /** Duties whose last attempt failed. */
  readonly failedChores: readonly ChoreFailure[];
  /** When the hub's last heartbeat came the way of an alert; absent if none ever did. */
  readonly beatAt?: number;
  /** The last delivery of each rung of the delivery ladder. */
  readonly deliveries: Partial<Readonly<Record<Rung, DeliveryNote>>>;
}

/** When something was last looked at, and what that showed. */
export interface Looked {
  readonly checkedAt: number;
  readonly results: readonly Judged[];
}

/** An account and the verdicts on it; no `checkedAt` means that it was never checked. */
export interface AccountStatus {
  readonly account: string;
  readonly name: string | undefined;
  readonly checkedAt?: number;
  readonly results: readonly Judged[];
}

/** The answer to `/rootguard status`: open alerts, the state of root by account, and whether the guard lost anything. */
export function statusReport(status: Status, locale: Locale): SlackMessage {
  const names = new Map(status.accounts.map(({ account, name }) => [account, name]));
  const { real } = withoutDrills(status.open);
  const count = `${real.length}${status.more ? '+' : ''}`;
  const title = statusWords[locale].open(real.length, count);
  const alerts = worstFirst(status.open).map((incident) =>
    incidentLine(incident, names.get(incident.account), locale, status.now),
  );
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...lowerRung(status, locale),
      ...sections(alerts, statusWords[locale].moreAlerts, 3_500),
      { type: 'divider' },
      section([`*${statusWords[locale].lastCheck}*`, ...wholes(status, locale)].join('\n')),
      ...sections(
        status.accounts.map((account) => accountLine(account, locale, status.now)),
        statusWords[locale].moreAccounts,
        3_500,
      ),
      ...status.failedChores.map((failure) =>
        context(statusWords[locale].choreFailed(code(failure.chore), code(failure.error))),
      ),
      context(droppedLine(status.dropped, locale, status.now)),
      context(pathLine(status, locale)),
    ],
  };
}

/** Said first: who reads this in Slack may not see the alerts in Slack. */
function lowerRung({ deliveries, now }: Status, locale: Locale) {
  const { channel, second, mail } = deliveries;
  const lower = [second, mail].filter((note) => note !== undefined).sort((a, b) => b.at - a.at)[0];
  if (lower === undefined || (channel !== undefined && channel.at > lower.at)) return [];
  const age = duration(now - lower.at, locale);
  return [
    section(
      statusWords[locale][lower.rung === 'mail' ? 'byMail' : 'bySecond'](
        age,
        deliveryReason(lower.reason ?? 'unknown', locale),
      ),
    ),
  ];
}

/** The guard first: what it does not see, no account shows. */
function wholes({ guard, organization, now }: Status, locale: Locale): readonly string[] {
  const line = (what: string, looked: Looked | undefined) =>
    looked === undefined
      ? []
      : [`*${what}* · ${verdict(looked.results, locale)} · ${checkedAgo(looked.checkedAt, locale, now)}`];
  return [...line(statusWords[locale].guard, guard), ...line(statusWords[locale].organization, organization)];
}

function checkedAgo(at: number, locale: Locale, now: number): string {
  const age = duration(now - at, locale);
  return locale === 'ko' ? `${age} 전 확인` : `checked ${age} ago`;
}

function accountLine(
  { account, name, checkedAt, results }: AccountStatus,
  locale: Locale,
  now: number,
): string {
  const who = name === undefined ? `*${spaced(account)}*` : `*${escaped(name, 80)}* · ${spaced(account)}`;
  if (checkedAt === undefined) return `${who} · ${statusWords[locale].never}`;
  return `${who} · ${verdict(results, locale)} · ${checkedAgo(checkedAt, locale, now)}`;
}

function verdict(results: readonly Judged[], locale: Locale): string {
  const counts = (['fail', 'unknown', 'warn'] as const)
    .map((outcome) => [outcome, results.filter((result) => result.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${outcomeWords[outcome][locale]}: ${count}`);
  return counts.length === 0 ? statusWords[locale].allGood : counts.join(', ');
}

function droppedLine({ total, last }: DropCount, locale: Locale, now: number): string {
  const count = locale === 'ko' ? `버려진 이벤트(dropped events): ${total}` : `dropped events: ${total}`;
  if (last === undefined) return count;
  const age = duration(now - last.at, locale);
  const details = `${code(last.reason)} ${code(last.id, 80)}`;
  return locale === 'ko'
    ? `${count} · 마지막: ${age} 전, ${details}`
    : `${count} · the last one ${age} ago: ${details}`;
}

/** Whether the guard itself is awake: the hub's own heartbeat, and those of the accounts, as the last look at each found them. */
function pathLine({ accounts, beatAt, now }: Status, locale: Locale): string {
  const looks = accounts.flatMap(({ results }) => results.filter(({ check }) => check === 'heartbeat'));
  const proven = looks.filter(({ outcome }) => outcome === 'pass').length;
  const { neverProven, provenAgo, provenIn } = statusWords[locale];
  return [
    beatAt === undefined ? neverProven : provenAgo(duration(now - beatAt, locale)),
    ...(looks.length > 0 ? [provenIn(proven, accounts.length)] : []),
  ].join(' · ');
}
