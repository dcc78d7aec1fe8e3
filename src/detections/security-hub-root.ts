import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';
import { rootControls } from '../core/finding-readers.ts';

export default defineDetection({
  title: {
    en: 'Security Hub: a root control fails ({event})',
    ko: 'Security Hub: 루트 통제 항목 실패 ({event})',
  },
  severity: () => 'medium',
  because: () => ['other-service'],
  matches: (event) =>
    event.kind === 'finding' &&
    event.source === 'aws.securityhub' &&
    rootControls.has(event.name) &&
    event.outcome === 'failure',
  listens: [
    {
      source: ['aws.securityhub'],
      'detail-type': ['Security Hub Findings - Imported'],
      detail: { findings: { Compliance: { Status: ['FAILED'], SecurityControlId: [...rootControls] } } },
    },
    {
      source: ['aws.securityhub'],
      'detail-type': ['Security Hub Findings - Imported'],
      detail: {
        findings: {
          Compliance: { Status: ['FAILED'] },
          GeneratorId: [...rootControls].map((id) => ({ suffix: `/${id}` })),
        },
      },
    },
  ],
  guidance: {
    en: [
      'Run `/rootguard check` for this account to see root as it is now: Security Hub may be a day late.',
      '`/rootguard guide keys` and `/rootguard guide mfa` say how to put it right.',
    ],
    ko: [
      '이 계정에 `/rootguard check`를 실행해 현재 상태를 확인하세요. Security Hub는 하루 늦을 수 있습니다.',
      '`/rootguard guide keys`와 `/rootguard guide mfa`에 해결 방법이 있습니다.',
    ],
  },
  references: { 'Security Hub': 'IAM.4, IAM.6, IAM.9, IAM.20, CloudWatch.1' },
  examples: () => [
    { name: 'a root access key exists', envelope: hub('IAM.4', 'FAILED'), raises: 'medium' },
    { name: 'it passes again', envelope: hub('IAM.4', 'PASSED'), raises: 'nothing' },
    { name: 'another control', envelope: hub('S3.1', 'FAILED'), raises: 'nothing' },
  ],
});

function hub(control: string, status: string) {
  const finding = {
    Id: `finding-${control}`,
    GeneratorId: `security-control/${control}`,
    AwsAccountId: '111122223333',
    UpdatedAt: '2026-11-23T05:02:11Z',
    Compliance: { Status: status, SecurityControlId: control },
  };
  return findingEvent('aws.securityhub', 'Security Hub Findings - Imported', { findings: [finding] });
}
