import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';
import type { RootEvent } from '../core/root-event.ts';

export default defineDetection({
  title: { en: "Root's signing certificate was removed", ko: '루트 서명 인증서가 제거되었습니다' },
  severity: () => 'medium',
  because: () => ['root-credential'],
  matches: (event) =>
    changedByRoot(event, ['DeleteSigningCertificate', 'UpdateSigningCertificate']) &&
    aboutRootItself(event) &&
    gone(event),
  guidance: {
    en: [
      'This is good, if it was planned: ask the people who hold the root credentials, by phone or in person, whether this was them.',
      "Look in root's Security credentials that no certificate is left; delete one that is only switched off.",
    ],
    ko: [
      '계획된 작업이라면 좋은 일입니다. 루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '루트의 보안 자격 증명에 남은 인증서가 없는지 확인하고, 비활성화만 된 인증서는 삭제하세요.',
    ],
  },
  examples: () => [
    { name: 'deleted', record: rootCall('DeleteSigningCertificate', 'iam.amazonaws.com'), raises: 'medium' },
    {
      name: 'switched off',
      record: rootCall('UpdateSigningCertificate', 'iam.amazonaws.com', {
        requestParameters: { status: 'Inactive' },
      }),
      raises: 'medium',
    },
    {
      name: 'uploaded is another detection',
      record: rootCall('UploadSigningCertificate', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user about herself',
      record: userCall('DeleteSigningCertificate', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
  ],
});

function gone({ name, request }: RootEvent): boolean {
  return name === 'DeleteSigningCertificate' || request?.status === 'Inactive';
}
