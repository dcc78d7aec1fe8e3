import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

const bare = { accessKeys: 0, mfaEnabled: false, passwordPresent: false, signingCertificates: 0 };
const report = { key1Active: undefined, key2Active: undefined, generatedAt: 0 };

export default defineCheck({
  scope: 'account',
  title: { en: 'Root MFA', ko: '루트 MFA' },
  severity: 'critical',
  needs: ['rootCredentials', 'rootReport', 'rootInventory'],
  judge,
  remedy: {
    en: [
      'Sign in as root, open the account menu at the top right and choose Security credentials.',
      'Under Multi-factor authentication (MFA), choose Assign MFA device and give it a name.',
      'Choose Passkey or security key (best), Authenticator app, or Hardware TOTP token, and follow the page. There is no API for this.',
    ],
    ko: [
      '루트로 로그인해 오른쪽 위 계정 메뉴에서 보안 자격 증명을 엽니다.',
      '멀티 팩터 인증(MFA)에서 MFA 디바이스 할당을 누르고 이름을 정합니다.',
      '패스키 또는 보안 키(권장), 인증 관리자 앱, 하드웨어 TOTP 토큰 중 하나를 골라 안내를 따릅니다. API로는 할 수 없습니다.',
    ],
  },
  guide: 'mfa',
  mappings: {
    ...cis('1.5', '1.5', '1.4', '2.4', '2.5'),
    'Security Hub': 'IAM.9',
    Config: 'root-account-mfa-enabled',
    Prowler: 'iam_root_mfa_enabled',
    'KISA ISMS-P': '2.5.3, 2.5.5',
  },
  examples: () => [
    { name: 'MFA is on', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'a password and no MFA',
      facts: healthyAccount({ rootCredentials: known({ ...bare, passwordPresent: true }) }),
      gives: 'fail',
    },
    {
      name: 'keys and no MFA',
      facts: healthyAccount({ rootCredentials: known({ ...bare, accessKeys: 1 }) }),
      gives: 'fail',
    },
    {
      name: 'root has no credentials at all, as under central root management',
      facts: healthyAccount({ rootCredentials: known(bare) }),
      gives: 'not-applicable',
    },
    {
      name: 'the summary leaves the password out, and the report says that there is none',
      facts: healthyAccount({
        rootCredentials: known({ ...bare, passwordPresent: undefined }),
        rootInventory: known(undefined),
        rootReport: known({ ...report, passwordEnabled: false }),
      }),
      gives: 'not-applicable',
    },
    {
      name: 'the summary leaves the password out, and the report says not_supported, which is no "no"',
      facts: healthyAccount({
        rootCredentials: known({ ...bare, passwordPresent: undefined }),
        rootInventory: known(undefined),
        rootReport: known({ ...report, passwordEnabled: undefined }),
      }),
      gives: 'fail',
    },
    {
      name: 'the summary leaves the password out, and the report is denied',
      facts: healthyAccount({
        rootCredentials: known({ ...bare, passwordPresent: undefined }),
        rootInventory: known(undefined),
        rootReport: denied('iam:GetCredentialReport'),
      }),
      gives: 'fail',
    },
    {
      name: 'the summary leaves the password out, and a root session sees that there is none',
      facts: healthyAccount({
        rootCredentials: known({ ...bare, passwordPresent: undefined }),
        rootReport: denied('iam:GetCredentialReport'),
        rootInventory: known({ activeKeys: 0, inactiveKeys: 0, certificates: 0, password: false }),
      }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the summary',
      facts: healthyAccount({ rootCredentials: denied('iam:GetAccountSummary') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  rootCredentials,
  rootReport,
  rootInventory,
}: Pick<AccountFacts, 'rootCredentials' | 'rootReport' | 'rootInventory'>): Verdict {
  if (!rootCredentials.known) return unknown(rootCredentials);
  const { mfaEnabled, passwordPresent, accessKeys } = rootCredentials.value;
  if (mfaEnabled === undefined) return unknown({ cause: 'service-error', call: 'iam:GetAccountSummary' });
  if (mfaEnabled) return verdict('pass', 'Root has MFA.', '루트에 MFA가 있습니다.');

  // Some summaries leave the password out. Whatever does not say "no" is taken for a password.
  const seen = rootInventory.known ? rootInventory.value?.password : undefined;
  const reported = rootReport.known ? rootReport.value.passwordEnabled : undefined;
  const password = passwordPresent ?? seen ?? reported;
  // A root user whose credentials were removed centrally has nothing that MFA could protect.
  if (password === false && accessKeys === 0) {
    return verdict(
      'not-applicable',
      'Root has no credentials, so there is nothing to protect with MFA.',
      '루트에 자격 증명이 없어 MFA가 필요하지 않습니다.',
    );
  }
  return verdict(
    'fail',
    'Root has no MFA. The root password, or the root mailbox, is enough to own the account.',
    '루트에 MFA가 없습니다. 루트 암호나 루트 메일함만 있으면 계정을 차지할 수 있습니다.',
  );
}
