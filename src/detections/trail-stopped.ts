import { defineDetection } from '../core/detection.ts';
import { rootIdentity } from '../core/example-event.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';
import { isRoot } from '../core/root-actor.ts';

const calls = ['StopLogging', 'DeleteTrail'];
const trail = { name: 'organization' };

export default defineDetection({
  title: { en: 'CloudTrail was switched off: {event}', ko: 'CloudTrail이 꺼졌습니다: {event}' },
  deed: { en: 'trail switched off', ko: '추적 꺼짐' },
  severity: (event) => {
    if (event.outcome === 'success') return 'critical';
    // A role may try by mistake; who is root and tries to go unseen was only stopped by a policy.
    return isRoot(event) ? 'high' : 'medium';
  },
  because: (event) => (event.outcome === 'success' ? ['trail-off'] : ['attempt', 'denied']),
  matches: (event) => isCallTo(event, 'cloudtrail', calls),
  listens: [callsTo('cloudtrail', calls)],
  guidance: {
    en: [
      'Ask whoever made this call why. Without a logging trail no root event reaches RootGuard.',
      'If nobody can say: start it again (`aws cloudtrail start-logging --name TRAIL`) and treat the account as compromised.',
      'Run `/rootguard check` to see that a trail logs. If this was a deployment, say so in the thread of this card.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하세요. 기록 중인 추적이 없으면 루트 이벤트가 RootGuard에 도달하지 않습니다.',
      '아무도 모른다면 로깅을 다시 시작하고(`aws cloudtrail start-logging --name TRAIL`) 계정이 침해된 것으로 보세요.',
      '`/rootguard check`로 추적이 기록 중인지 확인하세요. 배포 작업이었다면 이 카드의 스레드에 남겨 주세요.',
    ],
  },
  references: {
    Elastic: 'defense_evasion_cloudtrail_logging_suspended',
    Sigma: 'aws_cloudtrail_disable_logging',
    Panther: 'AWS.CloudTrail.Stopped',
  },
  examples: () => [
    {
      name: 'a trail is stopped',
      record: roleCallOn('StopLogging', 'cloudtrail', trail),
      raises: 'critical',
    },
    {
      name: 'a trail is deleted',
      record: roleCallOn('DeleteTrail', 'cloudtrail', trail),
      raises: 'critical',
    },
    {
      name: 'a trail that does not exist: somebody tries',
      record: roleCallOn('StopLogging', 'cloudtrail', trail, { errorCode: 'TrailNotFoundException' }),
      raises: 'medium',
    },
    {
      name: 'root tries, and a policy of the organization refuses',
      record: roleCallOn('StopLogging', 'cloudtrail', trail, {
        userIdentity: rootIdentity,
        errorCode: 'AccessDenied',
      }),
      raises: 'high',
    },
    {
      name: 'a trail is started again',
      record: roleCallOn('StartLogging', 'cloudtrail', trail),
      raises: 'nothing',
    },
    { name: 'a trail is created', record: roleCallOn('CreateTrail', 'cloudtrail', trail), raises: 'nothing' },
  ],
});
