import { denied, healthyGuard, known } from '../core/example-facts.ts';
import type { BusPolicy } from '../core/guard-facts.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const policy: BusPolicy = {
  exists: true,
  open: false,
  organizations: ['o-exampleorgid'],
  own: known('o-exampleorgid'),
};

export default defineCheck({
  scope: 'guard',
  title: { en: "Who may use the members' bus", ko: '멤버 버스를 사용할 수 있는 계정' },
  severity: 'critical',
  needs: ['busPolicy'],
  judge,
  remedy: {
    en: [
      'Deploy the hub again with `OrganizationId`: the stack writes the policy of the bus `rootguard` anew.',
      'In the console: EventBridge in us-east-1, Event buses, rootguard, Resource-based policy. `aws:PrincipalOrgID` must be your organization.',
      'On the command line: `aws events describe-event-bus --name rootguard --region us-east-1 --query Policy --output text`.',
    ],
    ko: [
      '`OrganizationId`를 지정해 허브를 다시 배포합니다. 스택이 `rootguard` 버스의 정책을 새로 씁니다.',
      '콘솔에서는 us-east-1의 EventBridge, 이벤트 버스, rootguard, 리소스 기반 정책에서 `aws:PrincipalOrgID`가 내 조직인지 확인합니다.',
      '명령줄에서는 `aws events describe-event-bus --name rootguard --region us-east-1 --query Policy --output text`를 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4' },
  examples: () => [
    { name: 'the own organisation', facts: healthyGuard(), gives: 'pass' },
    {
      name: 'anybody at all',
      facts: healthyGuard({ busPolicy: known({ ...policy, open: true, organizations: [] }) }),
      gives: 'fail',
    },
    {
      name: 'another organisation beside the own one',
      facts: healthyGuard({
        busPolicy: known({ ...policy, organizations: ['o-anotherorgid', 'o-exampleorgid'] }),
      }),
      gives: 'warn',
    },
    {
      name: 'another organisation in place of the own one: members are not heard',
      facts: healthyGuard({ busPolicy: known({ ...policy, organizations: ['o-anotherorgid'] }) }),
      gives: 'fail',
    },
    {
      name: 'nobody',
      facts: healthyGuard({ busPolicy: known({ ...policy, organizations: [] }) }),
      gives: 'fail',
    },
    {
      name: 'an installation without members',
      facts: healthyGuard({ busPolicy: known({ ...policy, exists: false, organizations: [] }) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS does not say which organisation is the own one',
      facts: healthyGuard({
        busPolicy: known({ ...policy, own: denied('organizations:DescribeOrganization') }),
      }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ busPolicy: denied('events:DescribeEventBus') }),
      gives: 'unknown',
    },
  ],
});

function judge({ busPolicy }: Pick<GuardFacts, 'busPolicy'>): Verdict {
  if (!busPolicy.known) return unknown(busPolicy);
  const { exists, open, organizations, own } = busPolicy.value;
  if (!exists) {
    return verdict(
      'not-applicable',
      'This installation has no members, and so no bus for them.',
      '이 설치에는 멤버가 없어 멤버용 버스도 없습니다.',
    );
  }
  if (open) {
    return verdict(
      'fail',
      'Anybody in any AWS account may put events onto the bus.',
      '모든 AWS 계정의 누구나 버스에 이벤트를 넣을 수 있습니다.',
    );
  }
  if (organizations.length === 0) {
    return verdict(
      'fail',
      'No organization may put events onto the bus: members are not heard.',
      '버스에 이벤트를 넣을 수 있는 조직이 없어 멤버의 이벤트가 오지 않습니다.',
    );
  }
  if (!own.known) return unknown(own);
  const others = organizations.filter((id) => id !== own.value);
  if (others.length === organizations.length) {
    return verdict(
      'fail',
      `Only other organizations may put events onto the bus (${others.join(', ')}): members are not heard.`,
      `다른 조직만 버스에 이벤트를 넣을 수 있어(${others.join(', ')}) 멤버의 이벤트가 오지 않습니다.`,
    );
  }
  if (others.length > 0) {
    return verdict(
      'warn',
      `Other organizations may put events onto the bus, too: ${others.join(', ')}.`,
      `다른 조직도 버스에 이벤트를 넣을 수 있습니다: ${others.join(', ')}.`,
    );
  }
  return verdict(
    'pass',
    'Only accounts of the own organization may put events onto the bus.',
    '내 조직의 계정만 버스에 이벤트를 넣을 수 있습니다.',
  );
}
