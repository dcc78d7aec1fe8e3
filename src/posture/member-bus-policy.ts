import { busFault } from '../core/bus-fault.ts';
import { denied, healthyGuard, known } from '../core/example-facts.ts';
import { exampleBus } from '../core/example-hub.ts';
import type { BusPolicy } from '../core/guard-facts.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const bus = (change: Partial<BusPolicy>) => healthyGuard({ busPolicy: known(exampleBus(change)) });
const withoutMembers = { forMembers: false, members: 'not-admitted', organizations: [], size: 0 } as const;

export default defineCheck({
  scope: 'guard',
  title: { en: "Who may use the members' bus", ko: '멤버 버스를 사용할 수 있는 계정' },
  severity: 'critical',
  needs: ['busPolicy'],
  judge,
  remedy: {
    en: [
      'Deploy the hub again with the `OrganizationId` of your organization. What was deleted or changed outside of the stack, CloudFormation mends by a drift-aware change set alone (`aws cloudformation create-change-set --deployment-mode REVERT_DRIFT`).',
      'In the console: EventBridge in us-east-1, Event buses, rootguard, Resource-based policy. Remove what is not the statement `Organization`; there, `aws:PrincipalOrgID` must be your organization.',
      'On the command line: `aws events describe-event-bus --name rootguard --region us-east-1 --query Policy --output text`, then `aws events remove-permission --event-bus-name rootguard --region us-east-1 --statement-id ID`.',
    ],
    ko: [
      '내 조직의 `OrganizationId`로 허브를 다시 배포합니다. 스택 밖에서 삭제되거나 바뀐 것은 드리프트 인식 변경 세트(`aws cloudformation create-change-set --deployment-mode REVERT_DRIFT`)로만 복구됩니다.',
      '콘솔에서는 us-east-1의 EventBridge, 이벤트 버스, rootguard, 리소스 기반 정책을 엽니다. `Organization` 문 외에는 삭제하고, 그 문의 `aws:PrincipalOrgID`가 내 조직인지 확인합니다.',
      '명령줄에서는 `aws events describe-event-bus --name rootguard --region us-east-1 --query Policy --output text`로 보고 `aws events remove-permission --event-bus-name rootguard --region us-east-1 --statement-id ID`로 삭제합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4' },
  examples: () => [
    { name: 'the own organisation', facts: healthyGuard(), gives: 'pass' },
    { name: 'an installation without members', facts: bus(withoutMembers), gives: 'pass' },
    {
      name: 'no members, and AWS does not tell the organisation: nobody else may anyway',
      facts: bus({ ...withoutMembers, own: denied('organizations:DescribeOrganization') }),
      gives: 'pass',
    },
    { name: 'no bus', facts: bus({ exists: false, ...withoutMembers }), gives: 'fail' },
    { name: 'anybody at all', facts: bus({ anybody: 'admitted' }), gives: 'fail' },
    {
      name: 'another account, by its number',
      facts: bus({ accounts: ['999900001111'] }),
      gives: 'fail',
    },
    {
      name: 'a statement that denies everybody: members are not heard',
      facts: bus({ members: 'denied', ownRegions: 'denied' }),
      gives: 'fail',
    },
    {
      name: 'a condition that the role of members does not meet',
      facts: bus({ members: 'not-admitted', organizations: [] }),
      gives: 'fail',
    },
    {
      name: "the hub's other Regions are denied in an installation without members",
      facts: bus({ ...withoutMembers, ownRegions: 'denied' }),
      gives: 'fail',
    },
    {
      name: 'a condition that RootGuard does not know',
      facts: bus({ members: 'unclear', anybody: 'unclear' }),
      gives: 'unknown',
    },
    {
      name: 'another organisation beside the own one',
      facts: bus({ organizations: ['o-anotherorgid', 'o-exampleorgid'] }),
      gives: 'warn',
    },
    {
      name: 'another organisation in place of the own one: members are not heard',
      facts: bus({ members: 'not-admitted', organizations: ['o-anotherorgid'] }),
      gives: 'fail',
    },
    { name: 'a policy that has little room left', facts: bus({ size: 9_500 }), gives: 'warn' },
    {
      name: 'AWS does not say which organisation is the own one',
      facts: bus({ own: denied('organizations:DescribeOrganization') }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ busPolicy: denied('events:DescribeEventBus') }),
      gives: 'unknown',
    },
  ],
});

/** Of 10 KB that it may be. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const nearlyFull = 9 * 1_024;

function judge({ busPolicy }: Pick<GuardFacts, 'busPolicy'>): Verdict {
  if (!busPolicy.known) return unknown(busPolicy);
  const { forMembers, members, anybody, organizations, own, size } = busPolicy.value;
  const fault = busFault(busPolicy.value);
  if (fault !== undefined) return fault;
  if (!own.known && (forMembers || organizations.length > 0)) return unknown(own);
  if (anybody === 'unclear' || (forMembers && members === 'unclear')) {
    return {
      outcome: 'unknown',
      says: {
        en: "The bus's policy has a condition that RootGuard does not know: look at who meets it.",
        ko: '버스 정책에 RootGuard가 모르는 조건이 있습니다. 누가 조건을 만족하는지 확인하세요.',
      },
    };
  }
  const others = organizations.filter((id) => !own.known || id !== own.value);
  if (others.length > 0) {
    return verdict(
      'warn',
      `Other organizations may put events onto the bus, too: ${others.join(', ')}.`,
      `다른 조직도 버스에 이벤트를 넣을 수 있습니다: ${others.join(', ')}.`,
    );
  }
  if (size > nearlyFull) {
    return verdict(
      'warn',
      `The bus's policy is ${size} bytes large, and AWS takes no more than 10 KB.`,
      `버스 정책의 크기가 ${size}바이트입니다. AWS는 10KB까지만 허용합니다.`,
    );
  }
  return organizations.length === 0
    ? verdict(
        'pass',
        'Only this account may put events onto the bus: this installation has no members.',
        '이 계정만 버스에 이벤트를 넣을 수 있습니다. 이 설치에는 멤버가 없습니다.',
      )
    : verdict(
        'pass',
        'Only accounts of the own organization may put events onto the bus.',
        '내 조직의 계정만 버스에 이벤트를 넣을 수 있습니다.',
      );
}
