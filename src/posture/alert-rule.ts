import type { GuardRule } from '../core/account-facts.ts';
import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';
import { faultsIn } from '../core/rule-words.ts';

const allEvents = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
const rule = { name: 'rootguard-root-events', exists: true, state: allEvents, targets: 1 };
const guards = (fault: GuardRule['fault']) =>
  known([
    { name: 'rootguard-guard-events-1', fault: 'none' },
    { name: 'rootguard-guard-events-2', fault },
  ] as const);

export default defineCheck({
  scope: 'account',
  title: { en: "RootGuard's EventBridge rules", ko: 'RootGuard의 EventBridge 규칙' },
  severity: 'critical',
  needs: ['alertRule', 'guardRules'],
  judge,
  remedy: {
    en: [
      'Open EventBridge in us-east-1 (root sign-ins and IAM events exist only there) and choose Rules.',
      'Enable the rule that is named, or deploy again if it or its target is missing: the stack `rootguard` in the hub, `member.yaml` in members.',
      'On the command line: `aws events enable-rule --name rootguard-root-events --region us-east-1`.',
    ],
    ko: [
      'us-east-1에서 EventBridge의 규칙을 엽니다. 루트 로그인과 IAM 이벤트는 이 리전에만 있습니다.',
      '이름이 나온 규칙을 활성화합니다. 규칙이나 대상이 없으면 다시 배포합니다. 허브에는 `rootguard` 스택, 멤버에는 `member.yaml`입니다.',
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
      name: 'enabled, but not for what root only reads',
      facts: healthyAccount({ alertRule: known({ ...rule, state: 'ENABLED' }) }),
      gives: 'warn',
    },
    {
      name: 'a rule that hears what others do to root is disabled',
      facts: healthyAccount({ guardRules: guards('disabled') }),
      gives: 'warn',
    },
    {
      name: 'one of them is missing',
      facts: healthyAccount({ guardRules: guards('missing') }),
      gives: 'warn',
    },
    {
      name: 'one of them has no target',
      facts: healthyAccount({ guardRules: guards('no-target') }),
      gives: 'warn',
    },
    {
      name: 'where one of them leads to is another check',
      facts: healthyAccount({ guardRules: guards('astray') }),
      gives: 'pass',
    },
    {
      name: 'AWS denies the look at one of them',
      facts: healthyAccount({ guardRules: denied('events:DescribeRule') }),
      gives: 'unknown',
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

function judge({ alertRule, guardRules }: Pick<AccountFacts, 'alertRule' | 'guardRules'>): Verdict {
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
  if (!guardRules.known) return unknown(guardRules);
  const faulty = faultsIn(guardRules.value, ['missing', 'disabled', 'no-target']);
  if (faulty !== undefined)
    return verdict(
      'warn',
      `RootGuard does not hear all that others do to root, and to RootGuard itself. Rules at fault: ${faulty.en}.`,
      `다른 사용자가 루트나 RootGuard에 하는 일을 모두 듣지는 못합니다. 문제가 있는 규칙: ${faulty.ko}.`,
    );
  if (state === 'ENABLED')
    return verdict(
      'warn',
      "The rule leaves out read events: root's reads are not heard.",
      '규칙에서 읽기 이벤트가 빠져 있습니다. 루트가 조회하는 활동을 듣지 못합니다.',
    );
  return verdict(
    'pass',
    'The rules are enabled and have targets.',
    '규칙이 모두 활성화되어 있고 대상이 있습니다.',
  );
}

function fail(en: string, ko: string): Verdict {
  return { outcome: 'fail', says: { en, ko } };
}
