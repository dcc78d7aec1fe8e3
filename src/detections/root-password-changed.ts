import { defineDetection } from '../core/detection.ts';
import { rootSignIn, userCall } from '../core/example-event.ts';

/** Who certainly has a password of their own. A record that does not say who it was is put down to root. */
const others: ReadonlySet<string> = new Set([
  'IAMUser',
  'AssumedRole',
  'FederatedUser',
  'IdentityCenterUser',
]);

export default defineDetection({
  title: { en: 'The root password was changed', ko: '루트 암호가 변경되었습니다' },
  deed: { en: 'password changed', ko: '암호 변경' },
  severity: (event) => (event.outcome === 'success' ? 'critical' : 'high'),
  because: (event) => (event.outcome === 'success' ? ['root-credential'] : ['attempt']),
  matches: (event) =>
    event.name === 'PasswordUpdated' &&
    event.source === 'signin.amazonaws.com' &&
    !others.has(event.actor.type ?? ''),
  listens: [
    {
      source: ['aws.signin'],
      'detail-type': [{ suffix: ' via CloudTrail' }],
      detail: { eventSource: ['signin.amazonaws.com'], eventName: ['PasswordUpdated'] },
    },
  ],
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: reset the password through the root mailbox now. If that fails, only AWS Support can give root back.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 지금 루트 메일함으로 암호를 재설정하세요. 안 되면 AWS Support만 루트를 되찾아 줄 수 있습니다.',
    ],
  },
  references: { Panther: 'AWS.CloudTrail.RootPasswordChanged' },
  examples: () => [
    { name: 'it was', record: changed('Success'), raises: 'critical' },
    { name: 'an attempt that failed', record: changed('Failure'), raises: 'high' },
    {
      name: 'the record does not say who it was',
      record: { ...changed('Success'), userIdentity: { accountId: '111122223333' } },
      raises: 'critical',
    },
    {
      name: 'an IAM user who is called root changes a password of their own',
      record: userCall('PasswordUpdated', 'signin.amazonaws.com', {
        eventType: 'AwsConsoleSignIn',
        responseElements: { PasswordUpdated: 'Success' },
      }),
      raises: 'nothing',
    },
    {
      name: 'an event of that name from elsewhere',
      record: userCall('PasswordUpdated', 'cognito-idp.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});

function changed(outcome: 'Success' | 'Failure') {
  return {
    ...rootSignIn(),
    eventName: 'PasswordUpdated',
    responseElements: { PasswordUpdated: outcome },
    additionalEventData: null,
  };
}
