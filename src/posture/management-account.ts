import { healthyOrganization, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import type { ManagementRoot } from '../core/organization-facts.ts';
import {
  defineCheck,
  exampleTime,
  type OrganizationFacts,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';

const day = 86_400_000;

export default defineCheck({
  scope: 'organization',
  title: { en: 'Root of the management account', ko: '관리 계정의 루트' },
  severity: 'critical',
  needs: ['organization', 'managementRoot'],
  judge,
  remedy: {
    en: [
      'No policy of the organization binds root of the management account, and its credentials cannot be removed centrally: keep it as the one root user with credentials, without access keys, and with two hardware MFA devices.',
      'Type `/rootguard check` and the account id: each finding there has its own steps.',
      'If RootGuard cannot look into the account, deploy `member.yaml` there as a plain stack: StackSets leave the management account out.',
    ],
    ko: [
      '조직의 어떤 정책도 관리 계정의 루트를 제한하지 못하고, 자격 증명을 중앙에서 제거할 수도 없습니다. 자격 증명이 있는 유일한 루트로 두고, 액세스 키 없이 하드웨어 MFA 디바이스 두 개를 등록합니다.',
      '`/rootguard check`와 계정 ID를 입력하면 항목마다 조치 방법이 나옵니다.',
      'RootGuard가 이 계정을 확인할 수 없으면 `member.yaml`을 일반 스택으로 배포합니다. StackSet은 관리 계정을 제외합니다.',
    ],
  },
  guide: 'central',
  mappings: { ...cis('1.4, 1.5', '1.4, 1.5', '1.3, 1.4', '2.3, 2.4', '2.4, 2.5'), 'KISA ISMS-P': '2.5.5' },
  examples: () => [
    { name: 'nothing to say against it', facts: healthyOrganization(), gives: 'pass' },
    { name: 'it has access keys', facts: seen({ failing: ['root-access-keys'] }), gives: 'fail' },
    { name: 'its MFA is an app', facts: seen({ warning: ['root-mfa-kind'] }), gives: 'warn' },
    {
      name: 'its credential report never came',
      facts: seen({ unknown: ['root-last-use'] }),
      gives: 'unknown',
    },
    { name: 'nobody ever looked', facts: seen({ checkedAt: undefined }), gives: 'unknown' },
    { name: 'nobody looked for a week', facts: seen({ checkedAt: exampleTime - 7 * day }), gives: 'unknown' },
    {
      name: 'no organisation',
      facts: healthyOrganization({
        organization: known({ id: undefined, managementAccount: undefined }),
        managementRoot: known(undefined),
      }),
      gives: 'not-applicable',
    },
    {
      name: 'the table does not answer',
      facts: healthyOrganization({
        managementRoot: { known: false, cause: 'store-error', call: 'dynamodb:Query' },
      }),
      gives: 'unknown',
    },
  ],
});

/** A sweep looks once a day; what is older than three has been missed more than once. */
const fresh = 3 * day;

function seen(change: Partial<ManagementRoot>): OrganizationFacts {
  const clean = { failing: [], warning: [], unknown: [] };
  return healthyOrganization({
    managementRoot: known({
      account: '111122223333',
      checkedAt: exampleTime - 3_600_000,
      ...clean,
      ...change,
    }),
  });
}

function judge(
  { organization, managementRoot }: Pick<OrganizationFacts, 'organization' | 'managementRoot'>,
  at: number,
): Verdict {
  if (!organization.known) return unknown(organization);
  if (!managementRoot.known) return unknown(managementRoot);
  const root = managementRoot.value;
  if (root === undefined) return verdict('not-applicable', 'There is no organization.', '조직이 없습니다.');
  const { account, checkedAt, failing, warning, unknown: hidden } = root;
  if (checkedAt === undefined || at - checkedAt > fresh)
    return {
      outcome: 'unknown',
      says: {
        en: `Nobody has looked at root of ${account} for days: \`/rootguard check ${account}\` does.`,
        ko: `${account}의 루트를 며칠 동안 점검하지 않았습니다. \`/rootguard check ${account}\`로 점검할 수 있습니다.`,
      },
    };
  if (failing.length > 0)
    return verdict(
      'fail',
      `Root of ${account} fails: ${failing.join(', ')}. No policy of the organization stops it.`,
      `${account}의 루트 점검 실패: ${failing.join(', ')}. 조직의 정책으로 막을 수 없는 루트입니다.`,
    );
  if (hidden.length > 0)
    return {
      outcome: 'unknown',
      says: {
        en: `Of root of ${account} it could not be learnt: ${hidden.join(', ')}.`,
        ko: `${account}의 루트에 대해 확인하지 못한 항목: ${hidden.join(', ')}.`,
      },
    };
  return warning.length > 0
    ? verdict(
        'warn',
        `Root of ${account} could be safer: ${warning.join(', ')}.`,
        `${account}의 루트를 더 안전하게 할 수 있습니다: ${warning.join(', ')}.`,
      )
    : verdict(
        'pass',
        `Root of ${account} has no access keys, and MFA that resists phishing.`,
        `${account}의 루트에는 액세스 키가 없고 피싱에 강한 MFA가 있습니다.`,
      );
}
