import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';

export default defineDetection({
  title: { en: 'AWS finds a root sign-in unusual', ko: 'AWS가 비정상적인 루트 로그인을 감지했습니다' },
  severity: () => 'high',
  because: () => ['other-service'],
  matches: (event) =>
    event.source === 'aws.signin' &&
    event.kind === 'finding' &&
    (event.actor.type ?? 'Root').toLowerCase() === 'root',
  listens: [{ source: ['aws.signin'], 'detail-type': ['Sign-in Anomaly Alert'] }],
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: change the root password through the root mailbox now and tell AWS Support.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 지금 루트 메일함을 통해 암호를 바꾸고 AWS Support에 알리세요.',
    ],
  },
  references: { EventBridge: 'Sign-in Anomaly Alert' },
  examples: () => [
    {
      name: 'of root',
      envelope: findingEvent('aws.signin', 'Sign-in Anomaly Alert', { userIdentity: { type: 'Root' } }),
      raises: 'high',
    },
    {
      name: 'of nobody in particular: the form is not published',
      envelope: findingEvent('aws.signin', 'Sign-in Anomaly Alert', {}),
      raises: 'high',
    },
    {
      name: 'of an IAM user',
      envelope: findingEvent('aws.signin', 'Sign-in Anomaly Alert', { userIdentity: { type: 'IAMUser' } }),
      raises: 'nothing',
    },
  ],
});
