import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';

export default defineDetection({
  title: {
    en: 'AWS found an access key of this account in public',
    ko: 'AWS가 이 계정의 액세스 키가 공개된 것을 발견했습니다',
  },
  severity: () => 'critical',
  because: () => ['key-exposed'],
  matches: (event) => event.source === 'aws.health' && event.name === 'AWS_RISK_CREDENTIALS_EXPOSED',
  listens: [{ source: ['aws.health'], detail: { eventTypeCode: ['AWS_RISK_CREDENTIALS_EXPOSED'] } }],
  guidance: {
    en: [
      "Find out whose key it is (`aws iam get-access-key-last-used --access-key-id KEY_ID`). A key that IAM does not know may be root's.",
      'Deactivate the key now and delete it; for a root key see `/rootguard guide keys`.',
      'Look for what was done with it since it became public.',
    ],
    ko: [
      '누구의 키인지 확인하세요(`aws iam get-access-key-last-used --access-key-id KEY_ID`). IAM에 없는 키라면 루트의 키일 수 있습니다.',
      '지금 키를 비활성화하고 삭제하세요. 루트 키라면 `/rootguard guide keys`를 보세요.',
      '공개된 뒤로 그 키로 무엇을 했는지 찾아보세요.',
    ],
  },
  references: { 'AWS Health': 'AWS_RISK_CREDENTIALS_EXPOSED' },
  examples: () => [
    {
      name: 'a key in a public repository',
      envelope: findingEvent('aws.health', 'AWS Health Event', {
        eventArn: 'arn:aws:health:us-east-1::event/RISK/AWS_RISK_CREDENTIALS_EXPOSED/1',
        eventTypeCode: 'AWS_RISK_CREDENTIALS_EXPOSED',
        affectedAccount: '111122223333',
        affectedEntities: [{ entityValue: 'AKIAIOSFODNN7EXAMPLE' }],
      }),
      raises: 'critical',
    },
    {
      name: 'maintenance',
      envelope: findingEvent('aws.health', 'AWS Health Event', {
        eventTypeCode: 'AWS_EC2_MAINTENANCE_SCHEDULED',
      }),
      raises: 'nothing',
    },
  ],
});
