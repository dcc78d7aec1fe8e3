import { denied, healthyOrganization, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import {
  defineCheck,
  exampleTime,
  type OrganizationFacts,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';
import { standingOf, troubleWith } from '../core/trail-standing.ts';

const trail = {
  name: 'organization',
  multiRegion: true,
  logging: known(true),
  admitsRootWrites: known(true),
  admitsRootReads: known(true),
  organization: true,
};
const hour = 3_600_000;

export default defineCheck({
  scope: 'organization',
  title: { en: 'A trail of the whole organization', ko: '조직 전체의 추적' },
  severity: 'high',
  needs: ['organization', 'organizationTrails'],
  judge,
  remedy: {
    en: [
      'In the management account, open CloudTrail, Trails, Create trail, and choose Enable for all accounts in my organization.',
      'Keep Management events with Read and Write, and all Regions. Members can neither stop nor change such a trail.',
      'On the command line: `aws cloudtrail create-trail --name organization --s3-bucket-name BUCKET --is-multi-region-trail --is-organization-trail`, then `aws cloudtrail start-logging --name organization`.',
    ],
    ko: [
      '관리 계정에서 CloudTrail의 추적, 추적 생성을 열고 내 조직의 모든 계정에 대해 활성화를 선택합니다.',
      '관리 이벤트의 읽기와 쓰기, 모든 리전을 그대로 둡니다. 멤버는 이 추적을 중지하거나 바꿀 수 없습니다.',
      '명령줄에서는 `aws cloudtrail create-trail --name organization --s3-bucket-name BUCKET --is-multi-region-trail --is-organization-trail`을 실행한 뒤 `aws cloudtrail start-logging --name organization`을 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: {
    ...cis('3.1', '3.1', '3.1', '4.1', '4.1'),
    'Security Hub': 'CloudTrail.1',
    Config: 'multi-region-cloudtrail-enabled',
    Prowler: 'cloudtrail_multi_region_enabled, cloudtrail_multi_region_enabled_logging_management_events',
    'KISA ISMS-P': '2.9.4, 2.10.1, 2.11.3',
  },
  examples: () => [
    { name: 'one that logs everywhere', facts: healthyOrganization(), gives: 'pass' },
    {
      name: "the management account's own trail alone: members may have theirs",
      facts: healthyOrganization({ organizationTrails: known([{ ...trail, organization: false }]) }),
      gives: 'warn',
    },
    {
      name: 'a stopped one',
      facts: healthyOrganization({ organizationTrails: known([{ ...trail, logging: known(false) }]) }),
      gives: 'fail',
    },
    {
      name: 'one that cannot deliver its files',
      facts: healthyOrganization({
        organizationTrails: known([{ ...trail, deliveryError: 'AccessDenied' }]),
      }),
      gives: 'warn',
    },
    {
      name: 'one that has delivered nothing for two days',
      facts: healthyOrganization({
        organizationTrails: known([{ ...trail, deliveredAt: exampleTime - 48 * hour }]),
      }),
      gives: 'warn',
    },
    {
      name: 'one that was stopped, and started again an hour later',
      facts: healthyOrganization({
        organizationTrails: known([
          { ...trail, stoppedAt: exampleTime - 5 * hour, startedAt: exampleTime - 4 * hour },
        ]),
      }),
      gives: 'warn',
    },
    {
      name: 'one that leaves out what root reads',
      facts: healthyOrganization({
        organizationTrails: known([{ ...trail, admitsRootReads: known(false) }]),
      }),
      gives: 'warn',
    },
    {
      name: 'no organisation',
      facts: healthyOrganization({ organization: known({ id: undefined, managementAccount: undefined }) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS does not say whether it logs',
      facts: healthyOrganization({
        organizationTrails: known([{ ...trail, logging: denied('cloudtrail:GetTrailStatus') }]),
      }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the list',
      facts: healthyOrganization({ organizationTrails: denied('cloudtrail:DescribeTrails') }),
      gives: 'unknown',
    },
  ],
});

function judge(
  { organization, organizationTrails }: Pick<OrganizationFacts, 'organization' | 'organizationTrails'>,
  at: number,
): Verdict {
  if (!organization.known) return unknown(organization);
  if (organization.value.id === undefined)
    return verdict('not-applicable', 'There is no organization.', '조직이 없습니다.');
  if (!organizationTrails.known) return unknown(organizationTrails);
  const trails = organizationTrails.value.filter((each) => each.organization === true && each.multiRegion);
  if (trails.length === 0) {
    return verdict(
      'warn',
      'No trail of all Regions covers the whole organization. Each account then needs one of its own.',
      '조직 전체와 모든 리전을 포함하는 추적이 없습니다. 계정마다 추적이 따로 있어야 합니다.',
    );
  }
  const standing = standingOf(trails, at);
  if (standing.is === 'sound') {
    return verdict(
      'pass',
      'A trail of the whole organization logs management events in all Regions.',
      '조직 전체의 추적이 모든 리전의 관리 이벤트를 기록하고 있습니다.',
    );
  }
  return (
    troubleWith(standing) ??
    verdict(
      'fail',
      "The organization's trail is stopped, or its event selectors leave management events out.",
      '조직의 추적이 중지되었거나 이벤트 선택기에서 관리 이벤트가 빠져 있습니다.',
    )
  );
}
