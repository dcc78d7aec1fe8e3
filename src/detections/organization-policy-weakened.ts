import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';
import { textAt } from '../core/json.ts';

const named = ['UpdatePolicy', 'DeletePolicy', 'DetachPolicy'];

export default defineDetection({
  title: { en: 'An organization policy was taken away: {event}', ko: '조직 정책이 해제되었습니다: {event}' },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['organization-root'] : ['attempt', 'denied']),
  matches: (event, guard) =>
    (isCallTo(event, 'organizations', ['DisablePolicyType']) &&
      textAt(event.request, 'policyType') === 'SERVICE_CONTROL_POLICY') ||
    (isCallTo(event, 'organizations', named) && aboutOwn(event, guard, 'name', 'policyName')),
  listens: [callsTo('organizations', ['DisablePolicyType', ...named])],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'Service control policies are what denies root in member accounts: see which no longer hold.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '서비스 제어 정책이 멤버 계정의 루트를 막습니다. 어떤 정책이 풀렸는지 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'all service control policies at once',
      record: roleCallOn('DisablePolicyType', 'organizations', { policyType: 'SERVICE_CONTROL_POLICY' }),
      raises: 'high',
    },
    {
      name: 'the one that protects RootGuard',
      record: roleCallOn('UpdatePolicy', 'organizations', { policyId: 'p-1', name: 'rootguard-protect' }),
      raises: 'high',
    },
    {
      name: 'tag policies',
      record: roleCallOn('DisablePolicyType', 'organizations', { policyType: 'TAG_POLICY' }),
      raises: 'nothing',
    },
    {
      name: "somebody else's policy",
      record: roleCallOn('UpdatePolicy', 'organizations', { policyId: 'p-2', name: 'deny-regions' }),
      raises: 'nothing',
    },
  ],
});
