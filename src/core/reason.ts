import type { Locale, Text } from './locale.ts';

/** Why an alert is as severe as it is. Stored by code, so that it can be shown in each reader's language. */
export interface Reason {
  readonly code: ReasonCode;
  /** What `{n}` in the words stands for: a number of days or minutes, for example. */
  readonly n?: number;
}

/** The reasons that there are. */
export type ReasonCode = keyof typeof reasonTexts;

/** The words for each reason; they complete "critical because: …". */
export const reasonTexts = {
  'no-mfa': { en: 'no MFA was used', ko: 'MFA를 사용하지 않았습니다' },
  'mfa-used': { en: 'root signed in, with MFA', ko: '루트가 MFA로 로그인했습니다' },
  'wrong-credentials': { en: 'the sign-in was refused', ko: '로그인이 거부되었습니다' },
  'password-accepted': {
    en: 'the password was probably right and only MFA stopped it',
    ko: '암호는 맞은 것으로 보이며 MFA에서 막혔습니다',
  },
  'root-write': { en: 'root changed something', ko: '루트가 변경 작업을 했습니다' },
  'read-only': { en: 'root only read', ko: '루트가 읽기만 했습니다' },
  'long-term-key': { en: 'a long-term root access key was used', ko: '루트의 장기 액세스 키를 사용했습니다' },
  'mfa-removed': { en: 'root lost an MFA device', ko: '루트의 MFA 디바이스가 하나 없어졌습니다' },
  'mfa-added': {
    en: 'whoever holds the new device can sign in as root',
    ko: '새 디바이스를 가진 사람은 루트로 로그인할 수 있습니다',
  },
  denied: { en: 'AWS refused the call', ko: 'AWS가 호출을 거부했습니다' },
  'first-use-seen': {
    en: 'RootGuard has not seen root used in this account before',
    ko: 'RootGuard가 이 계정에서 처음 본 루트 사용입니다',
  },
  'first-use-in-days': { en: 'first root use in {n} days', ko: '{n}일 만의 루트 사용입니다' },
  'new-address': { en: 'address not seen before for this account', ko: '이 계정에서 처음 보는 주소입니다' },
  'after-failed-sign-in': { en: '{n} min after a failed sign-in', ko: '로그인 실패 {n}분 뒤입니다' },
  'unusual-hour': { en: "outside the account's usual hours", ko: '이 계정의 평소 사용 시간이 아닙니다' },
  'trail-off': { en: 'root can now act unseen', ko: '이제 루트가 드러나지 않게 활동할 수 있습니다' },
  'trail-weaker': { en: 'the trail records less than before', ko: '추적이 전보다 적게 기록합니다' },
  'trail-changed': {
    en: 'the trail that shows root was changed',
    ko: '루트를 보여 주는 추적이 변경되었습니다',
  },
  attempt: { en: 'somebody tried', ko: '누군가 시도했습니다' },
  'guard-blinded': {
    en: 'RootGuard no longer hears of root',
    ko: 'RootGuard가 더 이상 루트 이벤트를 받지 못합니다',
  },
  'guard-touched': { en: 'this is part of RootGuard itself', ko: 'RootGuard 자체의 구성 요소입니다' },
  'other-service': { en: 'another AWS service reports it', ko: '다른 AWS 서비스가 보고했습니다' },
  'feed-weaker': {
    en: 'one way to hear of root is weaker',
    ko: '루트에 대해 듣는 경로 하나가 약해졌습니다',
  },
  'key-exposed': { en: 'anybody can use a key that is public', ko: '공개된 키는 누구나 사용할 수 있습니다' },
  'password-reset-asked': {
    en: 'whoever reads the root mailbox can finish it',
    ko: '루트 메일함을 읽는 사람이 완료할 수 있습니다',
  },
  'password-reset-done': {
    en: 'somebody used the root mailbox to get in',
    ko: '누군가 루트 메일함을 통해 들어왔습니다',
  },
  'root-credential': { en: 'a root credential was changed', ko: '루트 자격 증명이 변경되었습니다' },
  'root-key': {
    en: 'a root key can do everything, without MFA',
    ko: '루트 키는 MFA 없이 모든 작업을 할 수 있습니다',
  },
  'root-key-gone': { en: 'a root key went away', ko: '루트 키가 없어졌습니다' },
  'root-key-for-user': { en: 'root made a key that stays', ko: '루트가 계속 쓸 수 있는 키를 만들었습니다' },
  'root-session': {
    en: 'root opened a session that outlives a new password',
    ko: '암호를 바꿔도 유지되는 세션을 루트가 열었습니다',
  },
  'assumed-root': {
    en: 'it is an AssumeRoot task from the management account',
    ko: '관리 계정의 AssumeRoot 작업입니다',
  },
  'organization-root': {
    en: 'it decides who may be root in member accounts',
    ko: '멤버 계정에서 누가 루트가 될 수 있는지를 정합니다',
  },
  'contact-changed': {
    en: 'AWS uses it to reach you, and to give root back',
    ko: 'AWS가 연락하고 루트를 되찾아 줄 때 쓰는 정보입니다',
  },
  'account-changed': {
    en: 'it changes how the account is recognised',
    ko: '계정을 알아보는 방법이 바뀝니다',
  },
  'region-unseen': {
    en: 'RootGuard may not hear of a new Region',
    ko: '새 리전은 RootGuard가 듣지 못할 수 있습니다',
  },
  'account-gone': { en: 'everything in the account goes with it', ko: '계정의 모든 것이 함께 사라집니다' },
  'organization-lost': {
    en: "the organization's policies and trail no longer hold",
    ko: '조직의 정책과 추적이 더 이상 적용되지 않습니다',
  },
  'new-virtual-mfa': { en: 'it is an authenticator app', ko: '인증 관리자 앱입니다' },
  'new-passkey': { en: 'it is a passkey or security key', ko: '패스키 또는 보안 키입니다' },
  'new-hardware-mfa': { en: 'it is a hardware token', ko: '하드웨어 토큰입니다' },
  'maybe-root-mfa': {
    en: "the device may have been root's own",
    ko: '루트 자신의 디바이스였을 수 있습니다',
  },
  'mfa-prepared': {
    en: 'the next step can make it a factor of root',
    ko: '다음 단계에서 루트의 MFA로 등록될 수 있습니다',
  },
  'region-off': {
    en: 'what runs in that Region is now out of reach',
    ko: '그 리전에서 실행 중인 것에 더 이상 접근할 수 없습니다',
  },
  'policy-unnamed': {
    en: 'it may be the policy that denies root: the record does not name it',
    ko: '루트를 막는 정책일 수 있습니다. 기록에 이름이 없습니다',
  },
  planned: { en: 'expected: it matches plan #{n}', ko: '예정된 사용: #{n} 계획에 해당합니다' },
  'not-in-plan': { en: 'plan #{n} does not name this action', ko: '#{n} 계획에 없는 작업입니다' },
  'plan-not-confirmed': {
    en: 'nobody had confirmed plan #{n} by then',
    ko: '그때까지 #{n} 계획이 승인되지 않았습니다',
  },
  'plan-declined': { en: 'plan #{n} was declined', ko: '#{n} 계획은 거절되었습니다' },
  'outside-plan-hours': { en: 'outside the hours of plan #{n}', ko: '#{n} 계획의 시간을 벗어났습니다' },
  'nobody-owns-up': {
    en: 'no custodian says that it was them',
    ko: '본인이라고 한 관리인이 없습니다',
  },
  'delivered-late': { en: 'CloudTrail delivered it late', ko: 'CloudTrail이 늦게 전달했습니다' },
} satisfies Record<string, Text>;

/** A reason in words. A code that this version does not know is shown as it is. */
export function reasonText({ code, n }: Reason, locale: Locale): string {
  const text: Text | undefined = Object.hasOwn(reasonTexts, code) ? reasonTexts[code] : undefined;
  return (text?.[locale] ?? code).replaceAll('{n}', String(n ?? '?'));
}
