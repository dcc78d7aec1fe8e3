import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';
import { textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

const calls = ['PutRule', 'PutTargets'];
const name = 'rootguard-root-events';

export default defineDetection({
  title: {
    en: "RootGuard's EventBridge rule was changed",
    ko: 'RootGuard의 EventBridge 규칙이 변경되었습니다',
  },
  severity: (event) => (event.outcome === 'success' && isOff(event) ? 'critical' : 'high'),
  because: (event) => {
    if (event.outcome === 'failure') return ['guard-touched', 'denied'];
    return isOff(event) ? ['guard-blinded'] : ['guard-touched'];
  },
  matches: (event, guard) => isCallTo(event, 'events', calls) && aboutOwn(event, guard, 'name', 'rule'),
  listens: [callsTo('events', calls)],
  guidance: {
    en: [
      'If this was a deployment of RootGuard, say so in the thread of this card.',
      'If not: PutRule replaces pattern and state at once, so compare both with the template, or deploy the stack again.',
      'Run `/rootguard check` to see that the rule is enabled and has its target.',
    ],
    ko: [
      'RootGuard 배포 작업이었다면 이 카드의 스레드에 남겨 주세요.',
      '아니라면 PutRule은 패턴과 상태를 한꺼번에 바꾸므로 템플릿과 비교하거나 스택을 다시 배포하세요.',
      '`/rootguard check`로 규칙이 활성화되어 있고 대상이 있는지 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'with another pattern',
      record: roleCallOn('PutRule', 'events', {
        name,
        eventPattern: '{}',
        state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      }),
      raises: 'high',
    },
    {
      name: 'switched off by the way',
      record: roleCallOn('PutRule', 'events', { name, state: 'DISABLED' }),
      raises: 'critical',
    },
    { name: 'another target', record: roleCallOn('PutTargets', 'events', { rule: name }), raises: 'high' },
    {
      name: "somebody else's rule",
      record: roleCallOn('PutRule', 'events', { name: 'nightly-report', state: 'DISABLED' }),
      raises: 'nothing',
    },
  ],
});

function isOff({ request }: RootEvent): boolean {
  return textAt(request, 'state') === 'DISABLED';
}
