import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: "Root's password was set through IAM", ko: 'IAM으로 루트 암호가 설정되었습니다' },
  severity: () => 'critical',
  because: (event) => ['root-credential', ...(event.actor.assumedRoot ? (['assumed-root'] as const) : [])],
  matches: (event) =>
    changedByRoot(event, ['CreateLoginProfile', 'UpdateLoginProfile']) && aboutRootItself(event),
  guidance: {
    en: [
      'Find the AssumeRoot call of the management account that opened this session, and ask whoever made it.',
      'If there is none, root itself did it: ask the people who hold the root credentials, by phone or in person.',
      'If nobody can say: remove the password again (`/rootguard guide central`) and secure the root mailbox.',
    ],
    ko: [
      '이 세션을 연 관리 계정의 AssumeRoot 호출을 찾아 호출자에게 확인하세요.',
      '그런 호출이 없다면 루트가 직접 한 일입니다. 루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 확인하세요.',
      '아무도 모른다면 암호를 다시 제거하고(`/rootguard guide central`) 루트 메일함의 보안을 확인하세요.',
    ],
  },
  references: { Elastic: 'persistence_iam_create_login_profile_for_root' },
  examples: () => [
    {
      name: 'a password where there was none',
      record: rootCall('CreateLoginProfile', 'iam.amazonaws.com'),
      raises: 'critical',
    },
    {
      name: 'by an AssumeRoot session',
      record: rootCall('CreateLoginProfile', 'iam.amazonaws.com', {
        userIdentity: {
          ...rootIdentity,
          sessionContext: { ...rootIdentity.sessionContext, assumedRoot: 'true' },
        },
      }),
      raises: 'critical',
    },
    { name: 'another one', record: rootCall('UpdateLoginProfile', 'iam.amazonaws.com'), raises: 'critical' },
    {
      name: 'removed is another detection',
      record: rootCall('DeleteLoginProfile', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
    {
      name: 'of an IAM user is an ordinary root call',
      record: rootCall('CreateLoginProfile', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user for another',
      record: userCall('CreateLoginProfile', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
  ],
});
