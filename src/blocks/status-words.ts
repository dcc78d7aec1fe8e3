/** What `/rootguard status` says. What is given to it must be escaped already. */
export const statusWords = {
  en: {
    open: (n: number, count: string) =>
      n === 0 ? 'No open alerts' : `${count} open ${n === 1 ? 'alert' : 'alerts'}`,
    byMail: (age: string, why: string) =>
      `*The last alert, ${age} ago, went out by e-mail and not to the alerts channel:* ${why}. Mend it, and it comes here, too.`,
    bySecond: (age: string, why: string) =>
      `*The last alert, ${age} ago, went to the second channel and not to the alerts channel:* ${why}.`,
    moreAlerts: (left: number) => `… and ${left} more: \`/rootguard alerts\``,
    moreAccounts: (left: number) => `… and ${left} more accounts`,
    lastCheck: 'Last check',
    guard: 'RootGuard itself',
    organization: 'The organization',
    choreFailed: (chore: string, error: string) =>
      `The duty ${chore} failed (${error}). It is tried again every minute; the log of rootguard-worker says why.`,
    neverProven: '*No heartbeat has come the way of an alert yet*',
    provenAgo: (age: string) => `path of alerts proven ${age} ago`,
    provenIn: (n: number, of: number) => `heartbeats at the last check from ${n} of ${of} accounts`,
    never: 'never checked: `/rootguard check`',
    allGood: 'all checks pass',
  },
  ko: {
    open: (n: number, count: string) => (n === 0 ? '열린 알림이 없습니다' : `열린 알림 ${count}건`),
    byMail: (age: string, why: string) =>
      `*마지막 알림(${age} 전)은 알림 채널이 아니라 이메일로 나갔습니다:* ${why}. 해결하면 채널에도 게시됩니다.`,
    bySecond: (age: string, why: string) =>
      `*마지막 알림(${age} 전)은 알림 채널이 아니라 두 번째 채널에 게시되었습니다:* ${why}.`,
    moreAlerts: (left: number) => `… 외 ${left}건: \`/rootguard alerts\``,
    moreAccounts: (left: number) => `… 외 계정 ${left}개`,
    lastCheck: '마지막 점검',
    guard: 'RootGuard 자체',
    organization: '조직',
    choreFailed: (chore: string, error: string) =>
      `${chore} 작업이 실패했습니다(${error}). 1분마다 다시 시도하며, 이유는 rootguard-worker 로그에 있습니다.`,
    neverProven: '*알림 경로로 온 하트비트가 아직 없습니다*',
    provenAgo: (age: string) => `알림 경로 확인: ${age} 전`,
    provenIn: (n: number, of: number) => `마지막 점검에서 하트비트가 확인된 계정 ${of}개 중 ${n}개`,
    never: '점검한 적 없음: `/rootguard check`',
    allGood: '모든 점검 통과',
  },
} as const;
