import { defineDetection } from '../core/detection.ts';
import { rootSignIn } from '../core/example-event.ts';
import { isRootSignIn } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'Somebody failed to sign in as root', ko: '루트 로그인 시도가 실패했습니다' },
  severity: () => 'high',
  because: () => ['wrong-credentials'],
  matches: (event) => isRootSignIn(event) && event.outcome === 'failure' && event.mfaUsed !== true,
  guidance: {
    en: [
      'Ask the people who hold the root credentials whether one of them mistyped the password.',
      'If nobody did: somebody knows the root e-mail address. Check that root has MFA (`/rootguard check`).',
      'A sign-in that succeeds soon after this from the same address is an incident.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자 중 암호를 잘못 입력한 사람이 있는지 확인하세요.',
      '아무도 아니라면 누군가 루트 이메일 주소를 알고 있는 것입니다. 루트에 MFA가 있는지 확인하세요(`/rootguard check`).',
      '곧이어 같은 주소에서 로그인에 성공하면 침해 사고로 보아야 합니다.',
    ],
  },
  references: {
    Panther: 'AWS.Console.RootLoginFailed',
    Elastic: 'credential_access_root_console_failure_brute_force',
  },
  examples: () => [
    { name: 'a wrong password', record: rootSignIn({ mfa: 'No', result: 'Failure' }), raises: 'high' },
    {
      name: 'a record without errorMessage',
      record: { ...rootSignIn({ mfa: 'No', result: 'Failure' }), errorMessage: null },
      raises: 'high',
    },
    { name: 'a successful sign-in is another detection', record: rootSignIn(), raises: 'nothing' },
  ],
});
