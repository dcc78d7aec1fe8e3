import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

export default defineCheck({
  scope: 'account',
  title: { en: 'Security contact', ko: '보안 연락처' },
  severity: 'medium',
  needs: ['securityContact'],
  judge,
  remedy: {
    en: [
      'Open the account menu, choose Account, and edit Alternate contacts, Security.',
      'Give a group address that is read day and night: AWS sends abuse and security mail there.',
      'On the command line: `aws account put-alternate-contact --alternate-contact-type SECURITY --name NAME --title TITLE --email-address security@example.com --phone-number NUMBER`; from the management account add `--account-id ACCOUNT`.',
    ],
    ko: [
      '계정 메뉴에서 계정을 열고 대체 연락처의 보안을 편집합니다.',
      '밤낮으로 확인하는 그룹 주소를 넣습니다. AWS는 악용 신고와 보안 메일을 이 주소로 보냅니다.',
      '명령줄에서는 `aws account put-alternate-contact --alternate-contact-type SECURITY --name NAME --title TITLE --email-address security@example.com --phone-number NUMBER`를 실행합니다. 관리 계정에서는 `--account-id ACCOUNT`를 붙입니다.',
    ],
  },
  guide: 'contacts',
  mappings: {
    ...cis('1.2', '1.2', '1.2', '2.2', '2.3'),
    'Security Hub': 'Account.1',
    Config: 'security-account-information-provided',
    Prowler: 'account_security_contact_information_is_registered',
    'KISA ISMS-P': '2.11.1',
  },
  examples: () => [
    { name: 'registered', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'not registered',
      facts: healthyAccount({ securityContact: known({ registered: false, mark: undefined }) }),
      gives: 'fail',
    },
    {
      name: 'AWS denies the look',
      facts: healthyAccount({ securityContact: denied('account:GetAlternateContact') }),
      gives: 'unknown',
    },
  ],
});

function judge({ securityContact }: Pick<AccountFacts, 'securityContact'>): Verdict {
  if (!securityContact.known) return unknown(securityContact);
  return securityContact.value.registered
    ? verdict('pass', 'A security contact is registered.', '보안 연락처가 등록되어 있습니다.')
    : verdict(
        'fail',
        'No security contact is registered: AWS writes to the root mailbox alone.',
        '보안 연락처가 없습니다. AWS는 루트 메일함으로만 메일을 보냅니다.',
      );
}
