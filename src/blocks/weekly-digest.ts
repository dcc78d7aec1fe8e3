import type { AccountSight, Digest, Sight } from '../core/digest.ts';
import type { Locale } from '../core/locale.ts';
import { checks } from '../posture/index.generated.ts';
import { numbers } from './evidence-report.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { dateToken, escaped } from './mrkdwn.ts';
import { duration, spaced } from './words.ts';

/** How many accounts of one kind are named. */
const named = 8;

/**
 * A week in the alerts channel: what happened, also when it was nothing, and whether it would have been seen. A quiet week means
 * something only if somebody was awake.
 */
export function weeklyDigest(
  digest: Digest,
  nameOf: (account: string) => string | undefined,
  locale: Locale,
): SlackMessage {
  const word = words[locale];
  const { incidents } = digest.statistics;
  const title = incidents === 0 ? word.quiet : word.busy(incidents);
  const sight = [
    `*${word.seen}*`,
    word.clear(count(digest.accounts, 'clear'), digest.accounts.length),
    ...accountLines(digest, 'blind', word.blind, nameOf, locale),
    ...accountLines(digest, 'unknown', word.unknown, nameOf, locale),
    shared(digest.guard, digest.until, locale),
    heartbeat(digest, locale),
    proof(digest, locale),
    word.dropped(digest.dropped),
  ];
  return {
    text: title,
    blocks: [
      section(`*${title}*\n${dateToken(digest.from)} – ${dateToken(digest.until)}`),
      ...(incidents + digest.statistics.drills === 0
        ? []
        : sections(numbers(digest.statistics, locale), () => '')),
      ...sections(sight, () => ''),
      context(word.hint),
    ],
  };
}

function count(accounts: readonly AccountSight[], is: Sight['is']): number {
  return accounts.filter((each) => each.is === is).length;
}

function accountLines(
  { accounts, until }: Digest,
  is: 'blind' | 'unknown',
  label: (n: number) => string,
  nameOf: (account: string) => string | undefined,
  locale: Locale,
): readonly string[] {
  const all = accounts.filter((each) => each.is === is);
  if (all.length === 0) return [];
  const lines = all
    .slice(0, named)
    .map(
      (each) => `• ${escaped(nameOf(each.account) ?? spaced(each.account), 80)}: ${why(each, until, locale)}`,
    );
  const left = all.length - lines.length;
  return [label(all.length), ...lines, ...(left > 0 ? [words[locale].more(left)] : [])];
}

function why(sight: Sight, until: number, locale: Locale): string {
  if (sight.checkedAt === undefined) return words[locale].never;
  if (sight.is === 'blind')
    return sight.checks.map((check) => checks[check]?.title[locale] ?? escaped(check)).join(', ');
  return words[locale].unclear(duration(until - sight.checkedAt, locale));
}

/** What all accounts share: a fault there hides all of them. */
function shared(guard: Sight, until: number, locale: Locale): string {
  const word = words[locale];
  return guard.is === 'clear' ? word.guardClear : `${word.guard[guard.is]} ${why(guard, until, locale)}`;
}

/** A heartbeat comes every quarter of an hour; four that are missing are no accident. In ms. */
const silence = 60 * 60_000;

/** That the way was open until the end of the week, up to where a card is made of what comes. */
function heartbeat({ beatAt, until }: Digest, locale: Locale): string {
  const word = words[locale];
  if (beatAt === undefined) return word.noBeat;
  return (until - beatAt > silence ? word.silent : word.beats)(dateToken(beatAt));
}

function proof({ proven }: Digest, locale: Locale): string {
  const word = words[locale];
  if (proven === undefined) return word.unproven;
  return (proven.drill ? word.byDrill : word.byAlert)(dateToken(proven.at));
}

