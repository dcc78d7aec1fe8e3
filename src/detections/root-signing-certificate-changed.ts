import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: 'Root got a signing certificate', ko: '루트 사용자에 서명 인증서가 등록되었습니다' },
  deed: { en: 'signing certificate changed', ko: '서명 인증서 변경' },
  severity: () => 'critical',
  because: () => ['root-credential'],
  // A record that does not say the new status is taken for the worse of the two.
  matches: (event) =>
    changedByRoot(event, ['UploadSigningCertificate', 'UpdateSigningCertificate']) &&
    aboutRootItself(event) &&
    event.request?.status !== 'Inactive',
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      "Root needs no signing certificate: delete it in root's Security credentials.",
      'If nobody says yes: change the root password as well, and treat the account as compromised.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '루트에는 서명 인증서가 필요 없습니다. 루트의 보안 자격 증명에서 삭제하세요.',
      '아무도 아니라면 루트 암호도 바꾸고 계정이 침해된 것으로 보세요.',
    ],
  },
  references: { easttimor: 'ct-access-credentials' },
  examples: () => [
    {
      name: 'uploaded',
      record: rootCall('UploadSigningCertificate', 'iam.amazonaws.com'),
      raises: 'critical',
    },
    {
      name: 'switched on again',
      record: rootCall('UpdateSigningCertificate', 'iam.amazonaws.com', {
        requestParameters: { status: 'Active' },
      }),
      raises: 'critical',
    },
    {
      name: 'switched off is another detection',
      record: rootCall('UpdateSigningCertificate', 'iam.amazonaws.com', {
        requestParameters: { status: 'Inactive' },
      }),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user about herself',
      record: userCall('UploadSigningCertificate', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
  ],
});
