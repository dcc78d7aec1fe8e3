import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

export default defineCheck({
  scope: 'account',
  title: { en: 'Trusted Advisor on root MFA', ko: 'Trusted Advisor의 루트 MFA 점검' },
  severity: 'low',
  needs: ['trustedAdvisor'],
  judge,
  remedy: {
    en: [
      'Open Trusted Advisor, Security, MFA on Root Account, and refresh it: it may be a day behind.',
      'If it stays red, give root MFA: `/rootguard guide mfa`.',
      'On the command line: `aws support refresh-trusted-advisor-check --check-id 7DAFEmoDos --region us-east-1`.',
    ],
    ko: [
      'Trusted Advisor의 보안에서 루트 계정의 MFA를 열고 새로 고칩니다. 하루 정도 늦을 수 있습니다.',
      '계속 빨간색이면 루트에 MFA를 설정합니다: `/rootguard guide mfa`.',
      '명령줄에서는 `aws support refresh-trusted-advisor-check --check-id 7DAFEmoDos --region us-east-1`을 실행합니다.',
    ],
  },
  guide: 'mfa',
  mappings: {
    'Trusted Advisor': '7DAFEmoDos',
    Prowler: 'trustedadvisor_errors_and_warnings',
    'KISA ISMS-P': '2.5.3',
  },
  examples: () => [
    { name: 'green', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'red: RootGuard looks at root MFA itself, and sooner',
      facts: healthyAccount({ trustedAdvisor: known('error') }),
      gives: 'warn',
    },
    { name: 'yellow', facts: healthyAccount({ trustedAdvisor: known('warning') }), gives: 'warn' },
    {
      name: 'a support plan without Trusted Advisor',
      facts: healthyAccount({ trustedAdvisor: known('no-plan') }),
      gives: 'not-applicable',
    },
    {
      name: 'Trusted Advisor has not looked yet',
      facts: healthyAccount({ trustedAdvisor: known('not_available') }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyAccount({ trustedAdvisor: denied('support:DescribeTrustedAdvisorCheckResult') }),
      gives: 'unknown',
    },
  ],
});

function judge({ trustedAdvisor }: Pick<AccountFacts, 'trustedAdvisor'>): Verdict {
  if (!trustedAdvisor.known) return unknown(trustedAdvisor);
  switch (trustedAdvisor.value) {
    case 'ok':
      return verdict(
        'pass',
        'Trusted Advisor sees MFA on root.',
        'Trusted Advisor가 루트의 MFA를 확인했습니다.',
      );
    case 'no-plan':
      return verdict(
        'not-applicable',
        "The account's support plan does not include Trusted Advisor's interface.",
        '계정의 지원 플랜에 Trusted Advisor API가 포함되어 있지 않습니다.',
      );
    case 'warning':
      return verdict(
        'warn',
        'Trusted Advisor warns of root MFA.',
        'Trusted Advisor가 루트 MFA에 대해 경고합니다.',
      );
    case 'error':
      return verdict(
        'warn',
        'Trusted Advisor sees no MFA on root; it may be a day behind.',
        'Trusted Advisor가 루트에 MFA가 없다고 합니다. 하루 정도 늦을 수 있습니다.',
      );
    case 'not_available':
      return unknown({ cause: 'not-ready', call: 'support:DescribeTrustedAdvisorCheckResult' });
  }
}
