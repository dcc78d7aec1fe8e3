import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';
import type { RootEvent } from '../core/root-event.ts';

export default defineDetection({
  title: { en: 'A root access key was removed', ko: '루트 액세스 키가 제거되었습니다' },
  deed: { en: '{n} key{s} deleted', ko: '키 {n}개 삭제' },
  severity: () => 'medium',
  because: () => ['root-key-gone'],
  matches: (event) =>
    changedByRoot(event, ['DeleteAccessKey', 'UpdateAccessKey']) && aboutRootItself(event) && gone(event),
  guidance: {
    en: [
      'This is good, if it was planned: ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'Run `/rootguard check` to see that no key is left.',
    ],
    ko: [
      '계획된 작업이라면 좋은 일입니다. 루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '`/rootguard check`로 남은 키가 없는지 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'deleted',
      record: rootCall('DeleteAccessKey', 'iam.amazonaws.com', {
        requestParameters: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      }),
      raises: 'medium',
    },
    {
      name: 'switched off',
      record: rootCall('UpdateAccessKey', 'iam.amazonaws.com', { requestParameters: { status: 'Inactive' } }),
      raises: 'medium',
    },
    {
      name: 'the key of an IAM user is an ordinary root call',
      record: rootCall('DeleteAccessKey', 'iam.amazonaws.com', { requestParameters: { userName: 'alice' } }),
      raises: 'nothing',
    },
    {
      name: 'switched on is another detection',
      record: rootCall('UpdateAccessKey', 'iam.amazonaws.com', { requestParameters: { status: 'Active' } }),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user about herself',
      record: userCall('DeleteAccessKey', 'iam.amazonaws.com', { requestParameters: { userName: 'alice' } }),
      raises: 'nothing',
    },
  ],
});

function gone({ name, request }: RootEvent): boolean {
  return name === 'DeleteAccessKey' || request?.status === 'Inactive';
}
