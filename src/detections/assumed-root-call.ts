import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { usedRoot } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'A privileged root task ran: {event}', ko: '권한 있는 루트 작업이 실행되었습니다: {event}' },
  fallback: true,
  severity: (event) => (event.readOnly ? 'low' : 'high'),
  because: () => ['assumed-root'],
  matches: (event) =>
    event.actor.type === 'Root' && event.actor.assumedRoot && event.outcome === 'success' && usedRoot(event),
  guidance: {
    en: [
      'This is a session of sts:AssumeRoot, not somebody at the root console. Find the AssumeRoot call in the management account and ask whoever made it.',
    ],
    ko: [
      '루트 콘솔이 아니라 sts:AssumeRoot 세션입니다. 관리 계정에서 AssumeRoot 호출을 찾아 호출자에게 확인하세요.',
    ],
  },
  examples: () => [
    { name: 'a bucket policy is removed', record: assumed({}), raises: 'high' },
    {
      name: 'an audit only looks',
      record: assumed({ eventName: 'ListAccessKeys', readOnly: true }),
      raises: 'low',
    },
    {
      name: 'somebody at the root console',
      record: rootCall('DeleteBucketPolicy', 's3.amazonaws.com'),
      raises: 'nothing',
    },
    { name: 'by an IAM user', record: userCall('DeleteBucketPolicy', 's3.amazonaws.com'), raises: 'nothing' },
  ],
});

function assumed(change: Readonly<Record<string, unknown>>) {
  const sessionContext = { ...rootIdentity.sessionContext, assumedRoot: 'true' };
  return rootCall('DeleteBucketPolicy', 's3.amazonaws.com', {
    userIdentity: { ...rootIdentity, sessionContext },
    ...change,
  });
}
