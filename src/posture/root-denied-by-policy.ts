import { denied, healthyOrganization, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import type { RootDenial } from '../core/organization-facts.ts';
import { defineCheck, type OrganizationFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const denial: RootDenial = { policy: 'deny-root', everything: true, exemptsAssumedRoot: true, covers: 'all' };

export default defineCheck({
  scope: 'organization',
  title: { en: 'A policy denies root in members', ko: '멤버 계정 루트를 거부하는 정책' },
  severity: 'medium',
  needs: ['organization', 'rootFeatures', 'rootDenials'],
  judge,
  remedy: {
    en: [
      'In the management account, open AWS Organizations, Policies, Service control policies, Create policy.',
      'Deny `"Action": "*"` on `"Resource": "*"` with `"Condition": {"StringLike": {"aws:PrincipalArn": "arn:*:iam::*:root"}, "Null": {"aws:AssumedRoot": "true"}}`. The second half leaves the sessions of AssumeRoot alone.',
      'Attach it to the root of the organization: `aws organizations attach-policy --policy-id POLICY --target-id ROOT`. It never binds the management account.',
    ],
    ko: [
      '관리 계정에서 AWS Organizations의 정책, 서비스 제어 정책, 정책 생성을 엽니다.',
      '`"Action": "*"`, `"Resource": "*"`를 `"Condition": {"StringLike": {"aws:PrincipalArn": "arn:*:iam::*:root"}, "Null": {"aws:AssumedRoot": "true"}}` 조건으로 거부합니다. 조건의 뒷부분이 AssumeRoot 세션을 예외로 둡니다.',
      '조직의 루트에 연결합니다: `aws organizations attach-policy --policy-id POLICY --target-id ROOT`. 관리 계정에는 적용되지 않습니다.',
    ],
  },
  guide: 'central',
  mappings: { ...cis('', '', '', '', '2.1.2'), 'KISA ISMS-P': '2.5.5' },
  examples: () => [
    { name: 'everywhere, with AssumeRoot exempted', facts: healthyOrganization(), gives: 'pass' },
    { name: 'no such policy', facts: healthyOrganization({ rootDenials: known([]) }), gives: 'fail' },
    {
      name: 'a policy that is attached to nothing',
      facts: healthyOrganization({ rootDenials: known([{ ...denial, covers: 'none' }]) }),
      gives: 'fail',
    },
    {
      name: 'a part of the organisation only',
      facts: healthyOrganization({ rootDenials: known([{ ...denial, covers: 'some' }]) }),
      gives: 'warn',
    },
    {
      name: 'some actions only',
      facts: healthyOrganization({ rootDenials: known([{ ...denial, everything: false }]) }),
      gives: 'warn',
    },
    {
      name: 'everywhere, and AssumeRoot is denied, too',
      facts: healthyOrganization({ rootDenials: known([{ ...denial, exemptsAssumedRoot: false }]) }),
      gives: 'warn',
    },
    {
      name: 'everywhere, and there is no AssumeRoot that it could block',
      facts: healthyOrganization({
        rootDenials: known([{ ...denial, exemptsAssumedRoot: false }]),
        rootFeatures: known({ credentialsManagement: false, sessions: false, obstacle: undefined }),
      }),
      gives: 'pass',
    },
    {
      name: 'two policies that cover everything together',
      facts: healthyOrganization({
        rootDenials: known([
          { ...denial, covers: 'together' },
          { ...denial, policy: 'deny-root-too', covers: 'together' },
        ]),
      }),
      gives: 'pass',
    },
    {
      name: 'everywhere with AssumeRoot exempted, and in a part without',
      facts: healthyOrganization({
        rootDenials: known([
          denial,
          { ...denial, policy: 'old-deny-root', exemptsAssumedRoot: false, covers: 'some' },
        ]),
      }),
      gives: 'warn',
    },
    {
      name: 'no organisation',
      facts: healthyOrganization({ organization: known({ id: undefined, managementAccount: undefined }) }),
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
  organization,
  rootFeatures,
  rootDenials,
}: Pick<OrganizationFacts, 'organization' | 'rootFeatures' | 'rootDenials'>): Verdict {
  if (!organization.known) return unknown(organization);
  if (organization.value.id === undefined)
    return verdict('not-applicable', 'There is no organization.', '조직이 없습니다.');
  if (!rootDenials.known) return unknown(rootDenials);
  const attached = rootDenials.value.filter(({ covers }) => covers !== 'none');
  if (attached.length === 0) {
    return verdict(
      'fail',
      'No policy denies root in member accounts: whoever recovers a root password has it all.',
      '멤버 계정의 루트를 거부하는 정책이 없습니다. 루트 암호를 복구한 사람이 모든 것을 할 수 있습니다.',
    );
  }
  const full = attached.filter(
    ({ covers, everything }) => (covers === 'all' || covers === 'together') && everything,
  );
  if (full.length === 0) {
    const names = attached.map(({ policy }) => policy).join(', ');
    return verdict(
      'warn',
      `Root is denied only some actions, or only in a part of the organization (${names}).`,
      `루트가 일부 작업만 또는 조직의 일부에서만 거부됩니다(${names}).`,
    );
  }
  // A denial wins: wherever one policy does not exempt AssumeRoot, it does not help that another does.
  const [blocking] = attached.filter(
    ({ everything, exemptsAssumedRoot }) => everything && !exemptsAssumedRoot,
  );
  if (blocking === undefined) return passes(full);
  // Without central management nobody opens sessions that the policy could block.
  if (!rootFeatures.known) return unknown(rootFeatures);
  const { credentialsManagement, sessions } = rootFeatures.value;
  if (!credentialsManagement && !sessions) return passes(full);
  return verdict(
    'warn',
    `The policy ${blocking.policy} denies root, and central root management with it: it does not exempt aws:AssumedRoot.`,
    `${blocking.policy} 정책이 루트와 함께 루트 중앙 관리까지 거부합니다. aws:AssumedRoot 예외가 없습니다.`,
  );
}

/** By the one that covers all, or by those that do so together. */
function passes(full: readonly RootDenial[]): Verdict {
  const alone = full.find(({ covers }) => covers === 'all');
  if (alone !== undefined)
    return verdict(
      'pass',
      `The policy ${alone.policy} denies root in all member accounts.`,
      `${alone.policy} 정책이 모든 멤버 계정의 루트를 거부합니다.`,
    );
  const names = full.map(({ policy }) => policy).join(', ');
  return verdict(
    'pass',
    `The policies ${names} deny root in all member accounts together.`,
    `${names} 정책이 함께 모든 멤버 계정의 루트를 거부합니다.`,
  );
}
