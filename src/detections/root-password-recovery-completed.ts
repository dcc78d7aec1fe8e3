import { defineDetection } from '../core/detection.ts';
import { rootSignIn, userCall } from '../core/example-event.ts';

export default defineDetection({
  title: { en: 'The root password was reset by e-mail', ko: '루트 암호가 이메일로 재설정되었습니다' },
  deed: { en: 'password reset', ko: '암호 재설정 완료' },
  severity: (event) => (event.outcome === 'success' ? 'critical' : 'high'),
  because: (event) => (event.outcome === 'success' ? ['password-reset-done'] : ['attempt']),
  matches: (event) => event.name === 'PasswordRecoveryCompleted' && event.source === 'signin.amazonaws.com',
  listens: [
    {
      source: ['aws.signin'],
      'detail-type': [{ suffix: ' via CloudTrail' }],
      detail: { eventSource: ['signin.amazonaws.com'], eventName: ['PasswordRecoveryCompleted'] },
    },
  ],
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: somebody reads the root mailbox. Take the mailbox back first, then the password, and call AWS Support.',
      'Look at every root event since then.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 누군가 루트 메일함을 읽고 있습니다. 메일함을 먼저 되찾고 암호를 바꾼 뒤 AWS Support에 연락하세요.',
      '그 이후의 모든 루트 이벤트를 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'an attempt that failed',
      record: signIn({ responseElements: { PasswordRecoveryCompleted: 'Failure' } }),
      raises: 'high',
    },
    { name: 'as root', record: signIn({}), raises: 'critical' },
    {
      name: 'no public record shows which identity it carries',
      record: signIn({ userIdentity: { accountId: '111122223333' } }),
      raises: 'critical',
    },
    {
      name: 'an event of that name from elsewhere',
      record: userCall('PasswordRecoveryCompleted', 'cognito-idp.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});

function signIn(change: Readonly<Record<string, unknown>>) {
  return {
    ...rootSignIn(),
    eventName: 'PasswordRecoveryCompleted',
    responseElements: { PasswordRecoveryCompleted: 'Success' },
    ...change,
  };
}
