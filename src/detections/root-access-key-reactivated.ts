import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: 'A root access key was switched on again', ko: '루트 액세스 키가 다시 활성화되었습니다' },
  deed: { en: 'key reactivated', ko: '키 재활성화' },
  severity: () => 'critical',
  because: () => ['root-key'],
  // A record that does not say the new status is taken for the worse of the two.
  matches: (event) =>
    changedByRoot(event, ['UpdateAccessKey']) &&
    aboutRootItself(event) &&
    event.request?.status !== 'Inactive',
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
  references: { CIS: '1.4', 'Security Hub': 'IAM.4' },
  examples: () => [
    {
      name: 'to Active',
      record: rootCall('UpdateAccessKey', 'iam.amazonaws.com', {
        requestParameters: { status: 'Active', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      }),
      raises: 'critical',
    },
    {
      name: 'the record does not say to what',
      record: rootCall('UpdateAccessKey', 'iam.amazonaws.com', { requestParameters: null }),
      raises: 'critical',
    },
    {
      name: 'the key of an IAM user is an ordinary root call',
      record: rootCall('UpdateAccessKey', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice', status: 'Active' },
      }),
      raises: 'nothing',
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
