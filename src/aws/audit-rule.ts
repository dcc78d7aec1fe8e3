import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { AlertRule } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { ask, errorName, gatherFact } from './audit-fact.ts';

/**
 * The rule on the account's default bus that feeds RootGuard; a rule that is not there is a fact, not a failure.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html
 */
export function gatherAlertRule(eventBridge: EventBridgeClient, name: string): Promise<Fact<AlertRule>> {
  const call = 'events:DescribeRule';
  return gatherFact(call, async () => {
    const rule = await ask(call, () => orMissing(eventBridge.send(new DescribeRuleCommand({ Name: name }))));
    if (rule === undefined) return { name, exists: false, state: undefined, targets: 0 };
    return { name, exists: true, state: rule.State, targets: await countTargets(eventBridge, name) };
  });
}

/** One page is all: a rule has five targets at most, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
async function countTargets(eventBridge: EventBridgeClient, rule: string): Promise<number> {
  const listed = await ask('events:ListTargetsByRule', () =>
    orMissing(eventBridge.send(new ListTargetsByRuleCommand({ Rule: rule }))),
  );
  return listed?.Targets?.length ?? 0;
}

async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (errorName(error) === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
