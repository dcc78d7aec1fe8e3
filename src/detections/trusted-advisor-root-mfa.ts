import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';

export default defineDetection({
  title: { en: 'Trusted Advisor: root has no MFA', ko: 'Trusted Advisor: 루트에 MFA가 없습니다' },
  severity: () => 'medium',
  because: () => ['other-service'],
  matches: (event) =>
    event.source === 'aws.trustedadvisor' &&
    event.name === 'MFA on Root Account' &&
    event.outcome === 'failure',
  listens: [
    {
      source: ['aws.trustedadvisor'],
      'detail-type': ['Trusted Advisor Check Item Refresh Notification'],
      detail: { 'check-name': ['MFA on Root Account'], status: ['ERROR', 'WARN'] },
    },
  ],
  guidance: {
    en: [
      'Run `/rootguard check` for this account: Trusted Advisor may be late.',
      '`/rootguard guide mfa` says how to give root MFA.',
    ],
    ko: [
      '이 계정에 `/rootguard check`를 실행하세요. Trusted Advisor는 늦을 수 있습니다.',
      '`/rootguard guide mfa`에 루트 MFA 설정 방법이 있습니다.',
    ],
  },
  references: { 'Trusted Advisor': '7DAFEmoDos' },
  examples: () => [
    { name: 'the check turned red', envelope: advisor('MFA on Root Account', 'ERROR'), raises: 'medium' },
    { name: 'the check is green', envelope: advisor('MFA on Root Account', 'OK'), raises: 'nothing' },
    {
      name: 'another check',
      envelope: advisor('Low Utilization Amazon EC2 Instances', 'WARN'),
      raises: 'nothing',
    },
  ],
});

function advisor(name: string, status: string) {
  const detail = { 'check-name': name, status, uuid: 'check-1', 'check-item-detail': {} };
  return findingEvent('aws.trustedadvisor', 'Trusted Advisor Check Item Refresh Notification', detail);
}
