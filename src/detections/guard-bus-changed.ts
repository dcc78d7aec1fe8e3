import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';

const calls = ['PutPermission', 'RemovePermission', 'DeleteEventBus', 'UpdateEventBus'];

export default defineDetection({
  title: {
    en: "RootGuard's event bus was changed: {event}",
    ko: 'RootGuard의 이벤트 버스가 변경되었습니다: {event}',
  },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['guard-touched'] : ['guard-touched', 'denied']),
  matches: (event, guard) =>
    isCallTo(event, 'events', calls) && aboutOwn(event, guard, 'eventBusName', 'name'),
  listens: [callsTo('events', calls)],
  guidance: {
    en: [
      'If this was a deployment of RootGuard, say so in the thread of this card.',
      'If not: member accounts may no longer reach RootGuard, or others may. Compare the bus policy with the template, or deploy the stack again.',
    ],
    ko: [
      'RootGuard 배포 작업이었다면 이 카드의 스레드에 남겨 주세요.',
      '아니라면 멤버 계정의 이벤트가 도달하지 못하거나 다른 곳에서 들어올 수 있습니다. 버스 정책을 템플릿과 비교하거나 스택을 다시 배포하세요.',
    ],
  },
  examples: () => [
    {
      name: 'its permission removed',
      record: roleCallOn('RemovePermission', 'events', {
        eventBusName: 'rootguard',
        statementId: 'Organization',
      }),
      raises: 'high',
    },
    {
      name: 'the bus deleted',
      record: roleCallOn('DeleteEventBus', 'events', { name: 'rootguard' }),
      raises: 'high',
    },
    {
      name: 'another bus',
      record: roleCallOn('DeleteEventBus', 'events', { name: 'orders' }),
      raises: 'nothing',
    },
  ],
});
