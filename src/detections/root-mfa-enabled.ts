import { defineDetection } from '../core/detection.ts';
import { rootCall } from '../core/example-event.ts';
import { textAt } from '../core/json.ts';
import type { ReasonCode } from '../core/reason.ts';
import { aboutRootItself, isRoot } from '../core/root-actor.ts';

const request = {
  userName: 'AWS ROOT USER',
  serialNumber: 'arn:aws:iam::111122223333:mfa/root-account-mfa-device',
};

export default defineDetection({
  title: { en: 'Root got a new MFA device', ko: '루트 사용자에 새 MFA 디바이스가 등록되었습니다' },
  severity: () => 'high',
  because: (event) => ['mfa-added', kindOf(textAt(event.request, 'serialNumber') ?? '')],
  matches: (event) =>
    event.name === 'EnableMFADevice' &&
    event.source === 'iam.amazonaws.com' &&
    event.outcome === 'success' &&
    isRoot(event) &&
    aboutRootItself(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials which device this is and who keeps it.',
      'If nobody knows it: remove the device and change the root password.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 어떤 디바이스이며 누가 보관하는지 확인하세요.',
      '아무도 모르는 디바이스라면 제거하고 루트 비밀번호를 바꾸세요.',
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
      name: 'a call that AWS refused is an ordinary root call',
      record: rootCall('EnableMFADevice', 'iam.amazonaws.com', {
        requestParameters: request,
        errorCode: 'InvalidAuthenticationCodeException',
      }),
      raises: 'nothing',
    },
  ],
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html: only virtual and FIDO devices have an ARN. */
function kindOf(serialNumber: string): ReasonCode {
  if (serialNumber.includes(':u2f/')) return 'new-passkey';
  return serialNumber.startsWith('arn:') ? 'new-virtual-mfa' : 'new-hardware-mfa';
}
