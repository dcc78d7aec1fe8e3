import { defineDetection } from '../core/detection.ts';
import { rootSignIn } from '../core/example-event.ts';
import { isRootSignIn } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'A root sign-in failed at the MFA step', ko: '루트 로그인이 MFA 단계에서 실패했습니다' },
  severity: () => 'critical',
  because: () => ['password-accepted'],
  matches: (event) => isRootSignIn(event) && event.outcome === 'failure' && event.mfaUsed === true,
  guidance: {
    en: [
      'Ask the people who hold the root credentials whether one of them mistyped the MFA code.',
      'If nobody did: somebody has the root password. Change it through the root mailbox now.',
      'Check who can read the root mailbox: it is the way back in.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자 중 MFA 코드를 잘못 입력한 사람이 있는지 확인하세요.',
      '아무도 아니라면 누군가 루트 암호를 알고 있습니다. 지금 루트 메일함을 통해 암호를 바꾸세요.',
      '루트 메일함에 접근할 수 있는 사람을 확인하세요. 계정을 다시 빼앗길 수 있는 통로입니다.',
    ],
  },
  references: { Splunk: 'aws_console_login_failed_during_mfa_challenge' },
  examples: () => [
    { name: 'a wrong MFA code', record: rootSignIn({ result: 'Failure' }), raises: 'critical' },
    {
      name: 'a wrong password is another detection',
      record: rootSignIn({ mfa: 'No', result: 'Failure' }),
      raises: 'nothing',
    },
  ],
});
