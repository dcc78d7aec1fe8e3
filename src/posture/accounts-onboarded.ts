import { denied, healthyOrganization, known } from '../core/example-facts.ts';
import {
  defineCheck,
  type OrganizationFacts,
  quietWarning,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';

const all = { active: 14, missing: [], missingCount: 0, newCount: 0, unlookedCount: 0 };

export default defineCheck({
  scope: 'organization',
  title: { en: 'Every account is guarded', ko: '모든 계정의 감시 여부' },
  severity: 'high',
  needs: ['organization', 'onboarding'],
  judge,
  remedy: {
    en: [
      '`/rootguard check ACCOUNT` says what of an account fails. Where it has no role or no rule, deploy `member.yaml`: add their organizational units to the StackSet, with automatic deployment.',
      'StackSets leave out the management account: deploy `member.yaml` there as a plain stack.',
      'On the command line: `aws cloudformation create-stack-instances --stack-set-name rootguard-member --deployment-targets OrganizationalUnitIds=r-a1b2 --regions us-east-1`. Then `/rootguard check all`.',
    ],
    ko: [
      '`/rootguard check ACCOUNT`로 계정에서 실패한 항목을 확인합니다. 역할이나 규칙이 없으면 `member.yaml`을 배포합니다. 해당 조직 단위를 StackSet에 추가하고 자동 배포를 켭니다.',
      'StackSet은 관리 계정을 제외합니다. 관리 계정에는 `member.yaml`을 일반 스택으로 배포합니다.',
      '명령줄에서는 `aws cloudformation create-stack-instances --stack-set-name rootguard-member --deployment-targets OrganizationalUnitIds=r-a1b2 --regions us-east-1`을 실행한 뒤 `/rootguard check all`을 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'all of them', facts: healthyOrganization(), gives: 'pass' },
    {
      name: 'an account that joined today',
      facts: healthyOrganization({ onboarding: known({ ...all, newCount: 1 }) }),
      gives: 'warn',
    },
    {
      name: 'an account that has been there for long',
      facts: healthyOrganization({
        onboarding: known({ ...all, missing: ['acme-dev (444455556666)'], missingCount: 1 }),
      }),
      gives: 'fail',
    },
    {
      name: 'accounts that nobody has looked at so far, as on the day of installing',
      facts: healthyOrganization({ onboarding: known({ ...all, unlookedCount: 14 }) }),
      gives: 'warn',
    },
    {
      name: 'an account that has been there for long, and nobody has looked at',
      facts: healthyOrganization({
        onboarding: known({
          ...all,
          unlookedCount: 1,
          overdue: ['acme-dev (444455556666)'],
          overdueCount: 1,
        }),
      }),
      gives: 'fail',
    },
    {
      name: 'no organisation',
      facts: healthyOrganization({ organization: known({ id: undefined, managementAccount: undefined }) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the list of accounts',
      facts: healthyOrganization({ onboarding: denied('organizations:ListAccounts') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  organization,
  onboarding,
}: Pick<OrganizationFacts, 'organization' | 'onboarding'>): Verdict {
  if (!organization.known) return unknown(organization);
  if (organization.value.id === undefined)
    return verdict('not-applicable', 'There is no organization.', '조직이 없습니다.');
  if (!onboarding.known) return unknown(onboarding);
  const { active, missing, missingCount, newCount, unlookedCount } = onboarding.value;
  const { overdue = [], overdueCount = 0 } = onboarding.value;
  if (missingCount > 0) {
    const names = firstOf(missing, missingCount);
    return verdict(
      'fail',
      `Not heard are ${missingCount} of ${active} accounts, whose role, rule or heartbeat fails: ${names}.`,
      `계정 ${active}개 중 ${missingCount}개를 감시하지 못하고 있습니다(역할, 규칙 또는 하트비트 문제): ${names}.`,
    );
  }
  if (overdueCount > 0) {
    const names = firstOf(overdue, overdueCount);
    return verdict(
      'fail',
      `Nobody has looked at ${overdueCount} of ${active} accounts for a day or more: ${names}. \`/rootguard check all\` does.`,
      `계정 ${active}개 중 ${overdueCount}개는 하루가 지나도록 점검하지 않았습니다: ${names}. \`/rootguard check all\`로 점검할 수 있습니다.`,
    );
  }
  if (unlookedCount > 0) {
    return quietWarning(
      `Nobody has looked at ${unlookedCount} of ${active} accounts so far: \`/rootguard check all\` does.`,
      `계정 ${active}개 중 ${unlookedCount}개는 아직 점검하지 않았습니다. \`/rootguard check all\`로 점검할 수 있습니다.`,
    );
  }
  if (newCount > 0) {
    return quietWarning(
      `Accounts that joined within a day are not guarded yet: ${newCount}.`,
      `하루 안에 들어온 계정 ${newCount}개는 아직 감시하지 않습니다.`,
    );
  }
  return verdict(
    'pass',
    `All ${active} active accounts are guarded.`,
    `활성 계정 ${active}개를 모두 감시합니다.`,
  );
}

function firstOf(names: readonly string[], count: number): string {
  return `${names.slice(0, 5).join(', ')}${count > 5 ? ' …' : ''}`;
}
