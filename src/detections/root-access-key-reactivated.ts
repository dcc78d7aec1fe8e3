import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself, isRoot } from '../core/root-actor.ts';

const calls = ['UpdateAccessKey'];

export default defineDetection({
  title: { en: 'A root access key was switched on again', ko: '루트 액세스 키가 다시 활성화되었습니다' },
  severity: () => 'critical',
  because: () => ['root-key'],
  matches: (event) =>
    calls.includes(event.name) &&
    event.source === 'iam.amazonaws.com' &&
    event.outcome === 'success' &&
    isRoot(event) &&
    aboutRootItself(event) &&
    event.request?.status === 'Active',
  guidance: {
    en: [
      'Delete the key now: `/rootguard guide keys`.',
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
    ],
    ko: [
      '지금 키를 삭제하세요: `/rootguard guide keys`.',
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'to Active',
      record: rootCall('UpdateAccessKey', 'iam.amazonaws.com', {
        requestParameters: { status: 'Active', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      }),
      raises: 'critical',
    },
    {
      name: 'to Inactive is another detection',
      record: rootCall('UpdateAccessKey', 'iam.amazonaws.com', { requestParameters: { status: 'Inactive' } }),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user about herself',
      record: userCall('UpdateAccessKey', 'iam.amazonaws.com', { requestParameters: { userName: 'alice' } }),
      raises: 'nothing',
    },
  ],
});
