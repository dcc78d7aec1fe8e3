import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { usedRoot } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'Root called {event}', ko: '루트 사용자가 {event} 호출을 했습니다' },
  fallback: true,
  // Consoles make service-linked roles by themselves, in the name of whoever opened them.
  severity: (event) => (event.name === 'CreateServiceLinkedRole' ? 'low' : 'high'),
  because: () => ['root-write'],
  matches: (event) =>
    event.name !== 'CheckMfa' &&
    !event.actor.assumedRoot &&
    !event.readOnly &&
    event.outcome === 'success' &&
    usedRoot(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials what they are doing and why it needs root.',
      'If nobody knows: treat the account as compromised. Change the root password, remove root access keys, check MFA.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 무엇을 하는 중인지, 왜 루트가 필요한지 확인하세요.',
      '아무도 모른다면 계정이 침해된 것으로 보고 루트 암호를 바꾸고 루트 액세스 키를 삭제하고 MFA를 점검하세요.',
    ],
  },
  references: { CIS: '1.7', Panther: 'AWS.Root.Activity', Sigma: 'aws_root_account_usage' },
  examples: () => [
    {
      name: 'a service-linked role',
      record: rootCall('CreateServiceLinkedRole', 'iam.amazonaws.com'),
      raises: 'low',
    },
    { name: 'a change', record: rootCall('CreateUser', 'iam.amazonaws.com'), raises: 'high' },
    {
      name: 'a record that does not say whether it was a read',
      record: rootCall('UpdateSupportLevel', 'support-subscription.amazonaws.com', { readOnly: undefined }),
      raises: 'high',
    },
    {
      name: 'the question whether a sign-in needs MFA',
      record: rootCall('CheckMfa', 'signin.amazonaws.com'),
      raises: 'nothing',
    },
    {
      name: 'an AWS service that acts with the root identity',
      record: rootCall('DeleteNetworkInterface', 'ec2.amazonaws.com', {
        userIdentity: { ...rootIdentity, invokedBy: 'elasticloadbalancing.amazonaws.com' },
        sourceIPAddress: 'elasticloadbalancing.amazonaws.com',
        userAgent: 'elasticloadbalancing.amazonaws.com',
      }),
      raises: 'nothing',
    },
    {
      name: "an AWS service's own event",
      record: rootCall('CloseAccountResult', 'organizations.amazonaws.com', { eventType: 'AwsServiceEvent' }),
      raises: 'nothing',
    },
    {
      name: 'a policy that names the root of an account',
      record: userCall('PutBucketPolicy', 's3.amazonaws.com', {
        requestParameters: {
          bucketPolicy: { Statement: [{ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }] },
        },
      }),
      raises: 'nothing',
    },
  ],
});
