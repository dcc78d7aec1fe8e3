import type { Locale, Text } from '../core/locale.ts';
import { isStep, type PlaybookStep } from '../core/playbook.ts';
import { escaped } from './mrkdwn.ts';

/** What a step of the playbook is called, for mrkdwn. One that this version does not know is named by its id. */
export function stepTitle(step: string | undefined, locale: Locale): string {
  if (step === undefined) return '?';
  return isStep(step) ? words[step].what[locale] : escaped(step, 60);
}

/** How it is done, for mrkdwn; nothing for a step that this version does not know. */
export function stepAdvice(step: string, locale: Locale): readonly string[] {
  return isStep(step) ? [words[step].how[locale]] : [];
}

const words: Readonly<Record<PlaybookStep, { readonly what: Text; readonly how: Text }>> = {
  password: {
    what: { en: 'Take root back: change its password', ko: '루트 되찾기: 암호 변경' },
    how: {
      en: 'IAM cannot change root. Sign in as root, or ask for a new password by *Forgot password*, and secure the mailbox of the account first.',
      ko: 'IAM으로는 루트를 바꿀 수 없습니다. 먼저 계정의 이메일 사서함을 보호한 뒤, 루트로 로그인하거나 암호 찾기로 새 암호를 설정하세요.',
    },
  },
  devices: {
    what: { en: 'Remove MFA devices that are not ours', ko: '우리 것이 아닌 MFA 디바이스 제거' },
    how: {
      en: 'In the same place: every device must be one that you can hold in your hand. AWS does not know whose a device is.',
      ko: '같은 화면에서 모든 디바이스가 실제로 우리가 가진 것인지 확인하세요. AWS는 누구의 디바이스인지 알지 못합니다.',
    },
  },
  keys: {
    what: { en: 'Delete every access key of root', ko: '루트의 액세스 키 모두 삭제' },
    how: {
      en: 'As root: account menu, *Security credentials*, *Access keys*. Deactivating is not enough.',
      ko: '루트로 계정 메뉴의 보안 자격 증명에서 액세스 키를 삭제하세요. 비활성화만으로는 부족합니다.',
    },
  },
  mfa: {
    what: { en: 'Root has MFA', ko: '루트에 MFA 설정' },
    how: {
      en: 'As root: account menu, *Security credentials*, *Multi-factor authentication (MFA)*. Register a device of ours.',
      ko: '루트로 계정 메뉴의 보안 자격 증명에서 우리의 MFA 디바이스를 등록하세요.',
    },
  },
  trail: {
    what: { en: 'CloudTrail logs, in every Region', ko: '모든 리전에서 CloudTrail 로깅' },
    how: {
      en: 'Start logging again, and compare its settings and its bucket with what they should be.',
      ko: '로깅을 다시 시작하고 추적 설정과 버킷이 원래대로인지 확인하세요.',
    },
  },
  traces: {
    what: { en: 'Undo what root did', ko: '루트가 한 일 되돌리기' },
    how: {
      en: 'Look in the thread and in CloudTrail for new users, roles, keys, policies and Regions since the session began; remove them.',
      ko: '스레드와 CloudTrail에서 세션 시작 이후 생긴 사용자, 역할, 키, 정책, 리전을 찾아 제거하세요.',
    },
  },
  contacts: {
    what: { en: 'E-mail address and contacts are ours', ko: '이메일 주소와 연락처가 우리 것인지 확인' },
    how: {
      en: 'In *Account*: the root e-mail address, the phone number and the alternate contacts. A recovery would go there.',
      ko: '계정 페이지에서 루트 이메일 주소, 전화번호, 대체 연락처를 확인하세요. 복구 메일이 그곳으로 갑니다.',
    },
  },
  support: {
    what: { en: 'Tell AWS Support', ko: 'AWS Support에 알리기' },
    how: {
      en: 'Open a case about an unauthorized use of the account; without access: <https://support.aws.amazon.com/#/contacts/aws-account-support|the contact form>.',
      ko: '계정 무단 사용에 대한 케이스를 여세요. 접근할 수 없으면 <https://support.aws.amazon.com/#/contacts/aws-account-support|문의 양식>을 쓰세요.',
    },
  },
};
