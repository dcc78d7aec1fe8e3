import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

const report = { key1Active: undefined, key2Active: undefined, generatedAt: 0 };
const credentials = { accessKeys: 0, mfaEnabled: true, passwordPresent: true };

export default defineCheck({
  scope: 'account',
  title: { en: 'Root signing certificates', ko: '루트 서명 인증서' },
  severity: 'medium',
  needs: ['rootCredentials', 'rootReport', 'rootInventory'],
  judge,
  remedy: {
    en: [
      'Sign in as root, open the account menu at the top right and choose Security credentials.',
      'Under X.509 Signing certificates, choose the certificate, then Actions, Deactivate, and later Delete. Only the retired SOAP interfaces used them.',
      'In a member account, with a session of `aws sts assume-root`: `aws iam list-signing-certificates`, then `aws iam delete-signing-certificate --certificate-id ID`.',
    ],
    ko: [
      '루트로 로그인해 오른쪽 위 계정 메뉴에서 보안 자격 증명을 엽니다.',
      'X.509 서명 인증서에서 인증서를 선택하고 작업, 비활성화를 누른 뒤 나중에 삭제합니다. 폐지된 SOAP 인터페이스에서만 쓰던 것입니다.',
      '멤버 계정에서는 `aws sts assume-root` 세션으로 `aws iam list-signing-certificates`, `aws iam delete-signing-certificate --certificate-id ID`를 실행합니다.',
    ],
  },
  guide: 'keys',
  mappings: { 'KISA ISMS-P': '2.5.5' },
  examples: () => [
    { name: 'none', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'one',
      facts: healthyAccount({ rootCredentials: known({ ...credentials, signingCertificates: 1 }) }),
      gives: 'warn',
    },
    {
      name: 'the summary does not speak of certificates',
      facts: healthyAccount({
        rootCredentials: known({ ...credentials, signingCertificates: undefined }),
        rootInventory: known(undefined),
      }),
      gives: 'unknown',
    },
    {
      name: 'the summary does not speak of certificates, and the report knows an active one',
      facts: healthyAccount({
        rootCredentials: known({ ...credentials, signingCertificates: undefined }),
        rootReport: known({ ...report, activeCertificates: 1 }),
        rootInventory: known(undefined),
      }),
      gives: 'warn',
    },
    {
      name: 'the summary does not speak of certificates, and by the report none is active: one may be switched off',
      facts: healthyAccount({
        rootCredentials: known({ ...credentials, signingCertificates: undefined }),
        rootReport: known({ ...report, activeCertificates: 0 }),
        rootInventory: known(undefined),
      }),
      gives: 'unknown',
    },
    {
      name: 'the summary does not speak of certificates, but a root session sees one',
      facts: healthyAccount({
        rootCredentials: known({ ...credentials, signingCertificates: undefined }),
        rootInventory: known({ activeKeys: 0, inactiveKeys: 0, certificates: 1, password: true }),
      }),
      gives: 'warn',
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
  const seen = rootInventory.known ? rootInventory.value?.certificates : undefined;
  // The report knows those that are active, so that of none it says nothing; it may be four hours old.
  const active = (rootReport.known && rootReport.value.activeCertificates) || undefined;
  const count = rootCredentials.value.signingCertificates ?? seen ?? active;
  if (count === undefined) return unknown({ cause: 'service-error', call: 'iam:GetAccountSummary' });
  if (count === 0)
    return verdict('pass', 'Root has no signing certificate.', '루트에 서명 인증서가 없습니다.');
  return verdict(
    'warn',
    'Root has a signing certificate. Whoever holds it signs requests as root, without MFA.',
    '루트에 서명 인증서가 있습니다. 인증서를 가진 사람은 MFA 없이 루트로 요청에 서명할 수 있습니다.',
  );
}
