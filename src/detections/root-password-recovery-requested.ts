import { defineDetection } from '../core/detection.ts';
import { rootSignIn, userCall } from '../core/example-event.ts';

export default defineDetection({
  title: { en: 'Somebody asked to reset the root password', ko: '루트 암호 재설정이 요청되었습니다' },
  deed: { en: 'new password asked for', ko: '암호 재설정 요청' },
  severity: (event) => (event.outcome === 'success' ? 'high' : 'medium'),
  because: (event) => (event.outcome === 'success' ? ['password-reset-asked'] : ['attempt']),
  matches: (event) => event.name === 'PasswordRecoveryRequested' && event.source === 'signin.amazonaws.com',
  listens: [
    {
      source: ['aws.signin'],
      'detail-type': [{ suffix: ' via CloudTrail' }],
      detail: { eventSource: ['signin.amazonaws.com'], eventName: ['PasswordRecoveryRequested'] },
    },
  ],
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody asked: secure the root mailbox now. Whoever reads it can finish the reset.',
      'Do not follow a link in a mail about this: such mails are a known lure.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 요청하지 않았다면 지금 루트 메일함을 보호하세요. 메일을 읽는 사람이 재설정을 끝낼 수 있습니다.',
      '이와 관련된 메일의 링크는 누르지 마세요. 알려진 피싱 수법입니다.',
    ],
  },
  references: { Elastic: 'initial_access_password_recovery' },
  examples: () => [
    {
      name: 'an attempt that failed',
      record: signIn({ responseElements: { PasswordRecoveryRequested: 'Failure' } }),
      raises: 'medium',
    },
    { name: 'as root', record: signIn({}), raises: 'high' },
    {
      name: 'no public record shows which identity it carries',
      record: signIn({ userIdentity: { accountId: '111122223333' } }),
      raises: 'high',
    },
    {
      name: 'an event of that name from elsewhere',
      record: userCall('PasswordRecoveryRequested', 'cognito-idp.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});

function signIn(change: Readonly<Record<string, unknown>>) {
  return {
    ...rootSignIn(),
    eventName: 'PasswordRecoveryRequested',
    responseElements: { PasswordRecoveryRequested: 'Success' },
    ...change,
  };
}
