import { denied, healthyAccount, known } from '../core/example-facts.ts';
import type { Text } from '../core/locale.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

export default defineCheck({
  scope: 'account',
  title: { en: 'Domain of the root e-mail address', ko: '루트 이메일 주소의 도메인' },
  severity: 'low',
  needs: ['rootEmail'],
  judge,
  remedy: {
    en: [
      'In the management account, open AWS Organizations, choose the account and, under its contact information, edit the primary e-mail address.',
      'Use a group address of your own domain whose mailbox has MFA: whoever reads it can reset the root password.',
      'On the command line: `aws account start-primary-email-update --account-id ACCOUNT --primary-email root+acme@example.com`, then `aws account accept-primary-email-update` with the code that is mailed.',
    ],
    ko: [
      '관리 계정에서 AWS Organizations를 열고 계정을 선택한 뒤 연락처 정보에서 기본 이메일 주소를 편집합니다.',
      '회사 도메인의 그룹 주소를 쓰고 메일함에도 MFA를 설정합니다. 메일함을 읽는 사람은 루트 암호를 재설정할 수 있습니다.',
      '명령줄에서는 `aws account start-primary-email-update --account-id ACCOUNT --primary-email root+acme@example.com`을 실행한 뒤 메일로 받은 코드로 `aws account accept-primary-email-update`를 실행합니다.',
    ],
  },
  guide: 'contacts',
  mappings: { 'KISA ISMS-P': '2.5.5' },
  examples: () => [
    { name: 'an approved domain', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'another domain',
      facts: healthyAccount({ rootEmail: known({ masked: 'k***@example.net', approved: false }) }),
      gives: 'warn',
    },
    {
      name: 'an installation that approves none in particular',
      facts: healthyAccount({ rootEmail: known(undefined) }),
      gives: 'not-applicable',
    },
    {
      name: 'an installation that approves none in particular, and a known address',
      facts: healthyAccount({ rootEmail: known({ masked: 'r***@example.com', approved: undefined }) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the look',
      facts: healthyAccount({ rootEmail: denied('organizations:DescribeAccount') }),
      gives: 'unknown',
    },
  ],
});

function judge({ rootEmail }: Pick<AccountFacts, 'rootEmail'>): Verdict {
  if (!rootEmail.known) return unknown(rootEmail);
  const { masked, approved } = rootEmail.value ?? {};
  const mail = mailsTo(masked);
  if (approved === undefined) {
    return verdict(
      'not-applicable',
      `No domains are approved in the settings (RootEmailDomains). ${mail.en}`,
      `설정(RootEmailDomains)에 승인된 도메인이 없습니다. ${mail.ko}`,
    );
  }
  return approved
    ? verdict(
        'pass',
        `The root address ${masked} is in an approved domain. ${mail.en}`,
        `루트 주소 ${masked}는 승인된 도메인에 있습니다. ${mail.ko}`,
      )
    : verdict(
        'warn',
        `The root address ${masked} is in no approved domain. Whoever reads that mailbox can take the account over.`,
        `루트 주소 ${masked}는 승인된 도메인에 있지 않습니다. 그 메일함을 읽는 사람이 계정을 차지할 수 있습니다.`,
      );
}

/** AWS's own notices are nothing that can be asked for: that somebody reads them is for people to make sure. */
function mailsTo(masked: string | undefined): Text {
  return masked === undefined
    ? {
        en: "AWS mails its notices, such as that an MFA device was deactivated, to root's address: make sure that somebody reads them.",
        ko: 'AWS는 MFA 비활성화 같은 알림을 루트 주소로 보냅니다. 그 메일을 읽는 사람이 있는지 확인하세요.',
      }
    : {
        en: `AWS mails its notices, such as that an MFA device was deactivated, to ${masked}: make sure that somebody reads them.`,
        ko: `AWS는 MFA 비활성화 같은 알림을 ${masked}로 보냅니다. 그 메일을 읽는 사람이 있는지 확인하세요.`,
      };
}
