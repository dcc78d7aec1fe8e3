import { denied, healthyGuard, known } from '../core/example-facts.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const queue = { exists: true, letsEventsIn: true, hasDeadLetterQueue: true };

export default defineCheck({
  scope: 'guard',
  title: { en: 'The queue for alerts', ko: '알림 대기열' },
  severity: 'critical',
  needs: ['ingestQueue'],
  judge,
  remedy: {
    en: [
      'Deploy the stack `rootguard` again: it brings the queue, its policy and its dead-letter queue back.',
      'On the command line: `aws sqs get-queue-attributes --region us-east-1 --attribute-names Policy RedrivePolicy --queue-url URL`.',
    ],
    ko: [
      '`rootguard` 스택을 다시 배포하면 대기열, 정책, 배달 못한 편지 대기열이 원래대로 돌아옵니다.',
      '명령줄에서는 `aws sqs get-queue-attributes --region us-east-1 --attribute-names Policy RedrivePolicy --queue-url URL`을 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4' },
  examples: () => [
    { name: 'as it must be', facts: healthyGuard(), gives: 'pass' },
    {
      name: 'no queue',
      facts: healthyGuard({
        ingestQueue: known({ exists: false, letsEventsIn: false, hasDeadLetterQueue: false }),
      }),
      gives: 'fail',
    },
    {
      name: 'a queue that keeps EventBridge out',
      facts: healthyGuard({ ingestQueue: known({ ...queue, letsEventsIn: false }) }),
      gives: 'fail',
    },
    {
      name: 'no dead-letter queue',
      facts: healthyGuard({ ingestQueue: known({ ...queue, hasDeadLetterQueue: false }) }),
      gives: 'warn',
    },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ ingestQueue: denied('sqs:GetQueueAttributes') }),
      gives: 'unknown',
    },
  ],
});

function judge({ ingestQueue }: Pick<GuardFacts, 'ingestQueue'>): Verdict {
  if (!ingestQueue.known) return unknown(ingestQueue);
  const { exists, letsEventsIn, hasDeadLetterQueue } = ingestQueue.value;
  if (!exists)
    return verdict(
      'fail',
      'The queue for alerts does not exist: nothing reaches RootGuard.',
      '알림 대기열이 없습니다. 아무것도 RootGuard에 도달하지 않습니다.',
    );
  if (!letsEventsIn)
    return verdict(
      'fail',
      "The queue's policy keeps EventBridge out: nothing reaches RootGuard.",
      '대기열 정책이 EventBridge를 막고 있습니다. 아무것도 RootGuard에 도달하지 않습니다.',
    );
  if (!hasDeadLetterQueue)
    return verdict(
      'warn',
      'The queue has no dead-letter queue: what keeps failing is dropped after two weeks.',
      '대기열에 배달 못한 편지 대기열이 없습니다. 계속 실패하는 메시지는 2주 뒤 사라집니다.',
    );
  return verdict(
    'pass',
    'The queue lets EventBridge in, and keeps what fails.',
    '대기열이 EventBridge를 받아들이고 실패한 메시지를 보관합니다.',
  );
}
