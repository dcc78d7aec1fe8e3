import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';

const rules = ['root-account-mfa-enabled', 'root-account-hardware-mfa-enabled', 'iam-root-access-key-check'];

export default defineDetection({
  title: { en: 'AWS Config: a root rule is not met ({event})', ko: 'AWS Config: 루트 규칙 미준수 ({event})' },
  severity: () => 'medium',
  because: () => ['other-service'],
  matches: (event) =>
    event.source === 'aws.config' &&
    event.outcome === 'failure' &&
    rules.some((rule) => event.name.includes(rule)),
  listens: [
    {
      source: ['aws.config'],
      'detail-type': ['Config Rules Compliance Change'],
      detail: {
        configRuleName: rules.map((rule) => ({ wildcard: `*${rule}*` })),
        newEvaluationResult: { complianceType: ['NON_COMPLIANT'] },
      },
    },
  ],
  guidance: {
    en: [
      'Run `/rootguard check` for this account to see root as it is now.',
      '`/rootguard guide keys` and `/rootguard guide mfa` say how to put it right.',
    ],
    ko: [
      '이 계정에 `/rootguard check`를 실행해 현재 상태를 확인하세요.',
      '`/rootguard guide keys`와 `/rootguard guide mfa`에 해결 방법이 있습니다.',
    ],
  },
  references: {
    Config: 'root-account-mfa-enabled, root-account-hardware-mfa-enabled, iam-root-access-key-check',
  },
  examples: () => [
    {
      name: 'root has no MFA',
      envelope: rule('securityhub-root-account-mfa-enabled-1a2b', 'NON_COMPLIANT'),
      raises: 'medium',
    },
    { name: 'the rule is met', envelope: rule('root-account-mfa-enabled', 'COMPLIANT'), raises: 'nothing' },
    {
      name: 'another rule',
      envelope: rule('s3-bucket-public-read-prohibited', 'NON_COMPLIANT'),
      raises: 'nothing',
    },
  ],
});

function rule(configRuleName: string, complianceType: string) {
  return findingEvent('aws.config', 'Config Rules Compliance Change', {
    awsAccountId: '111122223333',
    configRuleName,
    newEvaluationResult: { complianceType, resultRecordedTime: '2026-11-23T05:02:11Z' },
  });
}
