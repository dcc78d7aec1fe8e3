import type { Contact } from '../core/account-facts.ts';
import { denied, healthyAccount, known } from '../core/example-facts.ts';
import type { Fact } from '../core/fact.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

const missing = known<Contact>({ registered: false, mark: undefined });
const same = known<Contact>({ registered: true, mark: 'c2FtZQ' });

export default defineCheck({
  scope: 'account',
  title: { en: 'Billing and operations contacts', ko: '결제 및 운영 연락처' },
  severity: 'low',
  needs: ['securityContact', 'billingContact', 'operationsContact'],
  judge,
  remedy: {
    en: [
      'Open the account menu, choose Account, and edit Alternate contacts.',
      'Register one group address each for Billing, Operations and Security, so that one lost mailbox does not silence all three.',
      'On the command line: `aws account put-alternate-contact --alternate-contact-type OPERATIONS --name NAME --title TITLE --email-address ops@example.com --phone-number NUMBER`, and the same with BILLING.',
    ],
    ko: [
      '계정 메뉴에서 계정을 열고 대체 연락처를 편집합니다.',
      '결제, 운영, 보안에 서로 다른 그룹 주소를 등록합니다. 메일함 하나를 잃어도 나머지로 연락을 받을 수 있습니다.',
      '명령줄에서는 `aws account put-alternate-contact --alternate-contact-type OPERATIONS --name NAME --title TITLE --email-address ops@example.com --phone-number NUMBER`를 실행하고, BILLING도 같은 방법으로 등록합니다.',
    ],
  },
  guide: 'contacts',
  mappings: {
    ...cis('1.1', '1.1', '1.1', '2.1', '2.2'),
    Prowler: 'account_maintain_different_contact_details_to_security_billing_and_operations',
    'KISA ISMS-P': '2.11.1',
  },
  examples: () => [
    { name: 'three addresses', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'one is missing',
      facts: healthyAccount({ billingContact: missing }),
      gives: 'warn',
    },
    {
      name: 'two are the same',
      facts: healthyAccount({ billingContact: same, operationsContact: same }),
      gives: 'warn',
    },
    {
      name: 'AWS denies one of them',
      facts: healthyAccount({ operationsContact: denied('account:GetAlternateContact') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  securityContact,
  billingContact,
  operationsContact,
}: Pick<AccountFacts, 'securityContact' | 'billingContact' | 'operationsContact'>): Verdict {
  const contacts: readonly Fact<Contact>[] = [securityContact, billingContact, operationsContact];
  const absent = [
    ...(isMissing(billingContact) ? [{ en: 'billing', ko: '결제' }] : []),
    ...(isMissing(operationsContact) ? [{ en: 'operations', ko: '운영' }] : []),
  ];
  if (absent.length > 0) {
    return verdict(
      'warn',
      `Not registered: the contact for ${absent.map(({ en }) => en).join(' and ')}.`,
      `등록되지 않은 연락처: ${absent.map(({ ko }) => ko).join(', ')}.`,
    );
  }
  const marks = contacts.flatMap((contact) => (contact.known ? (contact.value.mark ?? []) : []));
  if (new Set(marks).size < marks.length) {
    return verdict(
      'warn',
      'Alternate contacts share one address: whoever loses it hears of nothing.',
      '대체 연락처들이 같은 주소를 씁니다. 그 주소를 잃으면 아무 연락도 받지 못합니다.',
    );
  }
  const hidden = contacts.find((contact) => !contact.known);
  if (hidden !== undefined && !hidden.known) return unknown(hidden);
  return verdict(
    'pass',
    'Billing and operations contacts are registered, and differ.',
    '결제 및 운영 연락처가 서로 다르게 등록되어 있습니다.',
  );
}

function isMissing(contact: Fact<Contact>): boolean {
  return contact.known && !contact.value.registered;
}
