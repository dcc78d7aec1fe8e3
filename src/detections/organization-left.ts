import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';

const calls = ['LeaveOrganization', 'RemoveAccountFromOrganization', 'DeleteOrganization'];

export default defineDetection({
  title: { en: 'An account leaves its organization: {event}', ko: '계정이 조직을 떠납니다: {event}' },
  deed: { en: 'left the organization', ko: '조직 탈퇴' },
  severity: (event) => (event.outcome === 'success' ? 'critical' : 'high'),
  because: (event) => (event.outcome === 'success' ? ['organization-lost'] : ['attempt', 'denied']),
  matches: (event) => isCallTo(event, 'organizations', calls),
  listens: [callsTo('organizations', calls)],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'Outside the organization its policies and its trail no longer hold: invite the account again.',
      'A denied attempt is worth the same question: who tried?',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '조직을 벗어나면 정책과 추적이 적용되지 않습니다. 계정을 다시 초대하세요.',
      '거부된 시도라도 누가 왜 했는지 확인하세요.',
    ],
  },
  references: {
    Elastic: 'defense_evasion_organizations_leave_organization',
    Panther: 'AWS.CloudTrail.AttemptToLeaveOrg',
  },
  examples: () => [
    { name: 'it left', record: roleCallOn('LeaveOrganization', 'organizations', {}), raises: 'critical' },
    {
      name: 'an attempt that AWS denied',
      record: roleCallOn(
        'LeaveOrganization',
        'organizations',
        {},
        { requestParameters: null, errorCode: 'AccessDenied' },
      ),
      raises: 'high',
    },
    {
      name: 'it was removed',
      record: roleCallOn('RemoveAccountFromOrganization', 'organizations', { accountId: '444455556666' }),
      raises: 'critical',
    },
    {
      name: 'an account joins',
      record: roleCallOn('AcceptHandshake', 'organizations', {}),
      raises: 'nothing',
    },
  ],
});
