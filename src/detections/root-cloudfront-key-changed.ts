import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { changedByRoot } from '../core/root-credential.ts';
import type { RootEvent } from '../core/root-event.ts';

const calls = ['UploadCloudFrontPublicKey', 'UpdateCloudFrontPublicKey', 'DeleteCloudFrontPublicKey'];

export default defineDetection({
  title: { en: "Root's CloudFront key pair: {event}", ko: '루트의 CloudFront 키 페어: {event}' },
  severity: (event) => (gone(event) ? 'medium' : 'critical'),
  because: () => ['root-credential'],
  matches: (event) => changedByRoot(event, calls),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'Only root can hold such a key pair, and whoever has it signs URLs and cookies for private content: use trusted key groups instead.',
      "If nobody says yes: delete the pair in root's Security credentials and change the root password.",
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '이 키 페어는 루트만 가질 수 있고, 가진 사람은 비공개 콘텐츠의 URL과 쿠키에 서명할 수 있습니다. 신뢰할 수 있는 키 그룹으로 바꾸세요.',
      '아무도 아니라면 루트의 보안 자격 증명에서 키 페어를 삭제하고 루트 암호를 바꾸세요.',
    ],
  },
  examples: () => [
    {
      name: 'uploaded',
      record: rootCall('UploadCloudFrontPublicKey', 'iam.amazonaws.com', { userAgent: 'AWS Internal' }),
      raises: 'critical',
    },
    {
      name: 'changed',
      record: rootCall('UpdateCloudFrontPublicKey', 'iam.amazonaws.com', {
        requestParameters: { status: 'Active' },
      }),
      raises: 'critical',
    },
    { name: 'deleted', record: rootCall('DeleteCloudFrontPublicKey', 'iam.amazonaws.com'), raises: 'medium' },
    {
      name: "CloudFront's own public keys are an ordinary root call",
      record: rootCall('CreatePublicKey', 'cloudfront.amazonaws.com'),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user',
      record: userCall('UploadCloudFrontPublicKey', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});

function gone({ name, request }: RootEvent): boolean {
  return name === 'DeleteCloudFrontPublicKey' || request?.status === 'Inactive';
}
