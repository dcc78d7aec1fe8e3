import type { Trail } from '../core/account-facts.ts';
import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import {
  type AccountFacts,
  defineCheck,
  exampleTime,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';
import { standingOf, troubleWith } from '../core/trail-standing.ts';

const hour = 3_600_000;
const day = 24 * hour;
const trail: Trail = {
  name: 'management',
  multiRegion: true,
  logging: known(true),
  admitsRootWrites: known(true),
  admitsRootReads: known(true),
};
const one = (change: Partial<Trail>, ...more: readonly Trail[]) =>
  healthyAccount({ trails: known([{ ...trail, ...change }, ...more]) });

export default defineCheck({
  scope: 'account',
  title: { en: 'CloudTrail is logging', ko: 'CloudTrail 로깅' },
  severity: 'critical',
  needs: ['trails'],
  judge,
  remedy: {
    en: [
      'Open CloudTrail in the management account and choose Trails. Without a logging trail EventBridge hears nothing of root.',
      'Start the stopped trail (Start logging), or create one: all Regions, management events, read and write.',
      'Somebody stopped it: look who, `aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=StopLogging`.',
      'On the command line: `aws cloudtrail start-logging --name TRAIL`.',
    ],
    ko: [
      '관리 계정에서 CloudTrail의 추적을 엽니다. 로깅 중인 추적이 없으면 EventBridge는 루트 이벤트를 받지 못합니다.',
      '중지된 추적의 로깅을 시작하거나 새로 만듭니다. 모든 리전, 관리 이벤트, 읽기와 쓰기를 선택합니다.',
      '누군가 중지했다면 `aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=StopLogging`으로 누구인지 확인합니다.',
      '명령줄에서는 `aws cloudtrail start-logging --name TRAIL`을 실행합니다.',
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
    { name: 'a multi-Region trail that logs', facts: healthyAccount(), gives: 'pass' },
    { name: 'no trail', facts: healthyAccount({ trails: known([]) }), gives: 'fail' },
    { name: 'the only trail is stopped', facts: one({ logging: known(false) }), gives: 'fail' },
    {
      name: 'a trail that records data events only',
      facts: one({ admitsRootWrites: known(false) }),
      gives: 'fail',
    },
    { name: 'a trail of one Region', facts: one({ multiRegion: false }), gives: 'warn' },
    {
      name: 'one trail is stopped, another logs',
      facts: one({ logging: known(false) }, trail),
      gives: 'pass',
    },
    {
      name: 'a trail that cannot deliver its files',
      facts: one({ deliveryError: 'AccessDenied' }),
      gives: 'warn',
    },
    {
      name: 'a trail that has delivered nothing for two days',
      facts: one({ deliveredAt: exampleTime - 2 * day }),
      gives: 'warn',
    },
    {
      name: 'a trail whose last delivery is ahead of our clock, which would look fresh for long',
      facts: one({ deliveredAt: exampleTime + day }),
      gives: 'unknown',
    },
    {
      name: 'a trail that was stopped, and started again an hour later',
      facts: one({ stoppedAt: exampleTime - 5 * hour, startedAt: exampleTime - 4 * hour }),
      gives: 'warn',
    },
    {
      name: 'a trail that was stopped, while another went on',
      facts: one({ stoppedAt: exampleTime - 5 * hour }, trail),
      gives: 'pass',
    },
    {
      name: 'a trail that was stopped and started again long ago',
      facts: one({ stoppedAt: exampleTime - 9 * day, startedAt: exampleTime - 8 * day }),
      gives: 'pass',
    },
    {
      name: 'a trail that leaves out what root reads',
      facts: one({ admitsRootReads: known(false) }),
      gives: 'warn',
    },
    {
      name: 'one trail records what root changes, and another what it reads',
      facts: one({ admitsRootReads: known(false) }, { ...trail, admitsRootWrites: known(false) }),
      gives: 'pass',
    },
    {
      name: 'a trail of which an older version did not ask whether it records what root reads',
      facts: one({ admitsRootReads: undefined }),
      gives: 'unknown',
    },
    {
      name: 'AWS does not say what the selectors let through',
      facts: one({ admitsRootWrites: denied('cloudtrail:GetEventSelectors') }),
      gives: 'unknown',
    },
    {
      name: 'a trail with the name of a selector that says nothing of its worth',
      facts: one({ name: 'Management events selector', admitsRootWrites: known(false) }),
      gives: 'fail',
    },
    {
      name: 'AWS does not say whether the trail logs',
      facts: one({ logging: denied('cloudtrail:GetTrailStatus') }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the list',
      facts: healthyAccount({ trails: denied('cloudtrail:DescribeTrails') }),
      gives: 'unknown',
    },
  ],
});

function judge({ trails }: Pick<AccountFacts, 'trails'>, at: number): Verdict {
  if (!trails.known) return unknown(trails);
  const standing = standingOf(trails.value, at);
  switch (standing.is) {
    case 'sound':
      return verdict(
        'pass',
        'A multi-Region trail logs management events.',
        '다중 리전 추적이 관리 이벤트를 기록하고 있습니다.',
      );
    case 'one-region':
      return verdict(
        'warn',
        'A trail logs, but in one Region only.',
        '추적이 한 리전에서만 기록하고 있습니다.',
      );
    case 'none':
      return verdict(
        'fail',
        'There is no trail: root could act unseen.',
        '추적이 없습니다. 루트가 드러나지 않게 활동할 수 있습니다.',
      );
    default:
      return (
        troubleWith(standing) ??
        verdict(
          'fail',
          'No trail logs management events: it is stopped, or its event selectors leave them out. Root could act unseen.',
          '관리 이벤트를 기록하는 추적이 없습니다. 중지되었거나 이벤트 선택기에서 빠져 있어 루트가 드러나지 않게 활동할 수 있습니다.',
        )
      );
  }
}
