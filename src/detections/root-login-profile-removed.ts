import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: "Root's password was removed through IAM", ko: 'IAM으로 루트 암호가 제거되었습니다' },
  severity: () => 'high',
  because: (event) => ['root-credential', ...(event.actor.assumedRoot ? (['assumed-root'] as const) : [])],
  matches: (event) => changedByRoot(event, ['DeleteLoginProfile']) && aboutRootItself(event),
  guidance: {
    en: [
      'Central management of root does this on purpose: find the AssumeRoot call in the management account and ask whoever made it.',
      'If nobody can say: the holders of this account are locked out. The management account can allow password recovery again (AssumeRoot with the task IAMCreateRootUserPassword).',
    ],
    ko: [
      '루트 중앙 관리에서 의도적으로 하는 작업입니다. 관리 계정에서 AssumeRoot 호출을 찾아 호출자에게 확인하세요.',
      '아무도 모른다면 이 계정의 담당자가 루트로 로그인할 수 없게 된 것입니다. 관리 계정에서 암호 복구를 다시 허용하세요(AssumeRoot의 IAMCreateRootUserPassword 작업).',
    ],
  },
  examples: () => [
    { name: 'it was', record: rootCall('DeleteLoginProfile', 'iam.amazonaws.com'), raises: 'high' },
    {
      name: 'of an IAM user is an ordinary root call',
      record: rootCall('DeleteLoginProfile', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
    {
      name: 'set is another detection',
      record: rootCall('CreateLoginProfile', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user for another',
      record: userCall('DeleteLoginProfile', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
  ],
});
