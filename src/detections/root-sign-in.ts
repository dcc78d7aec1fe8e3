import { defineDetection } from '../core/detection.ts';
import { rootIdentity, rootSignIn, userCall } from '../core/example-event.ts';
import { isRootSignIn } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'Root signed in to the console', ko: '루트 사용자가 콘솔에 로그인했습니다' },
  severity: () => 'high',
  because: () => ['mfa-used'],
  matches: (event) => isRootSignIn(event) && event.outcome === 'success' && event.mfaUsed === true,
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: change the root password through the root mailbox and remove unknown MFA devices.',
      'Watch the next hour: whatever root does next is added to this card and its thread.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인이 로그인했는지 확인하세요.',
      '아무도 아니라면 루트 메일함을 통해 루트 암호를 바꾸고 모르는 MFA 디바이스를 제거하세요.',
      '앞으로 한 시간을 지켜보세요. 루트가 하는 작업은 이 카드와 스레드에 계속 추가됩니다.',
    ],
  },
  references: { Panther: 'AWS.Console.RootLogin', Elastic: 'initial_access_console_login_root', CIS: '1.7' },
  examples: () => [
    {
      name: 'with an account alias as its name, and no ARN',
      record: {
        ...rootSignIn(),
        userIdentity: {
          type: 'Root',
          principalId: '111122223333',
          arn: '',
          accountId: '111122223333',
          userName: 'acme',
        },
      },
      raises: 'high',
    },
    { name: 'with MFA', record: rootSignIn(), raises: 'high' },
    { name: 'with MFA, as AWS also spells it', record: rootSignIn({ mfa: 'YES' }), raises: 'high' },
    {
      name: 'in the name of an AWS service: none signs in',
      record: {
        ...rootSignIn(),
        userIdentity: { ...rootIdentity, invokedBy: 'example.amazonaws.com' },
        sourceIPAddress: 'example.amazonaws.com',
      },
      raises: 'high',
    },
    { name: 'without MFA is another detection', record: rootSignIn({ mfa: 'No' }), raises: 'nothing' },
    {
      name: 'an IAM user who is called root',
      record: userCall('ConsoleLogin', 'signin.amazonaws.com', {
        eventType: 'AwsConsoleSignIn',
        responseElements: { ConsoleLogin: 'Success' },
        additionalEventData: { MFAUsed: 'Yes' },
      }),
      raises: 'nothing',
    },
  ],
});
