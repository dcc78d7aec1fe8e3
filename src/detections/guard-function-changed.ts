import { defineDetection, type Guard } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn } from '../core/guard-call.ts';
import { textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

/** CloudTrail writes Lambda's calls with the date of the API's version, which has changed before. */
const calls = [
  'DeleteFunction',
  'UpdateFunctionCode',
  'UpdateFunctionConfiguration',
  'PutFunctionConcurrency',
  'RemovePermission',
  'DeleteEventSourceMapping',
  'UpdateEventSourceMapping',
];

export default defineDetection({
  title: {
    en: "RootGuard's own function was changed: {event}",
    ko: 'RootGuard 함수가 변경되었습니다: {event}',
  },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['guard-touched'] : ['guard-touched', 'denied']),
  matches: (event, guard) =>
    isChange(event) && (aboutOwn(event, guard, 'functionName') || answersWithOwn(event, guard)),
  listens: [
    {
      source: ['aws.lambda'],
      'detail-type': [{ suffix: ' via CloudTrail' }],
      detail: { eventSource: ['lambda.amazonaws.com'], eventName: calls.map((name) => ({ prefix: name })) },
    },
  ],
  guidance: {
    en: [
      'If this was a deployment of RootGuard, say so in the thread of this card.',
      'If not: whoever can change the function can silence it and read its Slack token. Deploy the stack again and replace the token.',
      'Fire a drill or look at the dead-letter queue to see that events still arrive.',
    ],
    ko: [
      'RootGuard 배포 작업이었다면 이 카드의 스레드에 남겨 주세요.',
      '아니라면 함수를 바꿀 수 있는 사람은 알림을 끄고 Slack 토큰을 읽을 수 있습니다. 스택을 다시 배포하고 토큰을 교체하세요.',
      '배달 못한 편지 대기열을 보고 이벤트가 계속 도착하는지 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'its code',
      record: roleCallOn('UpdateFunctionCode20150331v2', 'lambda', { functionName: 'rootguard-events' }),
      raises: 'high',
    },
    {
      name: 'switched off by a concurrency of 0',
      record: roleCallOn('PutFunctionConcurrency20171031', 'lambda', {
        functionName: 'rootguard-events',
        reservedConcurrentExecutions: 0,
      }),
      raises: 'high',
    },
    {
      name: 'named by its ARN',
      record: roleCallOn('DeleteFunction20150331', 'lambda', {
        functionName: 'arn:aws:lambda:us-east-1:111122223333:function:rootguard-slack',
      }),
      raises: 'high',
    },
    {
      name: 'cut off from its queue: the record has the id of the mapping alone',
      record: mapping('DeleteEventSourceMapping20150331', 'rootguard-events'),
      raises: 'high',
    },
    {
      name: 'another function',
      record: roleCallOn('DeleteFunction20150331', 'lambda', { functionName: 'orders' }),
      raises: 'nothing',
    },
    {
      name: 'another function is cut off from its queue',
      record: mapping('DeleteEventSourceMapping20150331', 'orders'),
      raises: 'nothing',
    },
  ],
});

/**
 * A call on an event source mapping names it by an id of its own; whose it is stands in the answer.
 * https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html
 */
function answersWithOwn({ response }: RootEvent, guard: Guard): boolean {
  return guard.owns(textAt(response, 'functionArn') ?? '');
}

function mapping(name: string, functionName: string) {
  const functionArn = `arn:aws:lambda:us-east-1:111122223333:function:${functionName}`;
  return roleCallOn(
    name,
    'lambda',
    { uUID: '00000000-0000-4000-8000-00000000000a' },
    { responseElements: { functionArn } },
  );
}

function isChange({ source, name }: RootEvent): boolean {
  return source === 'lambda.amazonaws.com' && calls.some((call) => name.startsWith(call));
}
