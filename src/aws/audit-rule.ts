import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
  type Target,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import type { AlertPath, AlertRule, AlertTarget } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { ask, errorName, gatherFact } from './audit-fact.ts';
import { rootSamples } from './root-samples.ts';

/** Which rule is looked for, and where its events must go. */
export interface RuleInQuestion {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** The ARN that the rule's target must have. */
  readonly leadsTo: string;
  /** What EventBridge said of patterns before: all accounts of an organisation have the same one. */
  readonly judged: Map<string, readonly string[]>;
}

/**
 * The rule on the account's default bus that feeds RootGuard, and what it lets through; a rule that is not there is a fact, not
 * a failure. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html
 */
export async function gatherAlertRule(
  eventBridge: EventBridgeClient,
  question: RuleInQuestion,
): Promise<{ readonly alertRule: Fact<AlertRule>; readonly alertPath: Fact<AlertPath> }> {
  const { name } = question;
  const call = 'events:DescribeRule';
  const described = await gatherFact(call, () => ask(call, () => describe(eventBridge, name)));
  if (!described.known) return { alertRule: described, alertPath: described };
  const rule = described.value;
  if (rule === undefined) {
    return {
      alertRule: { known: true, value: { name, exists: false, state: undefined, targets: 0 } },
      alertPath: { known: true, value: { misses: [], targets: [] } },
    };
  }
  const [targets, misses] = await Promise.all([
    gatherTargets(eventBridge, name),
    gatherMisses(eventBridge, question, rule.EventPattern ?? ''),
  ]);
  return {
    alertRule: targets.known
      ? { known: true, value: { name, exists: true, state: rule.State, targets: targets.value.length } }
      : targets,
    alertPath: pathOf(targets, misses, question.leadsTo),
  };
}

function describe(eventBridge: EventBridgeClient, name: string) {
  return orMissing(eventBridge.send(new DescribeRuleCommand({ Name: name })));
}

/** One page is all: a rule has five targets at most, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
function gatherTargets(eventBridge: EventBridgeClient, rule: string): Promise<Fact<readonly Target[]>> {
  const call = 'events:ListTargetsByRule';
  return gatherFact(call, async () => {
    const listed = await ask(call, () =>
      orMissing(eventBridge.send(new ListTargetsByRuleCommand({ Rule: rule }))),
    );
    return listed?.Targets ?? [];
  });
}

/** EventBridge itself is asked whether the pattern lets root's events through. */
function gatherMisses(
  eventBridge: EventBridgeClient,
  question: RuleInQuestion,
  pattern: string,
): Promise<Fact<readonly string[]>> {
  const call = 'events:TestEventPattern';
  return gatherFact(call, async () => {
    const before = question.judged.get(pattern);
    if (before !== undefined) return before;
    const samples = rootSamples(question.account, question.region);
    const missed = await Promise.all(
      samples.map(async ({ name, event }) => {
        const command = new TestEventPatternCommand({ EventPattern: pattern, Event: JSON.stringify(event) });
        const { Result } = await ask(call, () => eventBridge.send(command));
        return Result === true ? [] : [name];
      }),
    );
    const misses = missed.flat();
    // A pattern that names an account may say another thing in another one.
    if (!/\d{12}/.test(pattern)) question.judged.set(pattern, misses);
    return misses;
  });
}

function pathOf(
  targets: Fact<readonly Target[]>,
  misses: Fact<readonly string[]>,
  leadsTo: string,
): Fact<AlertPath> {
  if (!targets.known) return targets;
  if (!misses.known) return misses;
  return {
    known: true,
    value: { misses: misses.value, targets: targets.value.map((target) => targetOf(target, leadsTo)) },
  };
}

function targetOf({ Arn, RoleArn, DeadLetterConfig, RetryPolicy }: Target, leadsTo: string): AlertTarget {
  return {
    right: Arn === leadsTo,
    hasRole: RoleArn !== undefined || Arn?.split(':')[2] === 'sqs',
    hasDeadLetterQueue: DeadLetterConfig?.Arn !== undefined,
    retries: RetryPolicy?.MaximumRetryAttempts,
    retrySeconds: RetryPolicy?.MaximumEventAgeInSeconds,
  };
}

/** Undefined for what EventBridge does not have. */
export async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (errorName(error) === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
