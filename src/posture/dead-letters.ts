import { denied, healthyGuard, known } from '../core/example-facts.ts';
import type { DeadLetters } from '../core/guard-facts.ts';
import type { Text } from '../core/locale.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const empty = { queue: 'rootguard-ingest-dlq', messages: known(0) };

export default defineCheck({
  scope: 'guard',
  title: { en: 'Dead-letter queues are empty', ko: '배달 못한 편지 대기열' },
  severity: 'high',
  needs: ['deadLetters'],
  judge,
  remedy: {
    en: [
      'Look at what root did meanwhile, in CloudTrail: an alert that lies there was never told.',
      'Find why in the logs: `aws logs tail /aws/lambda/rootguard-events --region us-east-1 --since 1h`.',
      'A queue that does not exist: CloudFormation makes it anew by a drift-aware change set alone (`aws cloudformation create-change-set --stack-name rootguard --deployment-mode REVERT_DRIFT`).',
      'Send the messages again: `aws sqs start-message-move-task --region us-east-1 --source-arn ARN`. Nothing is told twice.',
    ],
    ko: [
      '그동안 루트가 무엇을 했는지 CloudTrail에서 확인합니다. 이 대기열에 있는 알림은 전달되지 않은 것입니다.',
      '로그에서 원인을 찾습니다: `aws logs tail /aws/lambda/rootguard-events --region us-east-1 --since 1h`.',
      '대기열이 없으면 드리프트 인식 변경 세트(`aws cloudformation create-change-set --stack-name rootguard --deployment-mode REVERT_DRIFT`)로만 다시 만들어집니다.',
      '메시지를 다시 보냅니다: `aws sqs start-message-move-task --region us-east-1 --source-arn ARN`. 같은 알림이 두 번 가지 않습니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.11.3' },
  examples: () => [
    { name: 'empty', facts: healthyGuard(), gives: 'pass' },
    {
      name: 'three messages in one',
      facts: healthyGuard({ deadLetters: known([{ ...empty, messages: known(3) }]) }),
      gives: 'fail',
    },
    {
      name: 'three messages in one, for five hours',
      facts: healthyGuard({
        deadLetters: known([{ ...empty, messages: known(3), oldest: known(18_000) }]),
      }),
      gives: 'fail',
    },
    {
      name: 'three messages whose age AWS does not tell',
      facts: healthyGuard({
        deadLetters: known([{ ...empty, messages: known(3), oldest: denied('cloudwatch:GetMetricData') }]),
      }),
      gives: 'fail',
    },
    {
      name: 'a queue that is not there',
      facts: healthyGuard({ deadLetters: known([{ ...empty, messages: known(undefined) }]) }),
      gives: 'fail',
    },
    {
      name: 'AWS denies the look into one',
      facts: healthyGuard({
        deadLetters: known([
          empty,
          { queue: 'rootguard-jobs-dlq', messages: denied('sqs:GetQueueAttributes') },
        ]),
      }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ deadLetters: denied('sqs:GetQueueAttributes') }),
      gives: 'unknown',
    },
  ],
});

function judge({ deadLetters }: Pick<GuardFacts, 'deadLetters'>): Verdict {
  if (!deadLetters.known) return unknown(deadLetters);
  const queues = deadLetters.value;
  const gone = queues.flatMap(({ queue, messages }) =>
    messages.known && messages.value === undefined ? [queue] : [],
  );
  if (gone.length > 0) {
    const names = gone.join(', ');
    return verdict(
      'fail',
      `What fails is lost: ${names} ${gone.length === 1 ? 'does' : 'do'} not exist.`,
      `실패한 메시지가 사라집니다. 존재하지 않는 대기열: ${names}.`,
    );
  }
  const full = queues.flatMap(({ queue, messages, oldest }) =>
    messages.known && messages.value ? [{ queue, messages: messages.value, age: ageOf(oldest) }] : [],
  );
  if (full.length > 0) {
    const each = (locale: 'en' | 'ko') =>
      full.map((letters) => `${letters.queue} (${letters.messages}${letters.age[locale]})`).join(', ');
    return verdict(
      'fail',
      `What RootGuard could not do lies in ${each('en')}.`,
      `RootGuard가 처리하지 못한 메시지가 있습니다: ${each('ko')}.`,
    );
  }
  const hidden = queues.find(({ messages }) => !messages.known)?.messages;
  if (hidden !== undefined && !hidden.known) return unknown(hidden);
  return verdict(
    'pass',
    'Nothing lies in the dead-letter queues.',
    '배달 못한 편지 대기열이 모두 비어 있습니다.',
  );
}

/** Left out where CloudWatch does not say: that something lies there counts. */
function ageOf(oldest: DeadLetters['oldest']): Text {
  if (!oldest?.known || oldest.value === undefined) return { en: '', ko: '' };
  const minutes = Math.max(1, Math.round(oldest.value / 60));
  const hours = Math.round(minutes / 60);
  if (hours >= 48) {
    const days = Math.round(hours / 24);
    return { en: `, the oldest for ${days} days`, ko: `, 가장 오래된 것은 ${days}일 전` };
  }
  return minutes < 90
    ? { en: `, the oldest for ${minutes} min`, ko: `, 가장 오래된 것은 ${minutes}분 전` }
    : { en: `, the oldest for ${hours} hours`, ko: `, 가장 오래된 것은 ${hours}시간 전` };
}
