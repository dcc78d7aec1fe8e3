import { denied, healthyOrganization, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { defineCheck, type OrganizationFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const security = '444455556666';
const other = '111122223333';

export default defineCheck({
  scope: 'organization',
  title: { en: 'Who may open root sessions', ko: '루트 세션을 열 수 있는 계정' },
  severity: 'high',
  needs: ['organization', 'iamAdministrators'],
  judge,
  remedy: {
    en: [
      'A delegated administrator of IAM can open root sessions in every member account. Look who is one: `aws organizations list-delegated-administrators --service-principal iam.amazonaws.com`.',
      'Take it away from accounts that are not meant to be one: `aws organizations deregister-delegated-administrator --account-id ACCOUNT --service-principal iam.amazonaws.com`.',
      'Name those that are: `aws organizations register-delegated-administrator --account-id ACCOUNT --service-principal iam.amazonaws.com`, and in the settings (IamAdministrators).',
    ],
    ko: [
      'IAM의 위임된 관리자는 모든 멤버 계정에서 루트 세션을 열 수 있습니다. `aws organizations list-delegated-administrators --service-principal iam.amazonaws.com`으로 누구인지 확인합니다.',
      '의도하지 않은 계정은 `aws organizations deregister-delegated-administrator --account-id ACCOUNT --service-principal iam.amazonaws.com`으로 해제합니다.',
      '의도한 계정은 `aws organizations register-delegated-administrator --account-id ACCOUNT --service-principal iam.amazonaws.com`으로 등록하고 설정(IamAdministrators)에도 적습니다.',
    ],
  },
  guide: 'central',
  mappings: {
    ...cis('', '', '', '', '2.1.6'),
    Prowler: 'organizations_delegated_administrators',
    'KISA ISMS-P': '2.5.5',
  },
  examples: () => [
    { name: 'the security account alone, as it should be', facts: healthyOrganization(), gives: 'pass' },
    {
      name: 'nobody besides the management account',
      facts: healthyOrganization({ iamAdministrators: known({ accounts: [], expected: [] }) }),
      gives: 'warn',
    },
    {
      name: 'an account that nobody expects',
      facts: healthyOrganization({
        iamAdministrators: known({ accounts: [other, security], expected: [security] }),
      }),
      gives: 'fail',
    },
    {
      name: 'an account, and the settings name none',
      facts: healthyOrganization({ iamAdministrators: known({ accounts: [security], expected: [] }) }),
      gives: 'fail',
    },
    {
      name: 'no organisation',
      facts: healthyOrganization({ organization: known({ id: undefined, managementAccount: undefined }) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the list',
      facts: healthyOrganization({ iamAdministrators: denied('organizations:ListDelegatedAdministrators') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  organization,
  iamAdministrators,
}: Pick<OrganizationFacts, 'organization' | 'iamAdministrators'>): Verdict {
  if (!organization.known) return unknown(organization);
  if (organization.value.id === undefined)
    return verdict('not-applicable', 'There is no organization.', '조직이 없습니다.');
  if (!iamAdministrators.known) return unknown(iamAdministrators);
  const { accounts, expected } = iamAdministrators.value;
  const strange = accounts.filter((account) => !expected.includes(account));
  if (strange.length > 0) {
    return verdict(
      'fail',
      `These accounts can open root sessions in every member, and the settings do not name them: ${strange.join(', ')}.`,
      `설정에 없는 다음 계정이 모든 멤버에서 루트 세션을 열 수 있습니다: ${strange.join(', ')}.`,
    );
  }
  if (accounts.length === 0) {
    return verdict(
      'warn',
      'IAM has no delegated administrator, so root is managed from the management account, which should do as little as possible.',
      'IAM의 위임된 관리자가 없어 되도록 쓰지 말아야 할 관리 계정에서 루트를 관리합니다.',
    );
  }
  return verdict(
    'pass',
    `Only the accounts that are meant to can open root sessions: ${accounts.join(', ')}.`,
    `의도한 계정만 루트 세션을 열 수 있습니다: ${accounts.join(', ')}.`,
  );
}
