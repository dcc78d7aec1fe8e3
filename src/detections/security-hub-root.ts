import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';
import type { JsonObject } from '../core/json.ts';
import { olderControls, rootControls } from '../core/security-hub.ts';

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
          GeneratorId: [...rootControls, ...olderControls.keys()].map((id) => ({ suffix: `/${id}` })),
        },
      },
    },
    // The new Security Hub. Its statuses are judged here, and not in the pattern: a word spelt otherwise would be silence.
    {
      source: ['aws.securityhub'],
      'detail-type': ['Findings Imported V2'],
      detail: { findings: { compliance: { control: [...rootControls] } } },
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
    {
      name: 'a control that is named by its number in CIS 1.2 alone',
      envelope: hub('', 'FAILED', {
        GeneratorId: 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/1.13',
        Compliance: { Status: 'FAILED' },
      }),
      raises: 'medium',
    },
    { name: 'as the new Security Hub tells it', envelope: newHub('IAM.9', 3), raises: 'medium' },
    { name: 'it passes again, by the new Security Hub', envelope: newHub('IAM.9', 1), raises: 'nothing' },
  ],
});

function hub(control: string, status: string, change: JsonObject = {}) {
  const finding = {
    Id: `finding-${control}`,
    GeneratorId: `security-control/${control}`,
    AwsAccountId: '111122223333',
    UpdatedAt: '2026-11-23T05:02:11Z',
    Compliance: { Status: status, SecurityControlId: control },
    ...change,
  };
  return findingEvent('aws.securityhub', 'Security Hub Findings - Imported', { findings: [finding] });
}

function newHub(control: string, status: 1 | 3) {
  const finding = {
    class_uid: 2003,
    activity_id: 2,
    status_id: 1,
    cloud: { account: { uid: '111122223333' } },
    finding_info: {
      uid: `arn:aws:securityhub:us-east-1:111122223333:security-control/${control}/finding/1a2b`,
      modified_time_dt: '2026-11-23T05:02:11Z',
    },
    compliance: { control, status: status === 3 ? 'Fail' : 'Pass', status_id: status },
  };
  return findingEvent('aws.securityhub', 'Findings Imported V2', { findings: [finding] });
}
