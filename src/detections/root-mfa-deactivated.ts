import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot, mfaKind } from '../core/root-credential.ts';

const device = 'arn:aws:iam::111122223333:mfa/root-account-mfa-device';

export default defineDetection({
  title: { en: "Root's MFA was deactivated", ko: '루트 사용자의 MFA가 비활성화되었습니다' },
  deed: { en: 'MFA deactivated', ko: 'MFA 비활성화' },
  severity: () => 'critical',
  because: (event) => ['mfa-removed', ...mfaKind(event)],
  matches: (event) => changedByRoot(event, ['DeactivateMFADevice']) && aboutRootItself(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials whether they are replacing a device right now.',
      'If not: change the root password, then assign a new MFA device at once. AWS also mails the root address about this.',
      'When it is done, run `/rootguard check` to see that root has MFA again.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자가 지금 디바이스를 교체하는 중인지 확인하세요.',
      '아니라면 루트 암호를 바꾼 뒤 곧바로 새 MFA 디바이스를 할당하세요. AWS도 루트 주소로 메일을 보냅니다.',
      '끝나면 `/rootguard check`로 루트에 다시 MFA가 있는지 확인하세요.',
    ],
  },
  references: { Elastic: 'impact_iam_deactivate_mfa_device' },
  examples: () => [
    {
      name: "root's own device",
      record: rootCall('DeactivateMFADevice', 'iam.amazonaws.com', {
        requestParameters: { userName: 'AWS ROOT USER', serialNumber: device },
        userAgent: 'AWS Internal',
        sourceIPAddress: 'AWS Internal',
      }),
      raises: 'critical',
    },
    {
      name: 'a security key',
      record: rootCall('DeactivateMFADevice', 'iam.amazonaws.com', {
        requestParameters: { serialNumber: 'arn:aws:iam::111122223333:u2f/root-account/key-EXAMPLE' },
      }),
      raises: 'critical',
    },
    {
      name: "an AWS service seems to act: a credential is nobody's routine",
      record: rootCall('DeactivateMFADevice', 'iam.amazonaws.com', {
        userIdentity: { ...rootIdentity, invokedBy: 'organizations.amazonaws.com' },
        sourceIPAddress: 'organizations.amazonaws.com',
        userAgent: 'organizations.amazonaws.com',
      }),
      raises: 'critical',
    },
    {
      name: 'the device of an IAM user is an ordinary root call',
      record: rootCall('DeactivateMFADevice', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
    {
      name: 'an IAM user deactivates her own device',
      record: userCall('DeactivateMFADevice', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
  ],
});
