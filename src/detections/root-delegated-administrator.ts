import { defineDetection } from '../core/detection.ts';
import { roleCall, roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo, refusedCallsTo } from '../core/guard-call.ts';
import { textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

const calls = [
  'EnableAWSServiceAccess',
  'DisableAWSServiceAccess',
  'RegisterDelegatedAdministrator',
  'DeregisterDelegatedAdministrator',
];

export default defineDetection({
  title: { en: 'Who manages root centrally was changed', ko: '루트를 중앙 관리하는 주체가 변경되었습니다' },
  severity: (event) => (isOfIam(event) ? 'high' : 'medium'),
  because: (event) => (event.outcome === 'success' ? ['organization-root'] : ['attempt', 'denied']),
  matches: (event) => isCallTo(event, 'organizations', calls) && (isOfIam(event) || mayBeOfIam(event)),
  listens: [
    callsTo('organizations', calls, { servicePrincipal: ['iam.amazonaws.com'] }),
    refusedCallsTo('organizations', calls),
  ],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'A delegated administrator for IAM can open root sessions in every member account: see in Organizations, under Services, which account it is now.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      'IAM 위임 관리자는 모든 멤버 계정에서 루트 세션을 열 수 있습니다. 지금 어떤 계정인지 Organizations의 서비스에서 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'another account may open root sessions',
      record: roleCallOn('RegisterDelegatedAdministrator', 'organizations', {
        servicePrincipal: 'iam.amazonaws.com',
        accountId: '444455556666',
      }),
      raises: 'high',
    },
    {
      name: 'trusted access is withdrawn',
      record: roleCallOn('DisableAWSServiceAccess', 'organizations', {
        servicePrincipal: 'iam.amazonaws.com',
      }),
      raises: 'high',
    },
    {
      name: 'an attempt that AWS denied, whose record does not say for which service',
      record: roleCall('RegisterDelegatedAdministrator', 'organizations', { errorCode: 'AccessDenied' }),
      raises: 'medium',
    },
    {
      name: 'for another service',
      record: roleCallOn('RegisterDelegatedAdministrator', 'organizations', {
        servicePrincipal: 'guardduty.amazonaws.com',
      }),
      raises: 'nothing',
    },
  ],
});

function isOfIam({ request }: RootEvent): boolean {
  return textAt(request, 'servicePrincipal') === 'iam.amazonaws.com';
}

/** A denied call may carry no parameters. */
function mayBeOfIam({ request, outcome }: RootEvent): boolean {
  return outcome === 'failure' && textAt(request, 'servicePrincipal') === undefined;
}
