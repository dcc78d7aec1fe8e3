import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot, mfaKind } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: "Root's MFA device was synchronised again", ko: '루트 MFA 디바이스가 재동기화되었습니다' },
  severity: () => 'high',
  because: (event) => ['root-credential', ...mfaKind(event)],
  matches: (event) => changedByRoot(event, ['ResyncMFADevice']) && aboutRootItself(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'A device that drifts is common; a device that nobody holds is not.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '시간이 어긋난 디바이스는 흔하지만, 아무도 가지고 있지 않은 디바이스라면 문제입니다.',
    ],
  },
  examples: () => [
    {
      name: "root's own",
      record: rootCall('ResyncMFADevice', 'iam.amazonaws.com', {
        requestParameters: { userName: 'AWS ROOT USER' },
      }),
      raises: 'high',
    },
    {
      name: 'by an IAM user about herself',
      record: userCall('ResyncMFADevice', 'iam.amazonaws.com', { requestParameters: { userName: 'alice' } }),
      raises: 'nothing',
    },
  ],
});
