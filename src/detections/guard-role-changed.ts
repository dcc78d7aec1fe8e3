import { defineDetection } from '../core/detection.ts';
import { roleCall, roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';

const calls = [
  'PutRolePolicy',
  'DeleteRolePolicy',
  'AttachRolePolicy',
  'DetachRolePolicy',
  'UpdateAssumeRolePolicy',
  'PutRolePermissionsBoundary',
  'DeleteRole',
];

export default defineDetection({
  title: { en: "RootGuard's role was changed: {event}", ko: 'RootGuard의 역할이 변경되었습니다: {event}' },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['guard-touched'] : ['guard-touched', 'denied']),
  matches: (event, guard) => isCallTo(event, 'iam', calls) && aboutOwn(event, guard, 'roleName'),
  listens: [callsTo('iam', calls)],
  guidance: {
    en: [
      'If this was a deployment of RootGuard, say so in the thread of this card.',
      'If not: without its permissions RootGuard can neither read events nor secrets, and with more of them the role is a way in. Compare it with the template, or deploy the stack again.',
    ],
    ko: [
      'RootGuard 배포 작업이었다면 이 카드의 스레드에 남겨 주세요.',
      '아니라면 권한이 줄면 RootGuard가 이벤트와 비밀 값을 읽지 못하고, 권한이 늘면 이 역할이 침입 경로가 됩니다. 템플릿과 비교하거나 스택을 다시 배포하세요.',
    ],
  },
  examples: () => [
    {
      name: 'its permissions are deleted',
      record: roleCallOn('DeleteRolePolicy', 'iam', {
        roleName: 'rootguard-EventsRole-1A2B3C',
        policyName: 'events',
      }),
      raises: 'high',
    },
    {
      name: 'others may take on the audit role',
      record: roleCallOn('UpdateAssumeRolePolicy', 'iam', {
        roleName: 'RootGuardAudit',
        policyDocument: '{}',
      }),
      raises: 'high',
    },
    {
      name: 'an attempt that AWS denied: only the message names the role',
      record: roleCall('DetachRolePolicy', 'iam', {
        errorCode: 'AccessDenied',
        errorMessage:
          'User: arn:aws:sts::111122223333:assumed-role/Admin/alice is not authorized to perform: iam:DetachRolePolicy on resource: role arn:aws:iam::111122223333:role/rootguard/RootGuardAudit.',
      }),
      raises: 'high',
    },
    {
      name: 'another role',
      record: roleCallOn('DeleteRolePolicy', 'iam', { roleName: 'orders', policyName: 'all' }),
      raises: 'nothing',
    },
  ],
});
