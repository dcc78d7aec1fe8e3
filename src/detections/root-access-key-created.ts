import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: 'A root access key was created', ko: '루트 액세스 키가 생성되었습니다' },
  deed: { en: '{n} key{s} created', ko: '키 {n}개 생성' },
  severity: () => 'critical',
  because: () => ['root-key'],
  matches: (event) => changedByRoot(event, ['CreateAccessKey']) && aboutRootItself(event),
  guidance: {
    en: [
      'Delete the key now: `/rootguard guide keys`. No task needs one.',
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'Search CloudTrail for the id of the key to see whether it was used.',
    ],
    ko: [
      '지금 키를 삭제하세요: `/rootguard guide keys`. 루트 키가 필요한 작업은 없습니다.',
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      'CloudTrail에서 키 ID를 검색해 사용되었는지 확인하세요.',
    ],
  },
  references: { Panther: 'AWS.CloudTrail.RootAccessKeyCreated', CIS: '1.4', 'Security Hub': 'IAM.4' },
  examples: () => [
    {
      name: 'in the console',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', {
        userAgent: 'AWS Internal',
        sourceIPAddress: 'AWS Internal',
      }),
      raises: 'critical',
    },
    {
      name: 'in the older console, which calls by invokedBy',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', {
        userIdentity: { ...rootIdentity, invokedBy: 'signin.amazonaws.com' },
      }),
      raises: 'critical',
    },
    {
      name: 'in an account whose alias is the user name of root',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', {
        userIdentity: { ...rootIdentity, userName: 'example-alias', arn: '' },
        responseElements: { accessKey: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', status: 'Active' } },
      }),
      raises: 'critical',
    },
    {
      name: "an AWS service seems to act: a credential is nobody's routine",
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', {
        userIdentity: { ...rootIdentity, invokedBy: 'organizations.amazonaws.com' },
        sourceIPAddress: 'organizations.amazonaws.com',
        userAgent: 'organizations.amazonaws.com',
      }),
      raises: 'critical',
    },
    {
      name: 'a refused call is another detection',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', { errorCode: 'AccessDenied' }),
      raises: 'nothing',
    },
    {
      name: 'for an IAM user is another detection',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', { requestParameters: { userName: 'alice' } }),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user about herself',
      record: userCall('CreateAccessKey', 'iam.amazonaws.com', { requestParameters: { userName: 'alice' } }),
      raises: 'nothing',
    },
  ],
});
