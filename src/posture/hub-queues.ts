import { denied, healthyGuard, known } from '../core/example-facts.ts';
import { exampleQueue } from '../core/example-hub.ts';
import type { HubQueue, QueueState } from '../core/guard-facts.ts';
import type { Text } from '../core/locale.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const rulesQueue = (change: Partial<QueueState> = {}): HubQueue => ({
  queue: 'rootguard-rules-dlq',
  found: known({ refuses: [], unclear: [], ...change }),
});
const queues = (...all: readonly HubQueue[]) => healthyGuard({ hubQueues: known(all) });
const ingest = (change: Partial<QueueState>) =>
  queues(exampleQueue('rootguard-ingest', change), rulesQueue());

export default defineCheck({
  scope: 'guard',
  title: { en: "The hub's queues take what rules deliver", ko: '허브의 대기열' },
  severity: 'critical',
  needs: ['hubQueues'],
  judge,
  remedy: {
    en: [
      'Deploy the stack `rootguard` again. What was deleted or changed outside of the stack, CloudFormation mends by a drift-aware change set alone (`aws cloudformation create-change-set --stack-name rootguard --deployment-mode REVERT_DRIFT`).',
      'Look at the policies: `aws sqs get-queue-attributes --region us-east-1 --attribute-names Policy RedrivePolicy --queue-url URL`.',
    ],
    ko: [
      '`rootguard` 스택을 다시 배포합니다. 스택 밖에서 삭제되거나 바뀐 것은 드리프트 인식 변경 세트(`aws cloudformation create-change-set --stack-name rootguard --deployment-mode REVERT_DRIFT`)로만 복구됩니다.',
      '정책은 `aws sqs get-queue-attributes --region us-east-1 --attribute-names Policy RedrivePolicy --queue-url URL`로 확인합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4' },
  examples: () => [
    { name: 'as they must be', facts: healthyGuard(), gives: 'pass' },
    {
      name: 'no queue',
      facts: queues({ queue: 'rootguard-ingest', found: known(undefined) }),
      gives: 'fail',
    },
    { name: 'none was looked at', facts: queues(), gives: 'fail' },
    {
      name: 'a queue that keeps a rule out',
      facts: ingest({ refuses: ['rootguard-drills'] }),
      gives: 'fail',
    },
    {
      name: 'a policy with a condition that RootGuard does not know',
      facts: ingest({ unclear: ['rootguard-drills'] }),
      gives: 'unknown',
    },
    {
      name: 'what rules could not deliver is not taken either',
      facts: queues(exampleQueue('rootguard-ingest'), rulesQueue({ refuses: ['rootguard-drills'] })),
      gives: 'warn',
    },
    { name: 'no dead-letter queue', facts: ingest({ failures: 'dropped' }), gives: 'warn' },
    { name: 'another dead-letter queue', facts: ingest({ failures: 'elsewhere' }), gives: 'warn' },
    { name: 'given up after a few tries', facts: ingest({ failures: 'early' }), gives: 'warn' },
    {
      name: 'AWS denies the look at one',
      facts: queues({ queue: 'rootguard-ingest', found: denied('sqs:GetQueueAttributes') }, rulesQueue()),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ hubQueues: denied('sqs:GetQueueAttributes') }),
      gives: 'unknown',
    },
  ],
});

function judge({ hubQueues }: Pick<GuardFacts, 'hubQueues'>): Verdict {
  if (!hubQueues.known) return unknown(hubQueues);
  const all = hubQueues.value;
  const closed = told(all, whyClosed);
  if (closed !== undefined || all.length === 0)
    return verdict(
      'fail',
      `What rules deliver is not taken: ${closed?.en ?? 'there is no queue'}.`,
      `규칙이 전달하는 이벤트를 받지 못합니다: ${closed?.ko ?? '대기열이 없음'}.`,
    );
  const hidden = all.find(({ found }) => !found.known)?.found;
  if (hidden?.known === false) return unknown(hidden);
  const unclear = told(all, ({ found }) =>
    found.known && found.value && found.value.unclear.length > 0 ? { en: 'policy', ko: '정책' } : undefined,
  );
  if (unclear !== undefined)
    return {
      outcome: 'unknown',
      says: {
        en: `A policy has a condition that RootGuard does not know: ${unclear.en}.`,
        ko: `정책에 RootGuard가 모르는 조건이 있습니다: ${unclear.ko}.`,
      },
    };
  const weak = told(all, whyWeak);
  if (weak !== undefined)
    return verdict(
      'warn',
      `What fails may be lost: ${weak.en}.`,
      `실패한 메시지가 사라질 수 있습니다: ${weak.ko}.`,
    );
  return verdict(
    'pass',
    "The queues let the hub's rules in, and keep what fails.",
    '대기열이 허브의 규칙을 받아들이고 실패한 메시지를 보관합니다.',
  );
}

function told(all: readonly HubQueue[], why: (queue: HubQueue) => Text | undefined): Text | undefined {
  const each = all.flatMap((one) => {
    const reason = why(one);
    return reason === undefined ? [] : [{ name: one.queue, reason }];
  });
  if (each.length === 0) return undefined;
  const list = (locale: 'en' | 'ko') =>
    each.map(({ name, reason }) => `${name} (${reason[locale]})`).join(', ');
  return { en: list('en'), ko: list('ko') };
}

function whyClosed({ found }: HubQueue): Text | undefined {
  if (!found.known) return undefined;
  if (found.value === undefined) return { en: 'does not exist', ko: '없음' };
  const { refuses, failures } = found.value;
  // The queue of what rules could not deliver is needed when something else fails.
  if (refuses.length === 0 || failures === undefined) return undefined;
  return { en: `keeps out ${refuses.join(', ')}`, ko: `막힌 규칙: ${refuses.join(', ')}` };
}

function whyWeak({ found }: HubQueue): Text | undefined {
  if (!found.known || found.value === undefined) return undefined;
  const { refuses, failures } = found.value;
  if (refuses.length > 0)
    return { en: `keeps out ${refuses.join(', ')}`, ko: `막힌 규칙: ${refuses.join(', ')}` };
  return failures === undefined ? undefined : weaknesses[failures];
}

const weaknesses: Readonly<Record<NonNullable<QueueState['failures']>, Text | undefined>> = {
  kept: undefined,
  early: { en: 'gives up after fewer tries than it should', ko: '재시도 횟수가 부족함' },
  elsewhere: { en: 'another dead-letter queue', ko: '다른 배달 못한 편지 대기열' },
  dropped: { en: 'no dead-letter queue', ko: '배달 못한 편지 대기열 없음' },
};
