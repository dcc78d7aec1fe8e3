import { defineDetection } from '../core/detection.ts';
import { rootCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot, mfaKind } from '../core/root-credential.ts';

const request = {
  userName: 'AWS ROOT USER',
  serialNumber: 'arn:aws:iam::111122223333:mfa/root-account-mfa-device',
};

export default defineDetection({
  title: { en: 'Root got a new MFA device', ko: '루트 사용자에 새 MFA 디바이스가 등록되었습니다' },
  deed: { en: 'MFA added', ko: 'MFA 추가' },
  severity: () => 'high',
  because: (event) => ['mfa-added', ...mfaKind(event)],
  matches: (event) => changedByRoot(event, ['EnableMFADevice']) && aboutRootItself(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials which device this is and who keeps it.',
      'If nobody knows it: remove the device and change the root password.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 어떤 디바이스이며 누가 보관하는지 확인하세요.',
      '아무도 모르는 디바이스라면 제거하고 루트 암호를 바꾸세요.',
    ],
  },
  examples: () => [
    {
      name: 'an authenticator app',
      record: rootCall('EnableMFADevice', 'iam.amazonaws.com', { requestParameters: request }),
      raises: 'high',
    },
    {
      name: 'a passkey or security key',
      record: rootCall('EnableMFADevice', 'iam.amazonaws.com', {
        requestParameters: {
          ...request,
          serialNumber: 'arn:aws:iam::111122223333:u2f/root-account/key-EXAMPLE',
        },
      }),
      raises: 'high',
    },
    {
      name: 'a hardware token',
      record: rootCall('EnableMFADevice', 'iam.amazonaws.com', {
        requestParameters: { ...request, serialNumber: 'GAHT12345678' },
      }),
      raises: 'high',
    },
    {
      name: 'a device that the record does not name',
      record: rootCall('EnableMFADevice', 'iam.amazonaws.com', { userAgent: 'AWS Internal' }),
      raises: 'high',
    },
    {
      name: 'the device of an IAM user is an ordinary root call',
      record: rootCall('EnableMFADevice', 'iam.amazonaws.com', {
        requestParameters: { ...request, userName: 'alice' },
      }),
      raises: 'nothing',
    },
    {
      name: 'a call that AWS refused is an ordinary root call',
      record: rootCall('EnableMFADevice', 'iam.amazonaws.com', {
        requestParameters: request,
        errorCode: 'InvalidAuthenticationCodeException',
      }),
      raises: 'nothing',
    },
  ],
});
