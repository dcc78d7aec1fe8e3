import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { usedRoot } from '../core/root-actor.ts';

const calls = ['CreateOAuth2Token', 'AuthorizeOAuth2Access'];

export default defineDetection({
  title: { en: 'Root signed in to the command line', ko: '루트 사용자가 명령줄(CLI)에 로그인했습니다' },
  severity: () => 'critical',
  because: () => ['root-session'],
  matches: (event) => calls.includes(event.name) && event.outcome === 'success' && usedRoot(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: change the root password now. The session lasts up to 12 hours on a machine that you do not know.',
      'Nobody needs `aws login` as root: use a role.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 지금 루트 암호를 바꾸세요. 모르는 컴퓨터에서 세션이 최대 12시간 유지됩니다.',
      '루트로 `aws login`을 쓸 일은 없습니다. 역할을 사용하세요.',
    ],
  },
  examples: () => [
    {
      name: 'an attempt that failed is a refused call',
      record: rootCall('CreateOAuth2Token', 'signin.amazonaws.com', { errorCode: 'AccessDenied' }),
      raises: 'nothing',
    },
    {
      name: 'aws login asks for a token',
      record: rootCall('CreateOAuth2Token', 'signin.amazonaws.com'),
      raises: 'critical',
    },
    {
      name: 'access is authorised, a read for CloudTrail',
      record: rootCall('AuthorizeOAuth2Access', 'signin.amazonaws.com', { readOnly: true }),
      raises: 'critical',
    },
    {
      name: 'by an IAM user',
      record: userCall('CreateOAuth2Token', 'signin.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});
