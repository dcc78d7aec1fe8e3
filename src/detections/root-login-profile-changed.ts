import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself, isRoot } from '../core/root-actor.ts';

const calls = ['CreateLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile'];

export default defineDetection({
  title: {
    en: "Root's password was set from outside: {event}",
    ko: '외부에서 루트 비밀번호가 설정되었습니다: {event}',
  },
  severity: (event) => (event.name === 'DeleteLoginProfile' ? 'high' : 'critical'),
  because: () => ['root-credential'],
  matches: (event) =>
    calls.includes(event.name) &&
    event.source === 'iam.amazonaws.com' &&
    event.outcome === 'success' &&
    isRoot(event) &&
    aboutRootItself(event),
  guidance: {
    en: [
      'Find the AssumeRoot call of the management account that opened this session, and ask whoever made it.',
      'If nobody can say: remove the password again (`/rootguard guide central`).',
    ],
    ko: [
      '이 세션을 연 관리 계정의 AssumeRoot 호출을 찾아 호출자에게 확인하세요.',
      '아무도 모른다면 비밀번호를 다시 제거하세요(`/rootguard guide central`).',
    ],
  },
  references: { Elastic: 'persistence_iam_create_login_profile_for_root' },
  examples: () => [
    {
      name: 'a password where there was none',
      record: rootCall('CreateLoginProfile', 'iam.amazonaws.com'),
      raises: 'critical',
    },
    { name: 'removed', record: rootCall('DeleteLoginProfile', 'iam.amazonaws.com'), raises: 'high' },
    {
      name: 'of an IAM user is an ordinary root call',
      record: rootCall('CreateLoginProfile', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user about herself',
      record: userCall('CreateLoginProfile', 'iam.amazonaws.com', {
        requestParameters: { userName: 'alice' },
      }),
      raises: 'nothing',
    },
  ],
});
