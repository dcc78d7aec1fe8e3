import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { usedRoot } from '../core/root-actor.ts';

const calls = ['GetSigninToken', 'ConsoleSignin', 'SwitchRole'];

export default defineDetection({
  title: { en: 'Root opened a federated console session', ko: '루트가 페더레이션 콘솔 세션을 열었습니다' },
  severity: () => 'high',
  because: () => ['root-session'],
  matches: (event) =>
    calls.includes(event.name) &&
    event.source === 'signin.amazonaws.com' &&
    event.outcome === 'success' &&
    usedRoot(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'A federated console session lasts after the root password is changed: look at what it did, and sign it out.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '페더레이션 콘솔 세션은 루트 암호를 바꿔도 남습니다. 무엇을 했는지 확인하고 로그아웃시키세요.',
    ],
  },
  references: { Panther: 'AWS.Console.GetSigninToken', Sigma: 'aws_console_getsignintoken' },
  examples: () => [
    { name: 'a sign-in token', record: rootCall('GetSigninToken', 'signin.amazonaws.com'), raises: 'high' },
    { name: 'a session begins', record: rootCall('ConsoleSignin', 'signin.amazonaws.com'), raises: 'high' },
    { name: 'a switch of roles', record: rootCall('SwitchRole', 'signin.amazonaws.com'), raises: 'high' },
    { name: 'by an IAM user', record: userCall('GetSigninToken', 'signin.amazonaws.com'), raises: 'nothing' },
  ],
});
