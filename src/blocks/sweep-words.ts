import type { AccountState } from '../core/account.ts';
import type { Locale } from '../core/locale.ts';
import { checks } from '../posture/index.generated.ts';

const count = (n: number) => n.toLocaleString('en-US');
const accounts = (n: number) => `${count(n)} ${n === 1 ? 'account' : 'accounts'}`;

/** The words of sweeps. */
export const sweepWords = {
  /** A check's title; a check that this version does not know is named by its id. */
  titleOfCheck: (id: string, locale: Locale): string => checks[id]?.title[locale] ?? id,
  en: {
    progress: (done: number, total: number) => `Checking ${accounts(total)}: ${count(done)} done …`,
    checked: (n: number) => `${count(n)} checked`,
    unreachable: (n: number) => `${count(n)} unreachable`,
    needWork: (n: number) => `${count(n)} ${n === 1 ? 'needs' : 'need'} work`,
    notFully: (n: number) => `${count(n)} could not be fully looked at`,
    subjectNeedsWork: (who: string) => `${who} needs work`,
    subjectNotFully: (who: string, n: number) =>
      `${who}: ${count(n)} ${n === 1 ? 'check' : 'checks'} could not be looked at`,
    nothingFails: 'nothing fails',
    warned: (n: number) => `, ${count(n)} with warnings`,
    warnings: (list: string) => `Warnings: ${list}`,
    nothingKnown: 'nothing is known',
    missing: (n: number) => `${count(n)} not looked at, because the job did not finish`,
    skipped: (n: number) => `${count(n)} skipped, because not active`,
    unlisted: 'The list of accounts may be out of date.',
    more: (left: number) => `… and ${left} more. Name one to see it: \`/rootguard check 111122223333\``,
    andMore: (left: number) => `and ${count(left)} more`,
    by: (name: string) => `asked by ${name}`,
    took: (time: string) => `Took ${time}`,
    hint: '`/rootguard check ACCOUNT` says more about one',
    worsened: (n: number) => `Posture got worse in ${accounts(n)}`,
    worsenedHint:
      'They were better before, or this was the first look. `/rootguard check all` shows the worst, with how to fix them.',
    states: {
      active: 'active',
      pending: 'not activated yet',
      suspended: 'suspended',
      closing: 'being closed',
      closed: 'closed',
      left: 'left the organization',
    } satisfies Record<AccountState, string>,
  },
  ko: {
    progress: (done: number, total: number) => `계정 ${count(total)}개 점검 중: ${count(done)}개 완료 …`,
    checked: (n: number) => `${count(n)}개 점검함`,
    unreachable: (n: number) => `${count(n)}개 접근 불가`,
    needWork: (n: number) => `${count(n)}개에 조치가 필요합니다`,
    notFully: (n: number) => `${count(n)}개는 일부를 확인하지 못했습니다`,
    subjectNeedsWork: (who: string) => `${who}에 조치가 필요합니다`,
    subjectNotFully: (who: string, n: number) => `${who}: ${count(n)}개 항목을 확인하지 못했습니다`,
    nothingFails: '실패한 항목이 없습니다',
    warned: (n: number) => ` (경고가 있는 계정 ${count(n)}개)`,
    warnings: (list: string) => `경고: ${list}`,
    nothingKnown: '확인된 것이 없습니다',
    missing: (n: number) => `${count(n)}개는 작업이 끝나지 않아 확인하지 못했습니다`,
    skipped: (n: number) => `활성 상태가 아니어서 ${count(n)}개를 건너뛰었습니다`,
    unlisted: '계정 목록이 최신이 아닐 수 있습니다.',
    more: (left: number) => `… 외 ${left}개. 계정을 지정하세요: \`/rootguard check 111122223333\``,
    andMore: (left: number) => `외 ${count(left)}개`,
    by: (name: string) => `${name} 님이 요청`,
    took: (time: string) => `${time} 걸림`,
    hint: '`/rootguard check ACCOUNT`로 한 계정을 자세히 볼 수 있습니다',
    worsened: (n: number) => `계정 ${count(n)}개의 보안 상태가 나빠졌습니다`,
    worsenedHint:
      '이전에는 더 나은 상태였거나 이번이 첫 점검입니다. `/rootguard check all`로 심각한 순서와 해결 방법을 볼 수 있습니다.',
    states: {
      active: '활성',
      pending: '아직 활성화되지 않음',
      suspended: '일시 중지됨',
      closing: '해지 중',
      closed: '해지됨',
      left: '조직에서 나감',
    } satisfies Record<AccountState, string>,
  },
} as const;
