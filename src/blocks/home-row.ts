import type { SectionBlock } from '@slack/types';
import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import type { Plan } from '../core/plan.ts';
import type { Outcome } from '../core/posture.ts';
import type { Judged } from '../core/verdicts.ts';
import { names } from './custodian-list.ts';
import { drillWord } from './drill-words.ts';
import { homeWords as words } from './home-words.ts';
import { worstFirst } from './incident-lines.ts';
import { escaped } from './mrkdwn.ts';
import { accountWords, planStates, windowWords } from './plan-words.ts';
import { duration, headline, outcomeWords, severityMarks, severityWords } from './words.ts';

/** What the board knows of one account. Times are in ms since the epoch. */
export interface HomeRow {
  readonly account: string;
  readonly name: string | undefined;
  /** Its open incidents. */
  readonly open: readonly Incident[];
  /** The verdicts of its last check; none without `checkedAt`. */
  readonly results: readonly Judged[];
  readonly checkedAt: number | undefined;
  /** When root was last used; undefined if RootGuard never saw that. */
  readonly usedAt: number | undefined;
  /** When an event last came all the way from this account; undefined if that was never proven. */
  readonly provenAt: number | undefined;
  readonly plans: readonly Plan[];
  readonly custodians: readonly { readonly name: string }[];
}

/** How many alerts and plans of one account are named. */
const named = 2;

/** One account of the board, with its menu: at most about 1,500 characters. `page` is where the reader is. */
export function homeRow(row: HomeRow, page: number, now: number, locale: Locale): SectionBlock {
  const word = words[locale];
  const entry = (action: string, text: string) => ({
    text: { type: 'plain_text' as const, text, emoji: false },
    value: `${action}:${row.account}.${page}`,
  });
  const lines = [
    `*${accountWords(row.account, row.name)}*`,
    ...alerts(row, now, locale),
    posture(row, now, locale),
    `${used(row, now, locale)} · ${proven(row, now, locale)}`,
    ...plans(row, locale),
    row.custodians.length === 0 ? word.noCustodians : `${word.custodians}: ${names(row.custodians)}`,
  ];
  return {
    type: 'section',
    block_id: `account-${row.account}`,
    text: { type: 'mrkdwn', text: lines.join('\n'), verbatim: true },
    accessory: {
      type: 'overflow',
      action_id: 'home-menu',
      options: [
        entry('home-check', word.check),
        entry('home-plan', word.plan),
        entry('home-drill', word.drill),
      ],
    },
  };
}

function alerts({ open }: HomeRow, now: number, locale: Locale): readonly string[] {
  const shown = worstFirst(open)
    .slice(0, named)
    .map((incident) => alertLine(incident, now, locale));
  const more = open.length - shown.length;
  return more > 0 ? [...shown, words[locale].moreAlerts(more)] : shown;
}

/** The account's name stands above. */
function alertLine(incident: Incident, now: number, locale: Locale): string {
  const { severity } = leading(incident);
  const title = escaped(headline(leading(incident), locale), 120);
  const age = words[locale].ago(duration(now - incident.openedAt, locale));
  const first = incident.drill === undefined ? severityMarks[severity] : `*${drillWord[locale]}* ·`;
  return `${first} ${severityWords[severity][locale]} · *${title}* · ${age} · \`${escaped(incident.id)}\``;
}

/** Keys and the kind of MFA in words, the other checks in numbers. What could not be looked at is never a pass. */
function posture({ results, checkedAt }: HomeRow, now: number, locale: Locale): string {
  const word = words[locale];
  if (checkedAt === undefined) return word.neverChecked;
  const outcome = (check: string) => results.find((result) => result.check === check)?.outcome ?? 'unknown';
  const others = results.filter(({ check }) => !spoken.includes(check));
  const bad = (['fail', 'unknown', 'warn'] as const).flatMap((kind) => {
    const count = others.filter((result) => result.outcome === kind).length;
    return count === 0 ? [] : [`${outcomeWords[kind][locale]}: ${count}`];
  });
  const rest = bad.length === 0 ? word.othersPass(others.length) : word.others(bad.join(', '));
  const age = word.checked(duration(now - checkedAt, locale));
  return [word.keys[outcome('root-access-keys')], mfa(outcome, locale), rest, age].join(' · ');
}

const spoken = ['root-access-keys', 'root-mfa', 'root-mfa-kind'];

function mfa(outcome: (check: string) => Outcome, locale: Locale): string {
  const word = words[locale];
  const has = outcome('root-mfa');
  if (has === 'fail') return word.noMfa;
  // Root without a password needs no MFA.
  if (has === 'not-applicable') return word.mfaNotNeeded;
  if (has !== 'pass') return word.mfaUnknown;
  const kind = outcome('root-mfa-kind');
  return kind === 'pass'
    ? word.mfaStrong
    : kind === 'warn' || kind === 'fail'
      ? word.mfaApp
      : word.mfaKindUnknown;
}

function used({ usedAt }: HomeRow, now: number, locale: Locale): string {
  const word = words[locale];
  return usedAt === undefined ? word.neverUsed : word.used(duration(now - usedAt, locale));
}

function proven({ provenAt }: HomeRow, now: number, locale: Locale): string {
  const word = words[locale];
  return provenAt === undefined ? word.neverProven : word.proven(duration(now - provenAt, locale));
}

function plans({ plans: all }: HomeRow, locale: Locale): readonly string[] {
  const shown = all.slice(0, named).map((plan) => {
    const state = planStates[plan.state][locale];
    return `${words[locale].planned} \`#${plan.number}\` · ${state} · ${windowWords(plan)} · ${escaped(plan.reason, 80)}`;
  });
  const more = all.length - shown.length;
  return more > 0 ? [...shown, words[locale].morePlans(more)] : shown;
}
