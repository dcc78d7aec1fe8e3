import { healthyFlights, healthyGuard, known } from '../core/example-facts.ts';
import type { CanaryFlights } from '../core/guard-facts.ts';
import { judgeFlights } from '../core/judge-flights.ts';
import { defineCheck, exampleTime, type GuardFacts, unknown, type Verdict } from '../core/posture.ts';

const minute = 60_000;
const hour = 60 * minute;

export default defineCheck({
  scope: 'guard',
  title: { en: 'CloudTrail and EventBridge tell what happens', ko: 'CloudTrail과 EventBridge의 이벤트 전달' },
  severity: 'high',
  needs: ['canary'],
  judge,
  remedy: {
    en: [
      'Every hour RootGuard writes a tag on its role `rootguard-canary` and waits for what CloudTrail tells of it. See which part of that way another check names: the trail, the rules, the queue.',
      'If all of them pass, look whether AWS has trouble: AWS Health Dashboard, *CloudTrail* and *EventBridge* in us-east-1. Meanwhile look at CloudTrail yourself.',
      'If AWS refuses the tag, or the role or the rule is gone, deploy the stack `rootguard` again. Why it refused: `aws logs tail /aws/lambda/rootguard-worker --region us-east-1 --filter-pattern chore-failed`.',
    ],
    ko: [
      'RootGuard는 매시간 `rootguard-canary` 역할에 태그를 쓰고 CloudTrail이 그 이벤트를 전달하는지 확인합니다. 추적, 규칙, 대기열 중 어느 부분이 실패했는지 다른 점검에서 확인합니다.',
      '다른 점검이 모두 통과하면 AWS Health Dashboard에서 us-east-1의 *CloudTrail*과 *EventBridge* 장애를 확인합니다. 그동안에는 CloudTrail을 직접 살펴봅니다.',
      'AWS가 태그를 거부하거나 역할 또는 규칙이 없으면 `rootguard` 스택을 다시 배포합니다. 거부된 이유는 `aws logs tail /aws/lambda/rootguard-worker --region us-east-1 --filter-pattern chore-failed`로 확인합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'the last came after three minutes', facts: healthyGuard(), gives: 'pass' },
    { name: 'it came after twenty minutes', facts: lasted(20 * minute), gives: 'warn' },
    { name: 'it came after two hours', facts: lasted(2 * hour), gives: 'fail' },
    { name: 'the newest is ten minutes old and not there yet', facts: waiting(10 * minute), gives: 'pass' },
    { name: 'it is twenty minutes old and not there yet', facts: waiting(20 * minute), gives: 'warn' },
    { name: 'it is an hour old and not there', facts: waiting(hour), gives: 'fail' },
    {
      name: 'one of the last day never came, while later ones did',
      facts: flown({ lost: 1 }),
      gives: 'warn',
    },
    { name: 'the first of all was sent a minute ago', facts: first(minute), gives: 'not-applicable' },
    { name: 'the first of all is twenty minutes late', facts: first(20 * minute), gives: 'warn' },
    { name: 'the first of all never came', facts: first(70 * minute), gives: 'fail' },
    {
      name: 'nobody has sent one for four hours',
      facts: flown({ sentAt: exampleTime - 4 * hour }),
      gives: 'fail',
    },
    { name: 'AWS did not take the last', facts: flown({ refused }), gives: 'unknown' },
    {
      name: 'AWS has taken none for four hours',
      facts: flown({ refused, sentAt: exampleTime - 4 * hour }),
      gives: 'fail',
    },
    {
      name: 'AWS never took one, since RootGuard was installed an hour ago',
      facts: flown({ ...never, refused, since: exampleTime - hour }),
      gives: 'unknown',
    },
    {
      name: 'AWS never took one in four hours',
      facts: flown({ ...never, refused, since: exampleTime - 4 * hour }),
      gives: 'fail',
    },
    {
      name: 'it came long before it was sent, which only clocks that differ can tell',
      facts: lasted(-10 * minute),
      gives: 'unknown',
    },
    {
      name: 'it was sent in ten minutes from now',
      facts: flown({ sentAt: exampleTime + 10 * minute }),
      gives: 'unknown',
    },
    { name: 'none was ever sent', facts: healthyGuard({ canary: known(undefined) }), gives: 'unknown' },
    {
      name: 'the table does not answer',
      facts: healthyGuard({ canary: { known: false, cause: 'store-error', call: 'dynamodb:GetItem' } }),
      gives: 'unknown',
    },
  ],
});

const refused = { known: false, cause: 'access-denied', call: 'iam:TagRole' } as const;
const never = { sentAt: undefined, last: undefined, waitingSince: undefined, usual: undefined };

function flown(change: Partial<CanaryFlights>): GuardFacts {
  return healthyGuard({ canary: known(healthyFlights(change)) });
}

function lasted(ms: number): GuardFacts {
  const sentAt = exampleTime - 2 * hour;
  return flown({ last: { sentAt, arrivedAt: sentAt + ms } });
}

function waiting(ms: number): GuardFacts {
  return flown({ sentAt: exampleTime - ms, waitingSince: exampleTime - ms });
}

function first(ms: number): GuardFacts {
  const since = exampleTime - ms;
  return flown({ ...never, since, sentAt: since, waitingSince: since });
}

function judge({ canary }: Pick<GuardFacts, 'canary'>, at: number): Verdict {
  return canary.known ? judgeFlights(canary.value, at) : unknown(canary);
}
