import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict } from '../core/posture.ts';

const rule = { name: 'rootguard-root-events', exists: true, state: 'ENABLED', targets: 1 };

export default defineCheck({
  scope: 'account',
  title: { en: "RootGuard's EventBridge rule", ko: 'RootGuard의 EventBridge 규칙' },
  severity: 'critical',
  needs: ['alertRule'],
  judge,
  remedy: {
    en: [
      'Open EventBridge in us-east-1 (root sign-ins and IAM events exist only there) and choose Rules.',
      'Enable the rule, or deploy the RootGuard stack again if it or its target is missing.',
      'On the command line: `aws events enable-rule --name rootguard-root-events --region us-east-1`.',
    ],
    ko: [
      'us-east-1에서 EventBridge의 규칙을 엽니다. 루트 로그인과 IAM 이벤트는 이 리전에만 있습니다.',
      '규칙을 활성화하고, 규칙이나 대상이 없으면 RootGuard 스택을 다시 배포합니다.',
      '명령줄에서는 `aws events enable-rule --name rootguard-root-events --region us-east-1`을 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: {
    ...cis('4.3', '4.3', '4.3', '5.3', '5.3'),
    'Security Hub': 'CloudWatch.1',
    Prowler: 'cloudwatch_log_metric_filter_root_usage',
    'KISA ISMS-P': '2.9.4, 2.11.3',
  },
  examples: () => [
    { name: 'enabled, with a target', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'enabled for read-only events, too',
      facts: healthyAccount({
        alertRule: known({ ...rule, state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }),
      }),
      gives: 'pass',
    },
    {
      name: 'missing',
      facts: healthyAccount({ alertRule: known({ ...rule, exists: false, state: undefined, targets: 0 }) }),
      gives: 'fail',
    },
    {
      name: 'disabled',
      facts: healthyAccount({ alertRule: known({ ...rule, state: 'DISABLED' }) }),
      gives: 'fail',
    },
    {
      name: 'without a target',
      facts: healthyAccount({ alertRule: known({ ...rule, targets: 0 }) }),
      gives: 'fail',
    },
    {
      name: 'in a state that is not known',
      facts: healthyAccount({ alertRule: known({ ...rule, state: undefined }) }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyAccount({ alertRule: denied('events:DescribeRule') }),
      gives: 'unknown',
    },
  ],
});

const enabled: ReadonlySet<string> = new Set(['ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']);

function judge({ alertRule }: Pick<AccountFacts, 'alertRule'>): Verdict {
  if (!alertRule.known) return unknown(alertRule);
  const { exists, state, targets } = alertRule.value;
  if (!exists)
    return fail(
      'The rule does not exist: no root event reaches RootGuard.',
      '규칙이 없습니다. 루트 이벤트가 RootGuard에 도달하지 않습니다.',
    );
  if (state === undefined) return unknown({ cause: 'service-error', call: 'events:DescribeRule' });
  if (!enabled.has(state))
    return fail(
      'The rule is disabled: no root event reaches RootGuard.',
      '규칙이 비활성화되어 있습니다. 루트 이벤트가 RootGuard에 도달하지 않습니다.',
    );
  if (targets === 0)
    return fail(
      'The rule has no target: root events are thrown away.',
      '규칙에 대상이 없습니다. 루트 이벤트가 버려집니다.',
    );
  return {
    outcome: 'pass',
    says: { en: 'The rule is enabled and has a target.', ko: '규칙이 활성화되어 있고 대상이 있습니다.' },
  };
}

function fail(en: string, ko: string): Verdict {
  return { outcome: 'fail', says: { en, ko } };
}
