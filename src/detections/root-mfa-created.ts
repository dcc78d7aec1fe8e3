import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: 'Root created a virtual MFA device', ko: '루트가 가상 MFA 디바이스를 만들었습니다' },
  severity: () => 'high',
  because: () => ['mfa-prepared'],
  matches: (event) => changedByRoot(event, ['CreateVirtualMFADevice']),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: an intruder may be about to add a factor of their own. Change the root password now.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 침입자가 자신의 MFA를 추가하려는 것일 수 있습니다. 지금 루트 암호를 바꾸세요.',
    ],
  },
  references: { Elastic: 'persistence_aws_attempt_to_register_virtual_mfa_device' },
  examples: () => [
    {
      name: 'in the console',
      record: rootCall('CreateVirtualMFADevice', 'iam.amazonaws.com', {
        userAgent: 'AWS Internal',
        requestParameters: { virtualMFADeviceName: 'root-account-mfa-device' },
      }),
      raises: 'high',
    },
    {
      name: 'by an IAM user',
      record: userCall('CreateVirtualMFADevice', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});