const words = {
  en: {
    quiet: 'A quiet week: RootGuard saw no use of root',
    busy: (n: number) => `Last week: ${n} ${n === 1 ? 'incident' : 'incidents'}`,
    seen: 'Would it have been seen?',
    clear: (n: number, of: number) =>
      `In ${n} of ${of} ${of === 1 ? 'account' : 'accounts'} the way of events to RootGuard was in order at the last check.`,
    blind: (n: number) =>
      `*No* in ${n === 1 ? 'one account' : `${n} accounts`}: root could have been used unseen.`,
    unknown: (n: number) => `*Not known* of ${n === 1 ? 'one account' : `${n} accounts`}:`,
    more: (n: number) => `• … and ${n} more: \`/rootguard status\``,
    never: 'never checked',
    unclear: (age: string) => `the last check, ${age} ago, could not tell`,
    guardClear: "The hub's rules, queue and channels were in order at the last check.",
    guard: {
      blind: 'The hub itself is *not* in order:',
      unknown: 'Of the hub itself it is *not known*:',
    },
    beats: (at: string) =>
      `A heartbeat takes the way of an alert (bus, rule, queue, function) every quarter of an hour. The last one came: ${at}.`,
    silent: (at: string) =>
      `*No heartbeat came since ${at}*: alerts may be lost on the same way. See \`/rootguard guard\`.`,
    noBeat: 'No heartbeat ever came, so it is not proven that the way was open. See `/rootguard guard`.',
    byDrill: (at: string) => `A drill came the whole way from the bus into Slack: ${at}.`,
    byAlert: (at: string) => `An alert came the whole way into Slack: ${at}.`,
    unproven:
      'Nothing came the whole way into Slack in this time, so it is not proven. `/rootguard drill` proves it.',
    dropped: (n: number) =>
      n === 0
        ? 'Every event that came could be read.'
        : `${n} ${n === 1 ? 'event' : 'events'} could not be read, and may have been about root.`,
    hint: '`/rootguard history` · `/rootguard report last`',
  },
  ko: {
    quiet: '조용한 한 주: RootGuard가 본 루트 사용이 없습니다',
    busy: (n: number) => `지난주: 알림 ${n}건`,
    seen: '사용되었다면 보였을까요?',
    clear: (n: number, of: number) =>
      `계정 ${of}개 중 ${n}개에서 마지막 점검 때 이벤트가 RootGuard로 오는 경로가 정상이었습니다.`,
    blind: (n: number) => `계정 ${n}개에서는 *아니요*: 루트가 사용되어도 보이지 않았을 수 있습니다.`,
    unknown: (n: number) => `계정 ${n}개는 *알 수 없음*:`,
    more: (n: number) => `• … 외 ${n}개: \`/rootguard status\``,
    never: '점검한 적 없음',
    unclear: (age: string) => `${age} 전의 마지막 점검으로는 알 수 없음`,
    guardClear: '허브의 규칙, 대기열, 채널은 마지막 점검 때 정상이었습니다.',
    guard: {
      blind: '허브 자체가 *정상이 아닙니다*:',
      unknown: '허브 자체는 *알 수 없습니다*:',
    },
    beats: (at: string) =>
      `하트비트가 15분마다 알림과 같은 경로(버스, 규칙, 대기열, 함수)를 지납니다. 마지막 하트비트: ${at}.`,
    silent: (at: string) =>
      `*${at} 이후 하트비트가 없습니다*. 알림도 같은 경로에서 사라질 수 있습니다. \`/rootguard guard\`를 확인하세요.`,
    noBeat:
      '하트비트가 온 적이 없어 경로가 열려 있었는지 증명되지 않았습니다. `/rootguard guard`를 확인하세요.',
    byDrill: (at: string) => `훈련 알림이 이벤트 버스에서 Slack까지 전체 경로를 통과했습니다: ${at}.`,
    byAlert: (at: string) => `알림이 Slack까지 전체 경로를 통과했습니다: ${at}.`,
    unproven:
      '이 기간에 Slack까지 전체 경로를 통과한 것이 없어 증명되지 않았습니다. `/rootguard drill`로 증명할 수 있습니다.',
    dropped: (n: number) =>
      n === 0
        ? '도착한 이벤트를 모두 읽었습니다.'
        : `이벤트 ${n}건을 읽지 못했습니다. 루트에 관한 것이었을 수 있습니다.`,
    hint: '`/rootguard history` · `/rootguard report last`',
  },
} as const;
