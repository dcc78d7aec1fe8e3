import { defineDetection } from '../core/detection.ts';
import { rootSignIn } from '../core/example-event.ts';
import { isRootSignIn } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'Root signed in without MFA', ko: '루트 사용자가 MFA 없이 로그인했습니다' },
  severity: () => 'critical',
  because: () => ['no-mfa'],
  matches: (event) => isRootSignIn(event) && event.outcome === 'success' && event.mfaUsed !== true,
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: change the root password through the root mailbox now, and tell AWS Support that the account is compromised.',
      'If it was one of them: assign an MFA device to root before they sign out.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인이 로그인했는지 확인하세요.',
      '아무도 아니라면 지금 루트 메일함을 통해 루트 암호를 바꾸고 AWS Support에 계정 침해를 알리세요.',
      '담당자였다면 로그아웃하기 전에 루트 사용자에 MFA 디바이스를 할당하게 하세요.',
    ],
  },
  references: {
    Panther: 'AWS.Console.LoginWithoutMFA',
    Sigma: 'aws_cloudtrail_console_login_success_without_mfa',
    CIS: '1.5',
  },
  examples: () => [
    { name: 'MFAUsed says No', record: rootSignIn({ mfa: 'No' }), raises: 'critical' },
    {
      name: 'the record does not say whether MFA was used',
      record: { ...rootSignIn(), additionalEventData: null },
      raises: 'critical',
    },
    {
      name: 'a session that root opened for somebody is another detection',
      record: {
        ...rootSignIn({ mfa: 'No' }),
        userIdentity: {
          type: 'FederatedUser',
          arn: 'arn:aws:sts::111122223333:federated-user/kim',
          accountId: '111122223333',
          sessionContext: { sessionIssuer: { type: 'Root', accountId: '111122223333' } },
        },
      },
      raises: 'nothing',
    },
    { name: 'with MFA is another detection', record: rootSignIn(), raises: 'nothing' },
    {
      name: 'a failed sign-in is another detection',
      record: rootSignIn({ mfa: 'No', result: 'Failure' }),
      raises: 'nothing',
    },
  ],
});
