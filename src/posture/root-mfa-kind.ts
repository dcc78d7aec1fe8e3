import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

const device = 'arn:aws:iam::111122223333:mfa/root-account-mfa-device';
const withoutMfa = known({ accessKeys: 0, mfaEnabled: false, passwordPresent: true, signingCertificates: 0 });

export default defineCheck({
  scope: 'account',
  title: { en: 'Root MFA cannot be phished', ko: '피싱에 강한 루트 MFA' },
  severity: 'high',
  needs: ['rootCredentials', 'rootVirtualMfa', 'rootMfaDevices'],
  judge,
  remedy: {
    en: [
      'Sign in as root and open Security credentials in the account menu.',
      'Assign a passkey or a security key, and a second one as a spare.',
      'Then remove the authenticator app: any one device is enough to sign in, so the weakest one counts.',
    ],
    ko: [
      '루트로 로그인해 계정 메뉴에서 보안 자격 증명을 엽니다.',
      '패스키나 보안 키를 할당하고, 예비용으로 하나 더 등록합니다.',
      '그다음 인증 관리자 앱을 제거합니다. 디바이스 하나만으로 로그인할 수 있으므로 가장 약한 것이 기준이 됩니다.',
    ],
  },
  guide: 'mfa',
  mappings: {
    ...cis('1.6', '1.6', '1.5', '2.5', '2.6'),
    'Security Hub': 'IAM.6',
    Config: 'root-account-hardware-mfa-enabled',
    Prowler: 'iam_root_hardware_mfa_enabled',
    'KISA ISMS-P': '2.5.3, 2.5.5',
  },
  examples: () => [
    { name: 'two security keys', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'no virtual device, and nobody looks closer',
      facts: healthyAccount({ rootMfaDevices: known(undefined) }),
      gives: 'pass',
    },
    {
      name: 'an authenticator app',
      facts: healthyAccount({ rootVirtualMfa: known([device]), rootMfaDevices: known(undefined) }),
      gives: 'warn',
    },
    {
      name: 'an authenticator app beside a security key: the weakest one counts',
      facts: healthyAccount({
        rootVirtualMfa: known([device]),
        rootMfaDevices: known({ virtual: 1, fido: 1, token: 0 }),
      }),
      gives: 'warn',
    },
    {
      name: 'a hardware token whose codes can be phished',
      facts: healthyAccount({ rootMfaDevices: known({ virtual: 0, fido: 0, token: 1 }) }),
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
    {
      name: 'AWS denies the closer look',
      facts: healthyAccount({ rootMfaDevices: denied('sts:AssumeRoot') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  rootCredentials,
  rootVirtualMfa,
  rootMfaDevices,
}: Pick<AccountFacts, 'rootCredentials' | 'rootVirtualMfa' | 'rootMfaDevices'>): Verdict {
  if (!rootCredentials.known) return unknown(rootCredentials);
  const { mfaEnabled } = rootCredentials.value;
  if (mfaEnabled === undefined) return unknown({ cause: 'service-error', call: 'iam:GetAccountSummary' });
  if (!mfaEnabled) {
    return verdict('not-applicable', 'Root has no MFA to look at.', '확인할 루트 MFA가 없습니다.');
  }
  if (!rootVirtualMfa.known) return unknown(rootVirtualMfa);
  if (rootVirtualMfa.value.length > 0) {
    return verdict(
      'warn',
      'Root uses an authenticator app (virtual MFA). A code can be phished; a passkey or security key cannot.',
      '루트가 인증 관리자 앱(가상 MFA)을 사용합니다. 코드는 피싱될 수 있지만 패스키나 보안 키는 그렇지 않습니다.',
    );
  }
  if (!rootMfaDevices.known) return unknown(rootMfaDevices);
  if (rootMfaDevices.value === undefined) {
    return verdict(
      'pass',
      'Root uses hardware MFA: a passkey, a security key or a hardware token. AWS does not say which.',
      '루트가 하드웨어 MFA(패스키, 보안 키 또는 하드웨어 토큰)를 사용합니다. AWS는 어느 것인지 알려 주지 않습니다.',
    );
  }
  if (rootMfaDevices.value.token > 0) {
    return verdict(
      'warn',
      'Root uses a hardware token that shows codes. A code can be phished; a passkey or security key cannot.',
      '루트가 코드를 표시하는 하드웨어 토큰을 사용합니다. 코드는 피싱될 수 있지만 패스키나 보안 키는 그렇지 않습니다.',
    );
  }
  return verdict(
    'pass',
    'Root uses hardware MFA: passkeys or security keys only.',
    '루트가 하드웨어 MFA(패스키 또는 보안 키)만 사용합니다.',
  );
}
