import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: 'Root created an access key for a user', ko: '루트가 사용자의 액세스 키를 만들었습니다' },
  severity: () => 'critical',
  because: () => ['root-key-for-user'],
  matches: (event) => changedByRoot(event, ['CreateAccessKey']) && !aboutRootItself(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: deactivate the key of that user, and treat the account as compromised.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 그 사용자의 키를 비활성화하고 계정이 침해된 것으로 보세요.',
    ],
  },
  examples: () => [
    {
      name: 'for alice',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', { requestParameters: { userName: 'alice' } }),
      raises: 'critical',
    },
    {
      name: 'for root itself is another detection',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user about herself',
      record: userCall('CreateAccessKey', 'iam.amazonaws.com', { requestParameters: { userName: 'alice' } }),
      raises: 'nothing',
    },
  ],
});
