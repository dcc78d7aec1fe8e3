import { denied, healthyGuard, known } from '../core/example-facts.ts';
import type { HubRule } from '../core/guard-facts.ts';
import { cis } from '../core/mappings.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const rule: HubRule = {
  name: 'rootguard-guard-events-1',
  state: known('enabled'),
  reachesQueue: known(true),
};

export default defineCheck({
  scope: 'guard',
  title: { en: "The hub's rules lead to its queue", ko: '허브 규칙과 대기열 연결' },
  severity: 'critical',
  needs: ['hubRules'],
  judge,
  remedy: {
    en: [
      'Deploy the stack `rootguard` again: it brings rules and targets back as they must be.',
      'A rule that was disabled: `aws events enable-rule --name RULE --region us-east-1`, with `--event-bus-name rootguard` for `rootguard-member-events`.',
    ],
    ko: [
      '`rootguard` 스택을 다시 배포하면 규칙과 대상이 원래대로 돌아옵니다.',
      '비활성화된 규칙은 `aws events enable-rule --name RULE --region us-east-1`을 실행합니다. `rootguard-member-events`에는 `--event-bus-name rootguard`를 붙입니다.',
    ],
  },
  guide: 'trail',
  mappings: { ...cis('4.3', '4.3', '4.3', '5.3', '5.3'), 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'all of them', facts: healthyGuard(), gives: 'pass' },
    {
      name: 'one is disabled',
      facts: healthyGuard({ hubRules: known([rule, { ...rule, state: known('disabled') }]) }),
      gives: 'fail',
    },
    {
      name: 'one is missing',
      facts: healthyGuard({
        hubRules: known([rule, { ...rule, state: known('missing'), reachesQueue: known(false) }]),
      }),
      gives: 'fail',
    },
    {
      name: 'one leads elsewhere',
      facts: healthyGuard({ hubRules: known([rule, { ...rule, reachesQueue: known(false) }]) }),
      gives: 'fail',
    },
    {
      name: 'AWS denies the targets of one',
      facts: healthyGuard({
        hubRules: known([rule, { ...rule, reachesQueue: denied('events:ListTargetsByRule') }]),
      }),
      gives: 'unknown',
    },
    { name: 'no rule at all', facts: healthyGuard({ hubRules: known([]) }), gives: 'fail' },
    {
      name: 'AWS denies the list',
      facts: healthyGuard({ hubRules: denied('events:ListRules') }),
      gives: 'unknown',
    },
  ],
});

function judge({ hubRules }: Pick<GuardFacts, 'hubRules'>): Verdict {
  if (!hubRules.known) return unknown(hubRules);
  const rules = hubRules.value;
  const deaf = rules.filter(
    ({ state, reachesQueue }) =>
      (state.known && state.value !== 'enabled') || (reachesQueue.known && !reachesQueue.value),
  );
  if (deaf.length > 0) {
    const names = deaf.map(({ name }) => name).join(', ');
    return verdict(
      'fail',
      `These rules are missing, disabled, or lead elsewhere: ${names}.`,
      `없거나 비활성화되었거나 다른 곳으로 이어지는 규칙: ${names}.`,
    );
  }
  const hidden = rules
    .flatMap(({ state, reachesQueue }) => [state, reachesQueue])
    .find((fact) => !fact.known);
  if (hidden !== undefined && !hidden.known) return unknown(hidden);
  if (rules.length === 0)
    return verdict('fail', 'The hub has none of its rules.', '허브에 규칙이 하나도 없습니다.');
  return verdict(
    'pass',
    "All of the hub's rules are enabled and lead into its queue.",
    '허브의 모든 규칙이 활성화되어 있고 대기열로 이어집니다.',
  );
}
