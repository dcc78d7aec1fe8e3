import type { AlertTarget } from '../core/account-facts.ts';
import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';
import { faultsIn } from '../core/rule-words.ts';

const target: AlertTarget = {
  right: true,
  hasRole: true,
  hasDeadLetterQueue: true,
  retries: undefined,
  retrySeconds: undefined,
};
const path = (change: Partial<AlertTarget>) => known({ misses: [], targets: [{ ...target, ...change }] });

export default defineCheck({
  scope: 'account',
  title: { en: 'What the rules let through, and where to', ko: '규칙이 전달하는 이벤트와 대상' },
  severity: 'critical',
  needs: ['alertRule', 'alertPath', 'guardRules'],
  judge,
  remedy: {
    en: [
      'Deploy again: the stack `rootguard` in the hub, the StackSet of `member.yaml` in members. Both bring the pattern and the target back as they must be.',
      'Look at both: `aws events describe-rule --name rootguard-root-events --region us-east-1` and `aws events list-targets-by-rule --rule rootguard-root-events --region us-east-1`.',
    ],
    ko: [
      '다시 배포합니다. 허브에는 `rootguard` 스택, 멤버에는 `member.yaml` StackSet입니다. 패턴과 대상이 원래대로 돌아옵니다.',
      '`aws events describe-rule --name rootguard-root-events --region us-east-1`과 `aws events list-targets-by-rule --rule rootguard-root-events --region us-east-1`로 확인합니다.',
    ],
  },
  guide: 'trail',
  mappings: {
    ...cis('4.3', '4.3', '4.3', '5.3', '5.3'),
    'Security Hub': 'CloudWatch.1',
    Prowler: 'cloudwatch_log_metric_filter_root_usage',
    'KISA ISMS-P': '2.9.4, 2.10.1, 2.11.3',
  },
  examples: () => [
    { name: 'everything, to where RootGuard listens', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'a pattern that leaves sign-ins out',
      facts: healthyAccount({ alertPath: known({ misses: ['ConsoleLogin'], targets: [target] }) }),
      gives: 'fail',
    },
    {
      name: 'no rule lets through that somebody opens a session of root',
      facts: healthyAccount({ alertPath: known({ misses: ['AssumeRoot'], targets: [target] }) }),
      gives: 'fail',
    },
    {
      name: 'another rule leads elsewhere',
      facts: healthyAccount({ guardRules: known([{ name: 'rootguard-guard-events-2', fault: 'astray' }]) }),
      gives: 'warn',
    },
    {
      name: "another rule's target has no role",
      facts: healthyAccount({ guardRules: known([{ name: 'rootguard-guard-events-2', fault: 'no-role' }]) }),
      gives: 'warn',
    },
    {
      name: 'that another rule is disabled is another check',
      facts: healthyAccount({ guardRules: known([{ name: 'rootguard-guard-events-2', fault: 'disabled' }]) }),
      gives: 'pass',
    },
    {
      name: 'AWS denies the targets of another rule',
      facts: healthyAccount({ guardRules: denied('events:ListTargetsByRule') }),
      gives: 'unknown',
    },
    { name: 'another target', facts: healthyAccount({ alertPath: path({ right: false }) }), gives: 'fail' },
    {
      name: "the hub's bus without a role",
      facts: healthyAccount({ alertPath: path({ hasRole: false }) }),
      gives: 'fail',
    },
    {
      name: 'no dead-letter queue',
      facts: healthyAccount({ alertPath: path({ hasDeadLetterQueue: false }) }),
      gives: 'warn',
    },
    {
      name: 'EventBridge gives up early',
      facts: healthyAccount({ alertPath: path({ retries: 3, retrySeconds: 60 }) }),
      gives: 'warn',
    },
    {
      name: 'no rule is another check',
      facts: healthyAccount({
        alertRule: known({ name: 'rootguard-root-events', exists: false, state: undefined, targets: 0 }),
        alertPath: known({ misses: [], targets: [] }),
      }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the targets',
      facts: healthyAccount({ alertPath: denied('events:ListTargetsByRule') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  alertRule,
  alertPath,
  guardRules,
}: Pick<AccountFacts, 'alertRule' | 'alertPath' | 'guardRules'>): Verdict {
  if (!alertRule.known) return unknown(alertRule);
  if (!alertRule.value.exists)
    return verdict('not-applicable', 'There is no rule to look at.', '확인할 규칙이 없습니다.');
  if (!alertPath.known) return unknown(alertPath);
  const { misses, targets } = alertPath.value;
  if (misses.length > 0) {
    return verdict(
      'fail',
      `No rule lets these events about root through to RootGuard: ${misses.join(', ')}.`,
      `다음 루트 관련 이벤트를 RootGuard로 전달하는 규칙이 없습니다: ${misses.join(', ')}.`,
    );
  }
  const right = targets.filter((each) => each.right);
  if (right.length === 0) {
    return verdict(
      'fail',
      'No target of the rule leads to RootGuard.',
      '규칙의 대상 중 RootGuard로 이어지는 것이 없습니다.',
    );
  }
  const able = right.filter((each) => each.hasRole);
  if (able.length === 0) {
    return verdict(
      'fail',
      "The rule's target has no role, so the hub's bus refuses its events.",
      '규칙의 대상에 역할이 없어 허브의 버스가 이벤트를 거부합니다.',
    );
  }
  if (!guardRules.known) return unknown(guardRules);
  const astray = faultsIn(guardRules.value, ['astray', 'no-role']);
  if (astray !== undefined) {
    return verdict(
      'warn',
      `The events of these rules do not reach RootGuard: ${astray.en}.`,
      `다음 규칙의 이벤트가 RootGuard에 도달하지 않습니다: ${astray.ko}.`,
    );
  }
  if (!able.some((each) => each.hasDeadLetterQueue)) {
    return verdict(
      'warn',
      "The rule's target has no dead-letter queue: what cannot be delivered is lost in silence.",
      '규칙의 대상에 배달 못한 편지 대기열이 없습니다. 전달하지 못한 이벤트가 조용히 사라집니다.',
    );
  }
  if (
    !able.some(
      ({ retries = mostRetries, retrySeconds = longest }) =>
        retries >= mostRetries && retrySeconds >= longest,
    )
  ) {
    return verdict(
      'warn',
      'EventBridge stops trying to deliver before a day has passed.',
      'EventBridge가 하루가 지나기 전에 전달 재시도를 멈춥니다.',
    );
  }
  return verdict(
    'pass',
    'The rules let all events about root through to RootGuard.',
    '규칙이 루트 관련 이벤트를 모두 RootGuard로 전달합니다.',
  );
}

/** EventBridge's own defaults: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const mostRetries = 185;
const longest = 86_400;
