import type { RootMfaDevices } from '../core/account-facts.ts';
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
      name: 'an authenticator app that only the root session sees',
      facts: healthyAccount({
        rootVirtualMfa: denied('iam:ListVirtualMFADevices'),
        rootMfaDevices: known({ virtual: 1, fido: 1, token: 0 }),
      }),
      gives: 'warn',
    },
    {
      name: 'a device of a kind that nobody knows',
      facts: healthyAccount({ rootMfaDevices: known({ virtual: 0, fido: 1, token: 0, other: 1 }) }),
      gives: 'warn',
    },
    {
      name: 'MFA is on, and the list of devices is empty',
      facts: healthyAccount({ rootMfaDevices: known({ virtual: 0, fido: 0, token: 0, other: 0 }) }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the list of virtual devices, but shows root all of its own',
      facts: healthyAccount({ rootVirtualMfa: denied('iam:ListVirtualMFADevices') }),
      gives: 'pass',
    },
    {
      name: 'AWS denies the list of virtual devices, and nobody looks closer',
      facts: healthyAccount({
        rootVirtualMfa: denied('iam:ListVirtualMFADevices'),
        rootMfaDevices: known(undefined),
      }),
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
  // A root session sees every device of root; the list of virtual ones is what an IAM role sees.
  const seen = rootMfaDevices.known ? rootMfaDevices.value : undefined;
  const hasApp = rootVirtualMfa.known && rootVirtualMfa.value.length > 0;
  if (hasApp || (seen?.virtual ?? 0) > 0) {
    return verdict(
      'warn',
      'Root uses an authenticator app (virtual MFA). A code can be phished; a passkey or security key cannot.',
      '루트가 인증 관리자 앱(가상 MFA)을 사용합니다. 코드는 피싱될 수 있지만 패스키나 보안 키는 그렇지 않습니다.',
    );
  }
  if (seen === undefined) {
    if (!rootVirtualMfa.known) return unknown(rootVirtualMfa);
    if (!rootMfaDevices.known) return unknown(rootMfaDevices);
    return verdict(
      'pass',
      'Root uses hardware MFA: a passkey, a security key or a hardware token. AWS does not say which.',
      '루트가 하드웨어 MFA(패스키, 보안 키 또는 하드웨어 토큰)를 사용합니다. AWS는 어느 것인지 알려 주지 않습니다.',
    );
  }
  return judgeHardware(seen);
}

function judgeHardware({ fido, token, other = 0 }: RootMfaDevices): Verdict {
  if (token > 0) {
    return verdict(
      'warn',
      'Root uses a hardware token that shows codes. A code can be phished; a passkey or security key cannot.',
      '루트가 코드를 표시하는 하드웨어 토큰을 사용합니다. 코드는 피싱될 수 있지만 패스키나 보안 키는 그렇지 않습니다.',
    );
  }
  if (other > 0) {
    return verdict(
      'warn',
      'Root has an MFA device of a kind that RootGuard does not know. Look in the console what it is.',
      '루트에 RootGuard가 모르는 종류의 MFA 디바이스가 있습니다. 콘솔에서 어떤 디바이스인지 확인하세요.',
    );
  }
  // The summary says that there is MFA, the list that there is no device: one of them is behind.
  if (fido === 0) return unknown({ cause: 'service-error', call: 'iam:ListMFADevices' });
  return verdict(
    'pass',
    'Root uses hardware MFA: passkeys or security keys only.',
    '루트가 하드웨어 MFA(패스키 또는 보안 키)만 사용합니다.',
  );
}
