import { defineDetection } from '../core/detection.ts';
import { rootIdentity } from '../core/example-event.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';
import { flagAt, textAt } from '../core/json.ts';
import { isRoot } from '../core/root-actor.ts';
import type { RootEvent } from '../core/root-event.ts';

export default defineDetection({
  title: { en: 'A CloudTrail trail was changed', ko: 'CloudTrail 추적 설정이 변경되었습니다' },
  deed: { en: 'trail changed', ko: '추적 변경' },
  severity: (event) => {
    // Who is root and tries to go unseen was only stopped by a policy.
    if (event.outcome === 'failure') return isRoot(event) ? 'high' : 'medium';
    return isWeaker(event) ? 'high' : 'medium';
  },
  because: (event) => {
    if (event.outcome === 'failure') return ['attempt', 'denied'];
    return isWeaker(event) ? ['trail-weaker'] : ['trail-changed'];
  },
  matches: (event) => isCallTo(event, 'cloudtrail', ['UpdateTrail']),
  listens: [callsTo('cloudtrail', ['UpdateTrail'])],
  guidance: {
    en: [
      'Look at what changed: all Regions, global service events, the bucket and the key must stay as they were.',
      'If nobody planned it: put it back, and look for what the same caller did around it.',
    ],
    ko: [
      '무엇이 바뀌었는지 확인하세요. 모든 리전, 글로벌 서비스 이벤트, 버킷과 키는 그대로여야 합니다.',
      '계획된 변경이 아니라면 되돌리고, 같은 호출자가 그 앞뒤로 한 일을 찾아보세요.',
    ],
  },
  references: { Elastic: 'impact_cloudtrail_logging_updated' },
  examples: () => [
    {
      name: 'a tag or a log group',
      record: roleCallOn('UpdateTrail', 'cloudtrail', { name: 'organization' }),
      raises: 'medium',
    },
    {
      name: 'one Region only',
      record: roleCallOn('UpdateTrail', 'cloudtrail', { name: 'organization', isMultiRegionTrail: false }),
      raises: 'high',
    },
    {
      name: 'without IAM and STS',
      record: roleCallOn('UpdateTrail', 'cloudtrail', {
        name: 'organization',
        includeGlobalServiceEvents: false,
      }),
      raises: 'high',
    },
    {
      name: 'for one account of the organization only',
      record: roleCallOn('UpdateTrail', 'cloudtrail', { name: 'organization', isOrganizationTrail: false }),
      raises: 'high',
    },
    {
      name: 'into another bucket',
      record: roleCallOn('UpdateTrail', 'cloudtrail', { name: 'organization', s3BucketName: 'elsewhere' }),
      raises: 'high',
    },
    {
      name: 'a trail that does not exist: somebody tries',
      record: roleCallOn('UpdateTrail', 'cloudtrail', {}, { errorCode: 'TrailNotFoundException' }),
      raises: 'medium',
    },
    {
      name: 'root tries, and a policy of the organization refuses',
      record: roleCallOn(
        'UpdateTrail',
        'cloudtrail',
        {},
        { userIdentity: rootIdentity, errorCode: 'AccessDenied' },
      ),
      raises: 'high',
    },
    {
      name: 'a trail is only looked at',
      record: roleCallOn('GetTrail', 'cloudtrail', {}, { readOnly: true }),
      raises: 'nothing',
    },
  ],
});

/** A bucket or key that is named anew is weaker until somebody says that it is theirs. */
function isWeaker({ request }: RootEvent): boolean {
  return (
    flagAt(request, 'isMultiRegionTrail') === false ||
    flagAt(request, 'includeGlobalServiceEvents') === false ||
    flagAt(request, 'isOrganizationTrail') === false ||
    textAt(request, 's3BucketName') !== undefined ||
    textAt(request, 'kmsKeyId') !== undefined
  );
}
