import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';

export default defineDetection({
  title: {
    en: 'GuardDuty saw CloudTrail being switched off',
    ko: 'GuardDuty가 CloudTrail 중지를 발견했습니다',
  },
  severity: () => 'high',
  because: () => ['trail-off'],
  matches: (event) => event.kind === 'finding' && event.name === 'Stealth:IAMUser/CloudTrailLoggingDisabled',
  listens: [
    {
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Finding'],
      detail: { type: ['Stealth:IAMUser/CloudTrailLoggingDisabled'] },
    },
  ],
  guidance: {
    en: [
      'Start the trail again: without it no root event reaches RootGuard.',
      'Find out who stopped it; the finding names the caller.',
    ],
    ko: [
      '추적을 다시 시작하세요. 추적이 없으면 루트 이벤트가 RootGuard에 도달하지 않습니다.',
      '누가 중지했는지 확인하세요. 결과에 호출자가 있습니다.',
    ],
  },
  references: { GuardDuty: 'Stealth:IAMUser/CloudTrailLoggingDisabled' },
  examples: () => [
    {
      name: 'logging was disabled',
      envelope: findingEvent('aws.guardduty', 'GuardDuty Finding', {
        id: 'f',
        type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
        accountId: '111122223333',
        updatedAt: '2026-11-23T05:02:11Z',
      }),
      raises: 'high',
    },
    {
      name: 'another finding',
      envelope: findingEvent('aws.guardduty', 'GuardDuty Finding', {
        id: 'f',
        type: 'Stealth:IAMUser/PasswordPolicyChange',
        accountId: '111122223333',
        updatedAt: '2026-11-23T05:02:11Z',
      }),
      raises: 'nothing',
    },
  ],
});
