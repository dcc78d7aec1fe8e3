import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict } from '../core/posture.ts';

const device = 'arn:aws:iam::111122223333:mfa/root-account-mfa-device';
const withoutMfa = known({ accessKeys: 0, mfaEnabled: false, passwordPresent: true, signingCertificates: 0 });

export default defineCheck({
  scope: 'account',
  title: { en: 'Kind of root MFA', ko: '루트 MFA의 종류' },
  severity: 'high',
  needs: ['rootCredentials', 'rootVirtualMfa'],
  judge,
  remedy: {
    en: [
      'Sign in as root and open Security credentials in the account menu.',
      'Assign a passkey or a security key (or a hardware TOTP token), and a second one as a spare.',
      'Then remove the authenticator app: any one device is enough to sign in, so the weakest one counts.',
    ],
    ko: [
      '루트로 로그인해 계정 메뉴에서 보안 자격 증명을 엽니다.',
      '패스키나 보안 키(또는 하드웨어 TOTP 토큰)를 할당하고, 예비용으로 하나 더 등록합니다.',
      '그다음 인증 관리자 앱을 제거합니다. 디바이스 하나만으로 로그인할 수 있으므로 가장 약한 것이 기준이 됩니다.',
    ],
  },
  guide: 'mfa',
  mappings: {
    'CIS AWS 3.0': '1.6',
    'Security Hub': 'IAM.6',
    Config: 'root-account-hardware-mfa-enabled',
    Prowler: 'iam_root_hardware_mfa_enabled',
  },
  examples: () => [
    { name: 'MFA, and no virtual device', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'an authenticator app',
      facts: healthyAccount({ rootVirtualMfa: known([device]) }),
      gives: 'warn',
    },
    {
      name: 'no MFA at all is the other check',
      facts: healthyAccount({ rootCredentials: withoutMfa }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the list of devices',
      facts: healthyAccount({ rootVirtualMfa: denied('iam:ListVirtualMFADevices') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  rootCredentials,
  rootVirtualMfa,
}: Pick<AccountFacts, 'rootCredentials' | 'rootVirtualMfa'>): Verdict {
  if (!rootCredentials.known) return unknown(rootCredentials);
  const { mfaEnabled } = rootCredentials.value;
  if (mfaEnabled === undefined) return unknown({ cause: 'service-error', call: 'iam:GetAccountSummary' });
  if (!mfaEnabled) {
    return {
      outcome: 'not-applicable',
      says: { en: 'Root has no MFA to look at.', ko: '확인할 루트 MFA가 없습니다.' },
    };
  }
  if (!rootVirtualMfa.known) return unknown(rootVirtualMfa);
  if (rootVirtualMfa.value.length > 0) {
    return {
      outcome: 'warn',
      says: {
        en: 'Root uses an authenticator app (virtual MFA). A code can be phished; a passkey or security key cannot.',
        ko: '루트가 인증 관리자 앱(가상 MFA)을 사용합니다. 코드는 피싱될 수 있지만 패스키나 보안 키는 그렇지 않습니다.',
      },
    };
  }
  return {
    outcome: 'pass',
    says: {
      en: 'Root uses hardware MFA: a passkey, a security key or a hardware token.',
      ko: '루트가 하드웨어 MFA(패스키, 보안 키 또는 하드웨어 토큰)를 사용합니다.',
    },
  };
}
