import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { AccountFacts, AlertPath, AlertRule, GuardRule } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { accountRules } from './account-rules.generated.ts';
import { AuditCallError, gatherFact } from './audit-fact.ts';
import { faultOf, gatherRule, type SeenRule } from './audit-rule.ts';
import { type JudgedPatterns, letsThrough, patternCall } from './judge-pattern.ts';
import { type RootSample, rootSamples } from './root-samples.ts';

/** Which rules are looked for, and where their events must go. */
export interface RulesInQuestion {
  /** The name of the alert rule. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** The ARN that the rules' targets must have. */
  readonly leadsTo: string;
  readonly judged: JudgedPatterns;
}

/** The rules that hear what others do to root, and to RootGuard. */
export const guardRuleNames: readonly string[] = accountRules.filter((name) =>
  /-guard-events-\d+$/.test(name),
);

/** RootGuard's rules on the account's default bus, and what they let through all together. */
export async function gatherRules(
  eventBridge: EventBridgeClient,
  question: RulesInQuestion,
): Promise<Pick<AccountFacts, 'alertRule' | 'alertPath' | 'guardRules'>> {
  const look = (name: string) => gatherRule(eventBridge, { name, leadsTo: question.leadsTo });
  const [alert, ...guards] = await Promise.all([question.name, ...guardRuleNames].map(look));
  if (alert === undefined) throw new Error('There is one fact for each rule.');
  return {
    alertRule: alertRuleOf(alert),
    alertPath: await gatherPath(eventBridge, question, alert, guards),
    guardRules: guardRulesOf(guards),
  };
}

/** The faults of rules; what one call did not tell leaves all of them unknown. */
export function guardRulesOf(rules: readonly Fact<SeenRule>[]): Fact<readonly GuardRule[]> {
  const found: GuardRule[] = [];
  for (const rule of rules) {
    if (!rule.known) return rule;
    const fault = faultOf(rule.value);
    if (!fault.known) return fault;
    found.push({ name: rule.value.name, fault: fault.value });
  }
  return { known: true, value: found };
}

function alertRuleOf(rule: Fact<SeenRule>): Fact<AlertRule> {
  if (!rule.known) return rule;
  const { name, exists, state, targets } = rule.value;
  return targets.known
    ? { known: true, value: { name, exists, state, targets: targets.value.length } }
    : targets;
}

function gatherPath(
  eventBridge: EventBridgeClient,
  question: RulesInQuestion,
  alert: Fact<SeenRule>,
  guards: readonly Fact<SeenRule>[],
): Promise<Fact<AlertPath>> {
  return gatherFact(patternCall, async () => {
    const { exists, pattern, targets } = told(alert);
    if (!exists) return { misses: [], targets: [] };
    const own = told(targets);
    const isHeard = async (sample: RootSample) => {
      // Whether the alert rule is on, and where it leads to, is told apart from what it lets through.
      if (await letsThrough(eventBridge, question.judged, pattern, sample)) return true;
      for (const guard of guards) {
        const rule = told(guard);
        if (told(faultOf(rule)) !== 'none') continue;
        if (await letsThrough(eventBridge, question.judged, rule.pattern, sample)) return true;
      }
      return false;
    };
    const samples = rootSamples(question.account, question.region);
    const heard = await Promise.all(samples.map(isHeard));
    return { misses: samples.flatMap(({ name }, index) => (heard[index] ? [] : [name])), targets: own };
  });
}

function told<T>(fact: Fact<T>): T {
  if (!fact.known) throw new AuditCallError(fact.call, fact.cause);
  return fact.value;
}
