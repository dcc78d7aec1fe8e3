import { denied, healthyOrganization, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import type { RootFeatures } from '../core/organization-facts.ts';
import { defineCheck, type OrganizationFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const off: RootFeatures = { credentialsManagement: false, sessions: false, obstacle: undefined };

export default defineCheck({
  scope: 'organization',
  title: { en: 'Root is managed centrally', ko: '루트 중앙 관리' },
  severity: 'high',
  needs: ['rootFeatures'],
  judge,
  remedy: {
    en: [
      'In the management account, open IAM, Root access management, and choose Enable, Root credentials management.',
      'Then delete what is there, account by account: enabling deletes nothing.',
      'On the command line: `aws organizations enable-aws-service-access --service-principal iam.amazonaws.com`, then `aws iam enable-organizations-root-credentials-management`.',
    ],
    ko: [
      '관리 계정에서 IAM의 루트 액세스 관리를 열고 활성화를 눌러 루트 자격 증명 관리를 켭니다.',
      '그다음 계정마다 남아 있는 자격 증명을 삭제합니다. 활성화만으로는 아무것도 삭제되지 않습니다.',
      '명령줄에서는 `aws organizations enable-aws-service-access --service-principal iam.amazonaws.com`을 실행한 뒤 `aws iam enable-organizations-root-credentials-management`를 실행합니다.',
    ],
  },
  guide: 'central',
  mappings: {
    ...cis('', '', '', '', '2.1.1'),
    Prowler: 'iam_root_credentials_management_enabled',
    'KISA ISMS-P': '2.5.5',
  },
  examples: () => [
    { name: 'enabled', facts: healthyOrganization(), gives: 'pass' },
    { name: 'not enabled', facts: healthyOrganization({ rootFeatures: known(off) }), gives: 'fail' },
    {
      name: 'trusted access for IAM is off',
      facts: healthyOrganization({ rootFeatures: known({ ...off, obstacle: 'service-access-off' }) }),
      gives: 'fail',
    },
    {
      name: 'an organisation for consolidated billing only',
      facts: healthyOrganization({ rootFeatures: known({ ...off, obstacle: 'not-all-features' }) }),
      gives: 'fail',
    },
    {
      name: 'no organisation',
      facts: healthyOrganization({ rootFeatures: known({ ...off, obstacle: 'no-organization' }) }),
      gives: 'not-applicable',
    },
    {
      name: 'nobody who could ask may be asked',
      facts: healthyOrganization({
        rootFeatures: {
          known: false,
          cause: 'not-organization-admin',
          call: 'iam:ListOrganizationsFeatures',
        },
      }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyOrganization({ rootFeatures: denied('iam:ListOrganizationsFeatures') }),
      gives: 'unknown',
    },
  ],
});

function judge({ rootFeatures }: Pick<OrganizationFacts, 'rootFeatures'>): Verdict {
  if (!rootFeatures.known) return unknown(rootFeatures);
  const { credentialsManagement, obstacle } = rootFeatures.value;
  switch (obstacle) {
    case 'no-organization':
      return verdict('not-applicable', 'There is no organization.', '조직이 없습니다.');
    case 'service-access-off':
      return verdict(
        'fail',
        'Trusted access for IAM is off, so root is managed in each account by itself.',
        'IAM의 신뢰할 수 있는 액세스가 꺼져 있어 루트를 계정마다 따로 관리합니다.',
      );
    case 'not-all-features':
      return verdict(
        'fail',
        'The organization has consolidated billing only; managing root centrally needs all features.',
        '조직이 통합 결제 기능만 사용합니다. 루트 중앙 관리에는 모든 기능이 필요합니다.',
      );
    case undefined:
      return credentialsManagement
        ? verdict(
            'pass',
            "Members' root credentials are managed centrally.",
            '멤버 계정의 루트 자격 증명을 중앙에서 관리합니다.',
          )
        : verdict(
            'fail',
            'Every member account has a root user of its own, whose password its mailbox can reset.',
            '멤버 계정마다 루트 사용자가 따로 있고, 메일함을 가진 사람이 암호를 재설정할 수 있습니다.',
          );
  }
}
