import type { JsonObject } from '../../src/core/json.ts';
import type { GuardState } from './guard-state.ts';
import { alertRule, memberRules, troubleOf } from './member-rules.ts';
import type { Deployed } from './template.ts';
import { type TemplateRule, templateRules } from './template-rules.ts';
import type { Call, World } from './world.ts';

function templateRule(name: string): TemplateRule {
  const found = templateRules().find((rule) => rule.name === name);
  if (found === undefined) throw new Error(`template.yaml has no rule ${name}.`);
  return found;
}

/** What the alert rule is called; an installation whose name for it nobody told calls it whatever is asked for. */
export function alertRuleName(asked: string | undefined, { names }: World): string {
  const isAnother = [...templateRules(), ...memberRules()].some(({ name }) => name === asked);
  return names.ruleName ?? (asked === undefined || isAnother ? alertRule : asked);
}

/** The hub's rules besides the alert rule: those of template.yaml, but for what somebody did to them. */
export function hubRules({ rules, lostRule, busPolicy, canary }: GuardState) {
  return templateRules()
    .filter(
      ({ name, bus }) =>
        name !== alertRule && name !== lostRule && (bus === 'default' || busPolicy !== 'missing'),
    )
    .filter(({ name }) => name !== 'rootguard-canary' || canary !== 'missing')
    .map(({ name, state, bus, pattern }) => ({
      Name: name,
      State: rules === 'disabled' ? 'DISABLED' : rules === 'without-reads' ? 'ENABLED' : state,
      EventBusName: bus,
      EventPattern: JSON.stringify(patternAfter(rules, pattern)),
    }));
}

/** A pattern to which somebody added an event that it does not need, or from which somebody took one that it does. */
function patternAfter(rules: GuardState['rules'], pattern: JsonObject): JsonObject {
  const alternatives = Array.isArray(pattern.$or) ? pattern.$or : [];
  const another = { source: ['com.example'] };
  if (rules === 'widened')
    return alternatives.length === 0
      ? { $or: [pattern, another] }
      : { ...pattern, $or: [...alternatives, another] };
  if (rules !== 'narrowed') return pattern;
  return alternatives.length < 3
    ? { ...pattern, account: ['123456789012'] }
    : { ...pattern, $or: alternatives.slice(1) };
}

/** A rule's targets: the hub's rules feed its queues, a member's feed the hub's bus, which needs a role. */
export function targetsOf(rule: string, { account, region: its }: Call, world: World) {
  const { region, hubAccount, guard } = world;
  const { id, target } = account;
  const alert = rule === alertRuleName(rule, world);
  const done = troubleOf(account, its, alert ? alertRule : rule) ?? (alert ? target : undefined);
  if (done === 'none') return [];
  if (id === hubAccount && its === region) {
    const where = { region, account: id };
    return [
      alert
        ? hubTarget(alertRule, alertStates[done ?? 'right'] ?? 'enabled', where)
        : hubTarget(rule, guard.rules, where),
    ];
  }
  const bus = done === 'wrong' ? 'somebody-elses' : 'rootguard';
  const deadLetters = { DeadLetterConfig: { Arn: `arn:aws:sqs:${its}:${id}:rootguard-forward-dlq` } };
  return [
    {
      Id: 'hub',
      Arn: `arn:aws:events:${region}:${hubAccount}:event-bus/${bus}`,
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      ...(done !== 'no-role' && { RoleArn: `arn:aws:iam::${id}:role/rootguard/rootguard-forward` }),
      ...(done !== 'no-dead-letters' && deadLetters),
      ...(done === 'other-input' && { InputPath: '$.detail' }),
    },
  ];
}

/** The one target of a rule of the hub, as template.yaml or somebody else made it. */
export function hubTarget(rule: string, state: GuardState['rules'], { region, account }: Deployed) {
  const { id, queue, deadLetterQueue, retryPolicy } = templateRule(rule).target;
  const arn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;
  return {
    Id: id,
    Arn: arn(state === 'astray' ? 'somebody-elses' : queue),
    RetryPolicy: state === 'impatient' ? { MaximumRetryAttempts: 3 } : retryPolicy,
    ...(state !== 'no-dead-letters' && { DeadLetterConfig: { Arn: arn(deadLetterQueue) } }),
    ...(state === 'transformed' && { InputPath: '$.detail' }),
  };
}

/** What was done to the alert rule's target, in the words of the hub's other rules. */
const alertStates: Readonly<Record<string, GuardState['rules']>> = {
  wrong: 'astray',
  'other-input': 'transformed',
  'no-dead-letters': 'no-dead-letters',
};
