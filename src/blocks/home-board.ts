import type { Button, HomeView, KnownBlock, StaticSelect } from '@slack/types';
import type { Locale } from '../core/locale.ts';
import type { HomeRow } from './home-row.ts';
import { homeRow } from './home-row.ts';
import { context, section } from './message.ts';
import { homeView } from './modal.ts';
import { plain } from './mrkdwn.ts';

/** What App Home shows. Times are in ms since the epoch. */
export interface HomeBoard {
  readonly now: number;
  /** The accounts of this page, worst first. */
  readonly rows: readonly HomeRow[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly accounts: number;
  readonly openAlerts: number;
  /** True when there are more open alerts than were counted. */
  readonly moreAlerts: boolean;
  /** Accounts with a check that fails. */
  readonly failing: number;
  readonly neverChecked: number;
  readonly droppedEvents: number;
  readonly failedChores: number;
  /** Every guide: its word and its title. */
  readonly guides: readonly { readonly word: string; readonly title: string }[];
}

/** The status board in App Home, in the reader's language: at most 100 blocks. https://docs.slack.dev/surfaces/app-home */
export function homeBoard(board: HomeBoard, locale: Locale): HomeView {
  const word = words[locale];
  return homeView([
    { type: 'header', text: { type: 'plain_text', text: word.title(board.accounts), emoji: false } },
    section(summary(board, locale)),
    { type: 'actions', block_id: 'home-actions', elements: [button('home-plan', '', word.plan)] },
    ...board.rows.flatMap((row): KnownBlock[] => [
      { type: 'divider' },
      homeRow(row, board.page, board.now, locale),
    ]),
    ...(board.accounts === 0 ? [section(word.noAccounts)] : []),
    { type: 'divider' },
    ...paging(board, locale),
    ...guideButtons(board, locale),
    context(footer(board, locale)),
  ]);
}

function summary(board: HomeBoard, locale: Locale): string {
  const word = words[locale];
  const parts = [
    word.alerts(board.openAlerts, board.moreAlerts),
    ...(board.failing > 0 ? [word.failing(board.failing)] : []),
    ...(board.neverChecked > 0 ? [word.never(board.neverChecked)] : []),
  ];
  return `*${parts.join(' · ')}*`;
}

/** One button a guide. Action ids in a block must differ, so each has the guide's word behind a dot. */
function guideButtons({ guides }: HomeBoard, locale: Locale): KnownBlock[] {
  if (guides.length === 0) return [];
  const elements = guides.map(({ word, title }) => button(`home-guide.${word}`, word, plain(title, 75)));
  return [section(`*${words[locale].guides}*`), { type: 'actions', block_id: 'home-guides', elements }];
}

/** Next and back, and a jump to any of up to 100 pages. */
function paging({ page, pages }: HomeBoard, locale: Locale): KnownBlock[] {
  if (pages <= 1) return [];
  const word = words[locale];
  const options = Array.from({ length: Math.min(pages, 100) }, (_, index) =>
    option(word.page(index + 1, pages), String(index)),
  );
  const here = options[page];
  const jump: StaticSelect = {
    type: 'static_select',
    action_id: 'home-page',
    options,
    ...(here !== undefined && { initial_option: here }),
  };
  const back = page > 0 ? [button('home-back', String(page - 1), word.back)] : [];
  const next = page < pages - 1 ? [button('home-next', String(page + 1), word.next)] : [];
  return [{ type: 'actions', block_id: `home-pages-${page}`, elements: [...back, jump, ...next] }];
}

function footer({ droppedEvents, failedChores }: HomeBoard, locale: Locale): string {
  const word = words[locale];
  return [
    word.dropped(droppedEvents),
    ...(failedChores > 0 ? [word.chores(failedChores)] : []),
    word.more,
  ].join(' · ');
}

function button(action: string, value: string, text: string): Button {
  return {
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text, emoji: false },
    ...(value !== '' && { value }),
  };
}

function option(text: string, value: string) {
  return { text: { type: 'plain_text' as const, text: plain(text, 75), emoji: false }, value };
}

const words = {
  en: {
    title: (n: number) => `Root of ${n} ${n === 1 ? 'account' : 'accounts'}`,
    alerts: (n: number, more: boolean) =>
      n === 0 ? 'No open alerts' : `${n}${more ? '+' : ''} open ${n === 1 ? 'alert' : 'alerts'}`,
    failing: (n: number) => `${n} ${n === 1 ? 'account needs' : 'accounts need'} work`,
    never: (n: number) => `${n} never checked`,
    noAccounts: 'RootGuard guards no account yet. `ROOTGUARD_ACCOUNTS` names them.',
    plan: 'Plan root use',
    guides: 'How to',
    page: (n: number, of: number) => `Page ${n} of ${of}`,
    back: 'Back',
    next: 'Next',
    dropped: (n: number) => `dropped events: ${n}`,
    chores: (n: number) => (n === 1 ? '*1 duty failed*' : `*${n} duties failed*`),
    more: '`/rootguard status` says more about the guard itself',
  },
  ko: {
    title: (n: number) => `계정 ${n}개의 루트`,
    alerts: (n: number, more: boolean) => (n === 0 ? '열린 알림 없음' : `열린 알림 ${n}${more ? '+' : ''}건`),
    failing: (n: number) => `조치가 필요한 계정 ${n}개`,
    never: (n: number) => `점검한 적 없는 계정 ${n}개`,
    noAccounts: 'RootGuard가 지키는 계정이 아직 없습니다. `ROOTGUARD_ACCOUNTS`에서 지정합니다.',
    plan: '루트 사용 계획',
    guides: '가이드',
    page: (n: number, of: number) => `${of}쪽 중 ${n}쪽`,
    back: '이전',
    next: '다음',
    dropped: (n: number) => `버려진 이벤트(dropped events): ${n}`,
    chores: (n: number) => `*실패한 정기 작업 ${n}개*`,
    more: '가드 자체의 상태는 `/rootguard status`에서 볼 수 있습니다',
  },
} as const;
