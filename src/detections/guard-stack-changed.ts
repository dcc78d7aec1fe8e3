import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';

const calls = ['DeleteStack', 'UpdateStack', 'ExecuteChangeSet'];

export default defineDetection({
  title: { en: "RootGuard's stack was changed: {event}", ko: 'RootGuard 스택이 변경되었습니다: {event}' },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['guard-touched'] : ['guard-touched', 'denied']),
  matches: (event, guard) => isCallTo(event, 'cloudformation', calls) && aboutOwn(event, guard, 'stackName'),
  listens: [callsTo('cloudformation', calls)],
  guidance: {
    en: [
      'If this was a deployment of RootGuard, say so in the thread of this card.',
      'If not: deploy the stack again from your own copy of the template, and find out who made this call.',
    ],
    ko: [
      'RootGuard 배포 작업이었다면 이 카드의 스레드에 남겨 주세요.',
      '아니라면 가지고 있는 템플릿으로 스택을 다시 배포하고 누가 호출했는지 찾으세요.',
    ],
  },
  examples: () => [
    {
      name: 'deleted',
      record: roleCallOn('DeleteStack', 'cloudformation', { stackName: 'rootguard' }),
      raises: 'high',
    },
    {
      name: 'updated, named by its ARN',
      record: roleCallOn('UpdateStack', 'cloudformation', {
        stackName: 'arn:aws:cloudformation:us-east-1:111122223333:stack/rootguard/1a2b',
      }),
      raises: 'high',
    },
    {
      name: 'another stack',
      record: roleCallOn('DeleteStack', 'cloudformation', { stackName: 'orders' }),
      raises: 'nothing',
    },
  ],
});
