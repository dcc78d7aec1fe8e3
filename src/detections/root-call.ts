import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { usedLongTermKey, usedRoot } from '../core/root-actor.ts';
import type { RootEvent } from '../core/root-event.ts';

export default defineDetection({
  title: { en: 'Root called {event}', ko: '루트 사용자가 {event} 호출을 했습니다' },
  fallback: true,
  severity: (event) => {
    if (usedLongTermKey(event)) return 'critical';
    if (event.outcome === 'failure') return 'medium';
    return event.readOnly ? 'low' : 'high';
  },
  because: (event) => [...(usedLongTermKey(event) ? (['long-term-key'] as const) : []), kindOfCall(event)],
  // CheckMfa is the question whether a sign-in needs MFA; the sign-in itself follows and raises its own alert.
  matches: (event) => event.name !== 'CheckMfa' && usedRoot(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials what they are doing and why it needs root.',
      'If nobody knows: treat the account as compromised. Change the root password, remove root access keys, check MFA.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 무엇을 하는 중인지, 왜 루트가 필요한지 확인하세요.',
      '아무도 모른다면 계정이 침해된 것으로 보고 루트 비밀번호를 바꾸고 루트 액세스 키를 삭제하고 MFA를 점검하세요.',
    ],
  },
  examples: () => [
    { name: 'a change', record: rootCall('CreateUser', 'iam.amazonaws.com'), raises: 'high' },
    {
      name: 'a read',
      record: rootCall('ListBuckets', 's3.amazonaws.com', { readOnly: true }),
      raises: 'low',
    },
    {
      name: 'a refused call',
      record: rootCall('DeleteBucket', 's3.amazonaws.com', { errorCode: 'AccessDenied' }),
      raises: 'medium',
    },
    {
      name: 'a call signed with a root access key',
      record: rootCall('RunInstances', 'ec2.amazonaws.com', {
        userIdentity: { ...rootIdentity, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', sessionContext: undefined },
      }),
      raises: 'critical',
    },
    {
      name: 'a federated session that root opened',
      record: rootCall('PutBucketPolicy', 's3.amazonaws.com', {
        userIdentity: {
          type: 'FederatedUser',
          arn: 'arn:aws:sts::111122223333:federated-user/kim',
          accountId: '111122223333',
          sessionContext: { sessionIssuer: { type: 'Root', accountId: '111122223333' } },
        },
      }),
      raises: 'high',
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

function kindOfCall(event: RootEvent) {
  if (event.outcome === 'failure') return 'denied' as const;
  return event.readOnly ? ('read-only' as const) : ('root-write' as const);
}
