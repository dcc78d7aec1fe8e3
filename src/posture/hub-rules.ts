import { denied, healthyGuard, known } from '../core/example-facts.ts';
import { exampleRule } from '../core/example-hub.ts';
import type { HubRule } from '../core/guard-facts.ts';
import type { Text } from '../core/locale.ts';
import { cis } from '../core/mappings.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const sound = { right: true, keepsFailures: true, patient: true };
const name = 'rootguard-guard-events-1';
const besides = (change: Partial<HubRule>) =>
  healthyGuard({ hubRules: known([exampleRule('rootguard-root-events'), exampleRule(name, change)]) });

export default defineCheck({
  scope: 'guard',
  title: { en: "The hub's rules lead to its queues", ko: '허브 규칙과 대기열 연결' },
  severity: 'critical',
  needs: ['hubRules'],
  judge,
  remedy: {
    en: [
      'A rule that was disabled: `aws events enable-rule --name RULE --region us-east-1`, with `--event-bus-name rootguard` for `rootguard-member-events`.',
      'Anything else: deploy the stack `rootguard` again. What was deleted or changed outside of the stack, CloudFormation mends by a drift-aware change set alone (`aws cloudformation create-change-set --deployment-mode REVERT_DRIFT`).',
      'See who did it: `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=EventSource,AttributeValue=events.amazonaws.com`.',
    ],
    ko: [
      '비활성화된 규칙은 `aws events enable-rule --name RULE --region us-east-1`을 실행합니다. `rootguard-member-events`에는 `--event-bus-name rootguard`를 붙입니다.',
      '그 밖에는 `rootguard` 스택을 다시 배포합니다. 스택 밖에서 삭제되거나 바뀐 것은 드리프트 인식 변경 세트(`aws cloudformation create-change-set --deployment-mode REVERT_DRIFT`)로만 복구됩니다.',
      '누가 바꿨는지는 `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=EventSource,AttributeValue=events.amazonaws.com`로 확인합니다.',
    ],
  },
  guide: 'trail',
  mappings: { ...cis('4.3', '4.3', '4.3', '5.3', '5.3'), 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'all of them', facts: healthyGuard(), gives: 'pass' },
    { name: 'one is disabled', facts: besides({ state: 'disabled' }), gives: 'fail' },
    {
      name: 'one is missing',
      facts: healthyGuard({
        hubRules: known([exampleRule('rootguard-root-events'), { name, state: 'missing' }]),
      }),
      gives: 'fail',
    },
    {
      name: 'one leads elsewhere',
      facts: besides({ target: known({ right: false, keepsFailures: false, patient: false }) }),
      gives: 'fail',
    },
    {
      name: 'the pattern of one was narrowed',
      facts: besides({ pattern: known({ changed: true, misses: ['StopLogging', 'DeleteTrail'] }) }),
      gives: 'fail',
    },
    {
      name: 'the pattern of one was widened',
      facts: besides({ pattern: known({ changed: true, misses: [] }) }),
      gives: 'warn',
    },
    { name: 'one leaves out what is only read', facts: besides({ state: 'without-reads' }), gives: 'warn' },
    {
      name: 'one keeps nothing of what it could not deliver',
      facts: besides({ target: known({ ...sound, keepsFailures: false }) }),
      gives: 'warn',
    },
    {
      name: 'one gives up early',
      facts: besides({ target: known({ ...sound, patient: false }) }),
      gives: 'warn',
    },
    {
      name: 'AWS denies the targets of one',
      facts: besides({ target: denied('events:ListTargetsByRule') }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the test of a pattern that was changed',
      facts: besides({ pattern: denied('events:TestEventPattern') }),
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
  if (rules.length === 0)
    return verdict('fail', 'The hub has none of its rules.', '허브에 규칙이 하나도 없습니다.');
  const deaf = told(rules, whyDeaf);
  if (deaf !== undefined)
    return verdict(
      'fail',
      `RootGuard does not hear all that it must. Rules at fault: ${deaf.en}.`,
      `RootGuard가 들어야 할 이벤트를 놓치고 있습니다. 문제가 있는 규칙: ${deaf.ko}.`,
    );
  const hidden = rules
    .flatMap(({ target, pattern }) => [target, pattern])
    .find((fact) => fact?.known === false);
  if (hidden?.known === false) return unknown(hidden);
  const weak = told(rules, whyWeak);
  if (weak !== undefined)
    return verdict(
      'warn',
      `These rules are not as the stack made them: ${weak.en}.`,
      `스택이 만든 상태와 다른 규칙이 있습니다: ${weak.ko}.`,
    );
  return verdict(
    'pass',
    `All ${rules.length} rules of the hub are enabled, let through what they must, and lead into its queues.`,
    `허브의 규칙 ${rules.length}개가 모두 활성화되어 있고, 필요한 이벤트를 대기열로 전달합니다.`,
  );
}

function told(rules: readonly HubRule[], why: (rule: HubRule) => Text | undefined): Text | undefined {
  const each = rules.flatMap((rule) => {
    const reason = why(rule);
    return reason === undefined ? [] : [{ name: rule.name, reason }];
  });
  if (each.length === 0) return undefined;
  const list = (locale: 'en' | 'ko') =>
    each.map(({ name: of, reason }) => `${of} (${reason[locale]})`).join(', ');
  return { en: list('en'), ko: list('ko') };
}

function whyDeaf({ state, target, pattern }: HubRule): Text | undefined {
  if (state === 'missing') return { en: 'missing', ko: '없음' };
  if (state === 'disabled') return { en: 'disabled', ko: '비활성화됨' };
  if (target?.known === true && !target.value.right)
    return { en: 'leads elsewhere', ko: '다른 곳으로 이어짐' };
  if (pattern?.known !== true || pattern.value.misses.length === 0) return undefined;
  const { misses } = pattern.value;
  const [first, left] = [misses.slice(0, 3).join(', '), misses.length - 3];
  return left > 0
    ? { en: `leaves out ${first} and ${left} more`, ko: `전달하지 않음: ${first} 외 ${left}개` }
    : { en: `leaves out ${first}`, ko: `전달하지 않음: ${first}` };
}

function whyWeak({ state, target, pattern }: HubRule): Text | undefined {
  if (state === 'without-reads')
    return { en: 'leaves out what is only read', ko: '읽기 이벤트를 전달하지 않음' };
  if (pattern?.known === true && pattern.value.changed) return { en: 'another pattern', ko: '패턴이 바뀜' };
  if (target?.known !== true) return undefined;
  if (!target.value.keepsFailures) return { en: 'no dead-letter queue', ko: '배달 못한 편지 대기열 없음' };
  return target.value.patient ? undefined : { en: 'gives up early', ko: '재시도를 일찍 멈춤' };
}
