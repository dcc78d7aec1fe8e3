import { defineDetection } from '../core/detection.ts';
import { roleCall, roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';
import { textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

// DeletePolicy is not among them: AWS refuses it until the policy is detached everywhere.
const calls = ['DisablePolicyType', 'DetachPolicy', 'UpdatePolicy'];

export default defineDetection({
  title: { en: 'An organization policy was taken away: {event}', ko: '조직 정책이 해제되었습니다: {event}' },
  severity: (event) => (event.outcome === 'success' && event.name !== 'DetachPolicy' ? 'high' : 'medium'),
  because: (event) =>
    event.outcome === 'failure'
      ? ['attempt', 'denied']
      : [event.name === 'DetachPolicy' ? 'policy-unnamed' : 'organization-root'],
  matches: (event, guard) =>
    (isCallTo(event, 'organizations', ['DisablePolicyType']) && mayBeServiceControl(event)) ||
    (isCallTo(event, 'organizations', ['DetachPolicy']) && mayDenyRoot(event)) ||
    (isCallTo(event, 'organizations', ['UpdatePolicy']) &&
      (aboutOwn(event, guard, 'name') || guard.owns(nameAfterwards(event)))),
  listens: [callsTo('organizations', calls)],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'Service control policies are what denies root in member accounts: see in Organizations which no longer hold, and attach them again.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '서비스 제어 정책이 멤버 계정의 루트를 막습니다. 어떤 정책이 풀렸는지 Organizations에서 확인하고 다시 연결하세요.',
    ],
  },
  examples: () => [
    {
      name: 'all service control policies at once',
      record: roleCallOn('DisablePolicyType', 'organizations', { policyType: 'SERVICE_CONTROL_POLICY' }),
      raises: 'high',
    },
    {
      name: 'the one that protects RootGuard, told by the name in the answer',
      record: updated('rootguard-protect'),
      raises: 'high',
    },
    {
      name: 'one is detached: the record has its id alone',
      record: detached('p-1a2b3c4d'),
      raises: 'medium',
    },
    {
      name: 'an attempt that AWS denied',
      record: roleCall('DetachPolicy', 'organizations', { errorCode: 'AccessDenied' }),
      raises: 'medium',
    },
    { name: 'the one that allows everything', record: detached('p-FullAWSAccess'), raises: 'nothing' },
    {
      name: 'Control Tower at its work',
      record: { ...detached('p-1a2b3c4d'), sourceIPAddress: 'controltower.amazonaws.com' },
      raises: 'nothing',
    },
    {
      name: 'tag policies',
      record: roleCallOn('DisablePolicyType', 'organizations', { policyType: 'TAG_POLICY' }),
      raises: 'nothing',
    },
    { name: "somebody else's policy", record: updated('deny-regions'), raises: 'nothing' },
  ],
});

/** A denied call may carry no parameters. */
function mayBeServiceControl({ request }: RootEvent): boolean {
  return (textAt(request, 'policyType') ?? 'SERVICE_CONTROL_POLICY') === 'SERVICE_CONTROL_POLICY';
}

/** The record has neither name nor type. To detach FullAWSAccess forbids more than before, and Control Tower is AWS. */
function mayDenyRoot({ request, sourceIp }: RootEvent): boolean {
  return textAt(request, 'policyId') !== 'p-FullAWSAccess' && sourceIp !== 'controltower.amazonaws.com';
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdatePolicy.html */
function nameAfterwards({ response }: RootEvent): string {
  return textAt(response, 'policy', 'policySummary', 'name') ?? '';
}

function updated(name: string) {
  const responseElements = { policy: { policySummary: { id: 'p-1a2b3c4d', name } } };
  return roleCallOn('UpdatePolicy', 'organizations', { policyId: 'p-1a2b3c4d' }, { responseElements });
}

function detached(policyId: string) {
  return roleCallOn('DetachPolicy', 'organizations', { policyId, targetId: 'r-ab12' });
}
