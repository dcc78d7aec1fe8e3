import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { aboutRootItself } from '../core/root-actor.ts';
import { changedByRoot } from '../core/root-credential.ts';

export default defineDetection({
  title: { en: "Root's password was changed through the API", ko: 'API로 루트 암호가 변경되었습니다' },
  severity: () => 'critical',
  because: () => ['root-credential'],
  matches: (event) => changedByRoot(event, ['ChangePassword']) && aboutRootItself(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: reset the password through the root mailbox now.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 지금 루트 메일함으로 암호를 재설정하세요.',
    ],
  },
  examples: () => [
    { name: 'it was', record: rootCall('ChangePassword', 'iam.amazonaws.com'), raises: 'critical' },
    {
      name: 'an IAM user changes her own',
      record: userCall('ChangePassword', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});
