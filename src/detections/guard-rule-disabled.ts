import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';

const calls = ['DisableRule', 'DeleteRule', 'RemoveTargets'];
const own = { name: 'rootguard-root-events', rule: 'rootguard-root-events' };

export default defineDetection({
  title: {
    en: "RootGuard's EventBridge rule was taken away: {event}",
    ko: 'RootGuard의 EventBridge 규칙이 해제되었습니다: {event}',
  },
  deed: { en: 'RootGuard rule disabled', ko: 'RootGuard 규칙 비활성화' },
  severity: (event) => (event.outcome === 'success' ? 'critical' : 'high'),
  because: (event) => (event.outcome === 'success' ? ['guard-blinded'] : ['guard-touched', 'denied']),
  matches: (event, guard) => isCallTo(event, 'events', calls) && aboutOwn(event, guard, 'name', 'rule'),
  listens: [callsTo('events', calls)],
  guidance: {
    en: [
      'Ask whoever made this call why. Until the rule is back, root can act here unseen.',
      'Enable it: `aws events enable-rule --name rootguard-root-events`, or deploy the RootGuard stack again.',
      'Run `/rootguard check`. If this was a deployment of RootGuard, say so in the thread of this card.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하세요. 규칙이 돌아올 때까지 루트가 드러나지 않게 활동할 수 있습니다.',
      '`aws events enable-rule --name rootguard-root-events`로 활성화하거나 RootGuard 스택을 다시 배포하세요.',
      '`/rootguard check`를 실행하세요. RootGuard 배포 작업이었다면 이 카드의 스레드에 남겨 주세요.',
    ],
  },
  references: { Elastic: 'impact_aws_eventbridge_rule_disabled_or_deleted' },
  examples: () => [
    { name: 'disabled', record: roleCallOn('DisableRule', 'events', { name: own.name }), raises: 'critical' },
    { name: 'deleted', record: roleCallOn('DeleteRule', 'events', { name: own.name }), raises: 'critical' },
    {
      name: 'its targets removed',
      record: roleCallOn('RemoveTargets', 'events', { rule: own.rule, ids: ['ingest'] }),
      raises: 'critical',
    },
    {
      name: 'an attempt that AWS denied: only the message names the rule',
      record: roleCallOn(
        'DisableRule',
        'events',
        {},
        {
          requestParameters: null,
          errorCode: 'AccessDenied',
          errorMessage:
            'User is not authorized to perform: events:DisableRule on resource: arn:aws:events:us-east-1:111122223333:rule/rootguard-root-events',
        },
      ),
      raises: 'high',
    },
    {
      name: "somebody else's rule",
      record: roleCallOn('DisableRule', 'events', { name: 'nightly-report' }),
      raises: 'nothing',
    },
    {
      name: 'a rule of the web application firewall',
      record: roleCallOn('DeleteRule', 'waf', { name: own.name }),
      raises: 'nothing',
    },
  ],
});
