import { denied, exampleFailure as failure, healthyGuard, known } from '../core/example-facts.ts';
import type { DeliveryFailure } from '../core/guard-facts.ts';
import type { Text } from '../core/locale.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

export default defineCheck({
  scope: 'guard',
  title: { en: 'Deliveries on the way of alerts', ko: '알림 경로의 전달 상태' },
  severity: 'high',
  needs: ['deliveries'],
  judge,
  remedy: {
    en: [
      'Look at what root did in those hours, in CloudTrail: what was lost was never told, and what failed was late.',
      'A function says in its log why it failed: `aws logs tail /aws/lambda/rootguard-events --region us-east-1 --since 24h`. One that is turned away needs more concurrency: Service Quotas, AWS Lambda, Concurrent executions.',
      'A rule that could not hand over an event leaves it in `rootguard-rules-dlq`, whose attributes say why. If a queue or its policy was changed, deploy the stack `rootguard` again.',
    ],
    ko: [
      '그 시간에 루트가 무엇을 했는지 CloudTrail에서 확인합니다. 손실된 이벤트는 전달되지 않았고, 실패한 이벤트는 늦게 전달되었습니다.',
      '함수가 실패한 이유는 로그에 있습니다: `aws logs tail /aws/lambda/rootguard-events --region us-east-1 --since 24h`. 실행이 제한된 함수에는 동시성이 더 필요합니다: Service Quotas, AWS Lambda, Concurrent executions.',
      '규칙이 전달하지 못한 이벤트는 `rootguard-rules-dlq`에 있으며 속성에 이유가 적혀 있습니다. 대기열이나 정책이 바뀌었으면 `rootguard` 스택을 다시 배포합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'none in a day', facts: healthyGuard(), gives: 'pass' },
    { name: 'a function failed once', facts: failed(failure()), gives: 'warn' },
    { name: 'a function failed in hour after hour', facts: failed(failure({ hours: 3 })), gives: 'fail' },
    {
      name: 'EventBridge lost an event for good',
      facts: failed(failure(), failure({ of: 'rootguard-member-events', kind: 'lost' })),
      gives: 'fail',
    },
    {
      name: 'a rule had to wait',
      facts: failed(failure({ of: 'rootguard-root-events', kind: 'throttled-rule' })),
      gives: 'warn',
    },
    {
      name: 'CloudWatch counted not even what must have happened',
      facts: healthyGuard({ deliveries: known({ counted: false, failures: [] }) }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ deliveries: denied('cloudwatch:GetMetricData') }),
      gives: 'unknown',
    },
  ],
});

/** A failure of one hour may have been a bad minute; in three of them, something stays broken. */
const sustained = 3;

function failed(...failures: readonly DeliveryFailure[]): GuardFacts {
  return healthyGuard({ deliveries: known({ counted: true, failures }) });
}

function judge({ deliveries }: Pick<GuardFacts, 'deliveries'>): Verdict {
  if (!deliveries.known) return unknown(deliveries);
  const { counted, failures } = deliveries.value;
  if (failures.length > 0) {
    const grave = failures.some(({ kind, hours }) => kind === 'lost' || hours >= sustained);
    const said = (locale: 'en' | 'ko') => failures.map((each) => words[each.kind](each)[locale]).join('; ');
    return verdict(
      grave ? 'fail' : 'warn',
      `In the 24 hours before the check: ${said('en')}.`,
      `점검 전 24시간: ${said('ko')}.`,
    );
  }
  if (!counted) return unknown({ cause: 'not-ready', call: 'cloudwatch:GetMetricData' });
  return verdict(
    'pass',
    'CloudWatch counted no failure in the 24 hours before the check.',
    '점검 전 24시간 동안 CloudWatch에 기록된 실패가 없습니다.',
  );
}

const words: Readonly<Record<DeliveryFailure['kind'], (failure: DeliveryFailure) => Text>> = {
  'not-delivered': ({ of, times, hours }) => ({
    en: `the rule ${of} could not hand over ${events(times)} (${span(hours)})`,
    ko: `${of} 규칙이 이벤트 ${times}건을 전달하지 못했습니다(${hours}개 시간대)`,
  }),
  lost: ({ of, times, hours }) => ({
    en: `the rule ${of} lost ${events(times)} for good (${span(hours)})`,
    ko: `${of} 규칙이 이벤트 ${times}건을 잃었습니다(${hours}개 시간대)`,
  }),
  'throttled-rule': ({ of, times, hours }) => ({
    en: `AWS slowed the rule ${of} down ${count(times)} (${span(hours)})`,
    ko: `AWS가 ${of} 규칙을 ${times}회 지연시켰습니다(${hours}개 시간대)`,
  }),
  'failed-runs': ({ of, times, hours }) => ({
    en: `the function ${of} failed ${count(times)} (${span(hours)})`,
    ko: `${of} 함수가 ${times}회 실패했습니다(${hours}개 시간대)`,
  }),
  'throttled-runs': ({ of, times, hours }) => ({
    en: `AWS turned the function ${of} away ${count(times)} (${span(hours)})`,
    ko: `AWS가 ${of} 함수 실행을 ${times}회 제한했습니다(${hours}개 시간대)`,
  }),
};

function events(times: number): string {
  return times === 1 ? 'one event' : `${times} events`;
}

function count(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}

function span(hours: number): string {
  return hours === 1 ? 'within one hour' : `in ${hours} different hours`;
}
