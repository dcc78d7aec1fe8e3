import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';

const tables = ['DeleteTable', 'UpdateTable', 'UpdateContinuousBackups'];
const queues = ['DeleteQueue', 'PurgeQueue', 'SetQueueAttributes'];
const logs = ['DeleteLogGroup'];

export default defineDetection({
  title: {
    en: "RootGuard's table, queue or log was changed: {event}",
    ko: 'RootGuard의 테이블, 대기열 또는 로그가 변경되었습니다: {event}',
  },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['guard-touched'] : ['guard-touched', 'denied']),
  matches: (event, guard) =>
    (isCallTo(event, 'dynamodb', tables) && aboutOwn(event, guard, 'tableName')) ||
    (isCallTo(event, 'sqs', queues) && aboutOwn(event, guard, 'queueUrl', 'queueName')) ||
    (isCallTo(event, 'logs', logs) && aboutOwn(event, guard, 'logGroupName')),
  listens: [callsTo('dynamodb', tables), callsTo('sqs', queues), callsTo('logs', logs)],
  guidance: {
    en: [
      'If this was a deployment of RootGuard, say so in the thread of this card.',
      "If not: alerts may have been thrown away. Look at CloudTrail's event history for what root did meanwhile, and deploy the stack again.",
    ],
    ko: [
      'RootGuard 배포 작업이었다면 이 카드의 스레드에 남겨 주세요.',
      '아니라면 알림이 버려졌을 수 있습니다. CloudTrail 이벤트 기록에서 그사이 루트가 한 일을 확인하고 스택을 다시 배포하세요.',
    ],
  },
  examples: () => [
    {
      name: 'the table is deleted',
      record: roleCallOn('DeleteTable', 'dynamodb', { tableName: 'rootguard-Table-1A2B' }),
      raises: 'high',
    },
    {
      name: 'the queue is purged: waiting alerts are gone',
      record: roleCallOn('PurgeQueue', 'sqs', {
        queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/rootguard-ingest',
      }),
      raises: 'high',
    },
    {
      name: 'the log is deleted',
      record: roleCallOn('DeleteLogGroup', 'logs', { logGroupName: '/aws/lambda/rootguard-events' }),
      raises: 'high',
    },
    {
      name: 'another table',
      record: roleCallOn('DeleteTable', 'dynamodb', { tableName: 'orders' }),
      raises: 'nothing',
    },
  ],
});
