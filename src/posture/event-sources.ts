import { denied, healthyGuard, known } from '../core/example-facts.ts';
import type { EventSource } from '../core/guard-facts.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const source: EventSource = {
  function: 'rootguard-events',
  queue: 'rootguard-ingest',
  state: 'taking',
  troubled: false,
};

export default defineCheck({
  scope: 'guard',
  title: { en: 'Functions take messages from their queues', ko: '함수의 대기열 메시지 수신' },
  severity: 'critical',
  needs: ['eventSources'],
  judge,
  remedy: {
    en: [
      'In the console, in us-east-1: Lambda, the function, Configuration, Triggers. Select the SQS trigger and choose Enable.',
      'On the command line: `aws lambda list-event-source-mappings --region us-east-1 --function-name NAME`, then `aws lambda update-event-source-mapping --region us-east-1 --enabled --uuid UUID`.',
      'If the trigger is gone, or Lambda names a problem with it, deploy the stack `rootguard` again.',
    ],
    ko: [
      '콘솔의 us-east-1에서 Lambda, 해당 함수, 구성, 트리거를 열고 SQS 트리거를 선택한 뒤 활성화를 누릅니다.',
      '명령줄에서는 `aws lambda list-event-source-mappings --region us-east-1 --function-name NAME`으로 찾고 `aws lambda update-event-source-mapping --region us-east-1 --enabled --uuid UUID`를 실행합니다.',
      '트리거가 없거나 Lambda가 문제를 표시하면 `rootguard` 스택을 다시 배포합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'every queue is emptied', facts: healthyGuard(), gives: 'pass' },
    {
      name: 'a trigger that is switched off',
      facts: healthyGuard({ eventSources: known([{ ...source, state: 'stopped' }]) }),
      gives: 'fail',
    },
    {
      name: 'a trigger that is gone',
      facts: healthyGuard({ eventSources: known([source, { ...source, state: 'missing' }]) }),
      gives: 'fail',
    },
    {
      name: 'Lambda has a problem with a queue',
      facts: healthyGuard({ eventSources: known([{ ...source, troubled: true }]) }),
      gives: 'warn',
    },
    { name: 'no queue at all', facts: healthyGuard({ eventSources: known([]) }), gives: 'fail' },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ eventSources: denied('lambda:ListEventSourceMappings') }),
      gives: 'unknown',
    },
  ],
});

function judge({ eventSources }: Pick<GuardFacts, 'eventSources'>): Verdict {
  if (!eventSources.known) return unknown(eventSources);
  const sources = eventSources.value;
  const idle = sources.filter(({ state }) => state !== 'taking');
  if (idle.length > 0 || sources.length === 0) {
    const queues = idle.map(({ queue }) => queue).join(', ') || 'rootguard-ingest';
    return verdict(
      'fail',
      `Nothing takes messages out of ${queues}: they wait, and SQS drops them in the end.`,
      `다음 대기열에서 메시지를 가져가는 함수가 없습니다: ${queues}. 메시지는 기다리다가 결국 사라집니다.`,
    );
  }
  const troubled = sources.filter((each) => each.troubled).map(({ queue }) => queue);
  return troubled.length > 0
    ? verdict(
        'warn',
        `Lambda reports a problem with ${troubled.join(', ')}.`,
        `Lambda가 다음 대기열에 문제가 있다고 알립니다: ${troubled.join(', ')}.`,
      )
    : verdict(
        'pass',
        'Every queue is emptied by its function.',
        '모든 대기열의 메시지를 해당 함수가 가져갑니다.',
      );
}
