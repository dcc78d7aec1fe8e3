import { denied, healthyOrganization, known } from '../core/example-facts.ts';
import { defineCheck, type OrganizationFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const denial = { policy: 'deny-root', everything: true, exemptsAssumedRoot: true, covers: 'all' } as const;

export default defineCheck({
  scope: 'organization',
  title: { en: 'Privileged root sessions', ko: '권한 있는 루트 세션' },
  severity: 'low',
  needs: ['rootFeatures', 'rootDenials'],
  judge,
  remedy: {
    en: [
      'In the management account, open IAM, Root access management, and enable Privileged root actions in member accounts.',
      'A service control policy that denies root must leave these sessions alone: add `"Null": {"aws:AssumedRoot": "true"}` to its condition.',
      'On the command line: `aws iam enable-organizations-root-sessions`.',
    ],
    ko: [
      '관리 계정에서 IAM의 루트 액세스 관리를 열고 멤버 계정의 권한 있는 루트 작업을 활성화합니다.',
      '루트를 거부하는 서비스 제어 정책은 이 세션을 예외로 두어야 합니다. 조건에 `"Null": {"aws:AssumedRoot": "true"}`를 추가합니다.',
      '명령줄에서는 `aws iam enable-organizations-root-sessions`를 실행합니다.',
    ],
  },
  guide: 'central',
  mappings: { 'KISA ISMS-P': '2.5.5' },
  examples: () => [
    { name: 'enabled, and nothing blocks them', facts: healthyOrganization(), gives: 'pass' },
    {
      name: 'enabled, and a policy blocks them',
      facts: healthyOrganization({ rootDenials: known([{ ...denial, exemptsAssumedRoot: false }]) }),
      gives: 'warn',
    },
    {
      name: 'not enabled',
      facts: healthyOrganization({
        rootFeatures: known({ credentialsManagement: true, sessions: false, obstacle: undefined }),
      }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the policies',
      facts: healthyOrganization({ rootDenials: denied('organizations:ListPolicies') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  rootFeatures,
  rootDenials,
}: Pick<OrganizationFacts, 'rootFeatures' | 'rootDenials'>): Verdict {
  if (!rootFeatures.known) return unknown(rootFeatures);
  if (!rootFeatures.value.sessions) {
    return verdict(
      'not-applicable',
      "Privileged root sessions are off. Unlocking a member's bucket or queue then takes its root password.",
      '권한 있는 루트 세션이 꺼져 있습니다. 멤버의 버킷이나 대기열 잠금을 풀려면 루트 암호가 필요합니다.',
    );
  }
  if (!rootDenials.known) return unknown(rootDenials);
  const blocking = rootDenials.value.find(
    ({ covers, exemptsAssumedRoot }) => covers !== 'none' && !exemptsAssumedRoot,
  );
  if (blocking !== undefined) {
    return verdict(
      'warn',
      `The policy ${blocking.policy} blocks privileged root sessions, too: it does not exempt aws:AssumedRoot.`,
      `${blocking.policy} 정책이 권한 있는 루트 세션까지 막습니다. aws:AssumedRoot 예외가 없습니다.`,
    );
  }
  return verdict(
    'pass',
    'Privileged root sessions are on, and no policy blocks them.',
    '권한 있는 루트 세션이 켜져 있고 이를 막는 정책이 없습니다.',
  );
}
