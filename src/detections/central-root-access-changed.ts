import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';

const calls = [
  'EnableOrganizationsRootCredentialsManagement',
  'DisableOrganizationsRootCredentialsManagement',
  'EnableOrganizationsRootSessions',
  'DisableOrganizationsRootSessions',
];

export default defineDetection({
  title: { en: 'Central root access was changed: {event}', ko: '중앙 루트 액세스가 변경되었습니다: {event}' },
  severity: (event) => (event.name.startsWith('Disable') ? 'high' : 'medium'),
  because: (event) => (event.outcome === 'success' ? ['organization-root'] : ['attempt', 'denied']),
  matches: (event) => isCallTo(event, 'iam', calls),
  listens: [callsTo('iam', calls)],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'Disabling it lets member accounts have root passwords again: switch it back on in IAM, under Root access management.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '비활성화하면 멤버 계정이 다시 루트 암호를 가질 수 있습니다. IAM의 루트 액세스 관리에서 다시 활성화하세요.',
    ],
  },
  examples: () => [
    {
      name: 'switched off',
      record: roleCallOn('DisableOrganizationsRootCredentialsManagement', 'iam', {}),
      raises: 'high',
    },
    {
      name: 'switched on',
      record: roleCallOn('EnableOrganizationsRootSessions', 'iam', {}),
      raises: 'medium',
    },
    {
      name: 'it is only looked at',
      record: roleCallOn('ListOrganizationsFeatures', 'iam', {}, { readOnly: true }),
      raises: 'nothing',
    },
  ],
});
