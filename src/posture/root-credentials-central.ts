import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

const none = known({ accessKeys: 0, mfaEnabled: false, passwordPresent: false, signingCertificates: 0 });
const member = known({ role: 'member', managed: known(true) } as const);

export default defineCheck({
  scope: 'account',
  title: { en: 'Members have no root credentials', ko: '멤버 계정의 루트 자격 증명 제거' },
  severity: 'high',
  needs: ['rootCredentials', 'centralRoot'],
  judge,
  remedy: {
    en: [
      'In the management account, open IAM, Root access management, and choose the member account.',
      'Choose Take privileged action, Delete root user credentials. Enabling central management alone deletes nothing.',
      'On the command line: `aws sts assume-root --target-principal ACCOUNT --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials --duration-seconds 900`, then with those credentials `aws iam delete-login-profile`, `aws iam delete-access-key --access-key-id KEY`, `aws iam delete-signing-certificate --certificate-id ID` and `aws iam deactivate-mfa-device --serial-number SERIAL`, whichever there is.',
    ],
    ko: [
      '관리 계정에서 IAM의 루트 액세스 관리를 열고 멤버 계정을 선택합니다.',
      '권한 있는 작업 수행, 루트 사용자 자격 증명 삭제를 누릅니다. 중앙 관리를 활성화하는 것만으로는 아무것도 삭제되지 않습니다.',
      '명령줄에서는 `aws sts assume-root --target-principal ACCOUNT --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials --duration-seconds 900`을 실행한 뒤 받은 자격 증명으로 있는 것에 따라 `aws iam delete-login-profile`, `aws iam delete-access-key --access-key-id KEY`, `aws iam delete-signing-certificate --certificate-id ID`, `aws iam deactivate-mfa-device --serial-number SERIAL`을 실행합니다.',
    ],
  },
  guide: 'central',
  mappings: { ...cis('', '', '', '', '2.1.1'), 'KISA ISMS-P': '2.5.5' },
  examples: () => [
    {
      name: 'a member without any',
      facts: healthyAccount({ rootCredentials: none, centralRoot: member }),
      gives: 'pass',
    },
    {
      name: 'a member that still has a password, although the organisation manages root centrally',
      facts: healthyAccount({ centralRoot: member }),
      gives: 'warn',
    },
    {
      name: 'a member of an organisation that does not manage root centrally',
      facts: healthyAccount({ centralRoot: known({ role: 'member', managed: known(false) }) }),
      gives: 'not-applicable',
    },
    {
      name: 'the management account keeps its root',
      facts: healthyAccount({ centralRoot: known({ role: 'management', managed: known(true) }) }),
      gives: 'not-applicable',
    },
    { name: 'an account without an organisation', facts: healthyAccount(), gives: 'not-applicable' },
    {
      name: 'the hub may not ask how the organisation manages root',
      facts: healthyAccount({
        centralRoot: known({
          role: 'member',
          managed: { known: false, cause: 'not-organization-admin', call: 'iam:ListOrganizationsFeatures' },
        }),
      }),
      gives: 'unknown',
    },
    {
      name: 'the summary leaves the password out',
      facts: healthyAccount({
        rootCredentials: known({ ...none.value, passwordPresent: undefined }),
        centralRoot: member,
      }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the summary',
      facts: healthyAccount({ rootCredentials: denied('iam:GetAccountSummary'), centralRoot: member }),
      gives: 'unknown',
    },
  ],
});

function judge({
  rootCredentials,
  centralRoot,
}: Pick<AccountFacts, 'rootCredentials' | 'centralRoot'>): Verdict {
  if (!rootCredentials.known) return unknown(rootCredentials);
  const { accessKeys, mfaEnabled, passwordPresent, signingCertificates } = rootCredentials.value;
  const parts = [accessKeys, mfaEnabled, passwordPresent, signingCertificates];
  if (parts.every((part) => part === 0 || part === false))
    return verdict('pass', 'Root has no credentials at all.', '루트에 자격 증명이 전혀 없습니다.');
  if (!centralRoot.known) return unknown(centralRoot);
  const { role, managed } = centralRoot.value;
  if (role === 'management') {
    return verdict(
      'not-applicable',
      'The management account keeps its root user: give it hardware MFA.',
      '관리 계정에는 루트 사용자가 남습니다. 하드웨어 MFA를 설정하세요.',
    );
  }
  if (role === 'standalone')
    return verdict(
      'not-applicable',
      'This account is in no organization.',
      '이 계정은 조직에 속해 있지 않습니다.',
    );
  if (!managed.known) return unknown(managed);
  if (!managed.value) {
    return verdict(
      'not-applicable',
      'The organization does not manage root centrally.',
      '조직이 루트를 중앙에서 관리하지 않습니다.',
    );
  }
  if (parts.every((part) => part === 0 || part === false || part === undefined))
    return unknown({ cause: 'service-error', call: 'iam:GetAccountSummary' });
  return verdict(
    'warn',
    'Root is managed centrally, but this member still has root credentials.',
    '루트를 중앙에서 관리하지만 이 멤버 계정에는 아직 루트 자격 증명이 남아 있습니다.',
  );
}
