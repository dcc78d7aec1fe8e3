import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { textAt } from '../core/json.ts';
import { changedByRoot } from '../core/root-credential.ts';
import type { RootEvent } from '../core/root-event.ts';

export default defineDetection({
  title: { en: 'Root deleted a virtual MFA device', ko: '루트가 가상 MFA 디바이스를 삭제했습니다' },
  deed: { en: 'MFA device deleted', ko: 'MFA 디바이스 삭제' },
  severity: (event) => (namesRoot(event) ? 'critical' : 'high'),
  because: (event) => [namesRoot(event) ? 'mfa-removed' : 'maybe-root-mfa'],
  matches: (event) => changedByRoot(event, ['DeleteVirtualMFADevice']),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: change the root password and give root a new device (`/rootguard guide mfa`).',
      'Run `/rootguard check` to see whether root still has MFA.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 루트 암호를 바꾸고 새 디바이스를 설정하세요(`/rootguard guide mfa`).',
      '`/rootguard check`로 루트에 아직 MFA가 있는지 확인하세요.',
    ],
  },
  references: { Splunk: 'aws_multi_factor_authentication_disabled' },
  examples: () => [
    {
      name: "root's own, as the console records it",
      record: rootCall('DeleteVirtualMFADevice', 'iam.amazonaws.com', {
        userAgent: 'AWS Internal',
        sourceIPAddress: 'AWS Internal',
        requestParameters: { serialNumber: 'arn:aws:iam::111122223333:mfa/root-account-mfa-device' },
      }),
      raises: 'critical',
    },
    {
      name: 'one with a name of its own',
      record: rootCall('DeleteVirtualMFADevice', 'iam.amazonaws.com', {
        requestParameters: { serialNumber: 'arn:aws:iam::111122223333:mfa/spare' },
      }),
      raises: 'high',
    },
    {
      name: 'by an IAM user',
      record: userCall('DeleteVirtualMFADevice', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});

/** The console gives root's own device this name; through the API it may have any. */
function namesRoot(event: RootEvent): boolean {
  return textAt(event.request, 'serialNumber')?.endsWith(':mfa/root-account-mfa-device') ?? false;
}
