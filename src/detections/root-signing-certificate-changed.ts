import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself, isRoot } from '../core/root-actor.ts';

const calls = ['UploadSigningCertificate', 'UpdateSigningCertificate', 'DeleteSigningCertificate'];

export default defineDetection({
  title: { en: "Root's signing certificate: {event}", ko: '루트 서명 인증서: {event}' },
  severity: (event) => (event.name === 'DeleteSigningCertificate' ? 'medium' : 'critical'),
  because: () => ['root-credential'],
  matches: (event) =>
    calls.includes(event.name) &&
    event.source === 'iam.amazonaws.com' &&
    event.outcome === 'success' &&
    isRoot(event) &&
    aboutRootItself(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      "Root needs no signing certificate: delete it in root's Security credentials.",
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '루트에는 서명 인증서가 필요 없습니다. 루트의 보안 자격 증명에서 삭제하세요.',
    ],
  },
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
    { name: 'deleted', record: rootCall('DeleteSigningCertificate', 'iam.amazonaws.com'), raises: 'medium' },
    {
      name: 'by an IAM user about herself',
      record: userCall('UploadSigningCertificate', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
  ],
});
