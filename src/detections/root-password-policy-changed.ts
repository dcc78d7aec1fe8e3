import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: 'Root changed the password policy', ko: '루트가 암호 정책을 변경했습니다' },
  severity: () => 'high',
  because: () => ['root-credential'],
  matches: (event) => changedByRoot(event, ['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy']),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'Compare the policy with what you want: a weaker one prepares for new users.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '정책을 원하는 설정과 비교하세요. 약한 정책은 새 사용자를 만들기 위한 준비일 수 있습니다.',
    ],
  },
  references: { Elastic: 'defense_evasion_iam_account_password_policy_deleted' },
  examples: () => [
    {
      name: 'deleted',
      record: rootCall('DeleteAccountPasswordPolicy', 'iam.amazonaws.com', { userAgent: 'AWS Internal' }),
      raises: 'high',
    },
    {
      name: 'made weaker',
      record: rootCall('UpdateAccountPasswordPolicy', 'iam.amazonaws.com', {
        userAgent: 'AWS Internal',
        sourceIPAddress: 'AWS Internal',
        requestParameters: { minimumPasswordLength: 6, requireSymbols: false },
      }),
      raises: 'high',
    },
    {
      name: 'by an IAM user',
      record: userCall('DeleteAccountPasswordPolicy', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});
