import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { usedLongTermKey, usedRoot } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'A root access key was used: {event}', ko: '루트 액세스 키가 사용되었습니다: {event}' },
  severity: () => 'critical',
  because: (event) => (event.outcome === 'failure' ? ['long-term-key', 'denied'] : ['long-term-key']),
  matches: (event) =>
    event.type !== 'AwsConsoleSignIn' &&
    event.actor.type === 'Root' &&
    usedRoot(event) &&
    usedLongTermKey(event),
  guidance: {
    en: [
      'Deactivate the key now (`/rootguard guide keys`); see what breaks, and give that an IAM role.',
      'If nobody knows the key: it leaked. Look at every call that was made with it, and call AWS Support.',
    ],
    ko: [
      '지금 키를 비활성화하고(`/rootguard guide keys`) 영향을 받는 곳은 IAM 역할로 바꾸세요.',
      '아무도 모르는 키라면 유출된 것입니다. 그 키로 한 모든 호출을 확인하고 AWS Support에 연락하세요.',
    ],
  },
  references: { CIS: '1.4', 'Security Hub': 'IAM.4' },
  examples: () => [
    { name: 'to change something', record: byKey({}), raises: 'critical' },
    {
      name: 'to look around: the first thing that a thief does',
      record: byKey({ eventName: 'GetCallerIdentity', readOnly: true }),
      raises: 'critical',
    },
    {
      name: 'in GovCloud, where root exists as a key alone',
      record: rootCall('ListBuckets', 's3.amazonaws.com', { awsRegion: 'us-gov-west-1', readOnly: true }),
      raises: 'critical',
    },
    {
      name: 'an AssumeRoot session in GovCloud',
      record: rootCall('DeleteBucketPolicy', 's3.amazonaws.com', {
        awsRegion: 'us-gov-west-1',
        userIdentity: {
          ...rootIdentity,
          sessionContext: { ...rootIdentity.sessionContext, assumedRoot: 'true' },
        },
      }),
      raises: 'nothing',
    },
    { name: 'a console session', record: rootCall('RunInstances', 'ec2.amazonaws.com'), raises: 'nothing' },
    {
      name: 'the key of an IAM user',
      record: userCall('RunInstances', 'ec2.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});

function byKey(change: Readonly<Record<string, unknown>>) {
  const userIdentity = { ...rootIdentity, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', sessionContext: undefined };
  return rootCall('RunInstances', 'ec2.amazonaws.com', { userIdentity, ...change });
}
