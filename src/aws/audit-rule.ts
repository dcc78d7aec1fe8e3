import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { AlertTarget, RuleFault } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { AuditCallError, ask, errorName, gatherFact } from './audit-fact.ts';

/** One rule on an account's default bus. */
export interface SeenRule {
  readonly name: string;
  readonly exists: boolean;
  readonly state: string | undefined;
  readonly pattern: string;
  readonly targets: Fact<readonly AlertTarget[]>;
}

/** Which rule is looked for, and where its events must go. */
export interface RuleInQuestion {
  readonly name: string;
  /** The ARN that its target must have. */
  readonly leadsTo: string;
  /** True outside of the hub's Region. */
  readonly elsewhere?: boolean;
}

/**
 * A rule, and where its events go; a rule that is not there is a fact, not a failure.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html
 */
export async function gatherRule(
  eventBridge: EventBridgeClient,
  { name, leadsTo, elsewhere = false }: RuleInQuestion,
): Promise<Fact<SeenRule>> {
  const call = 'events:DescribeRule';
  const describe = () =>
    ask(call, () => orMissing(eventBridge.send(new DescribeRuleCommand({ Name: name })))).catch(
      (error: unknown) => {
        // A session of another Region is no good in one that is not enabled: it may be closing.
        if (elsewhere && error instanceof AuditCallError && notEnabled.has(errorName(error.cause)))
          throw new AuditCallError(call, 'region-disabled', { cause: error });
        throw error;
      },
    );
  const [described, targets] = await Promise.all([
    gatherFact(call, describe),
    gatherTargets(eventBridge, name, leadsTo),
  ]);
  if (!described.known) return described;
  const rule = described.value;
  return {
    known: true,
    value: {
      name,
      exists: rule !== undefined,
      state: rule?.State,
      pattern: rule?.EventPattern ?? '',
      targets: rule === undefined ? { known: true, value: [] } : targets,
    },
  };
}

const notEnabled: ReadonlySet<string> = new Set([
  'InvalidClientTokenId',
  'OptInRequired',
  'UnrecognizedClientException',
]);

/** What keeps a rule's events from RootGuard. */
export function faultOf({ exists, state, targets }: SeenRule): Fact<RuleFault | 'none'> {
  if (!exists) return { known: true, value: 'missing' };
  if (state?.startsWith('ENABLED') !== true) return { known: true, value: 'disabled' };
  return targets.known ? { known: true, value: faultIn(targets.value) } : targets;
}

function faultIn(targets: readonly AlertTarget[]): RuleFault | 'none' {
  if (targets.length === 0) return 'no-target';
  const right = targets.filter((target) => target.right);
  if (right.length === 0) return 'astray';
  return right.some(({ hasRole }) => hasRole) ? 'none' : 'no-role';
}

function gatherTargets(
  eventBridge: EventBridgeClient,
  rule: string,
  leadsTo: string,
): Promise<Fact<readonly AlertTarget[]>> {
  return gatherFact(targetsCall, async () =>
    (await listTargets(eventBridge, rule)).map((target) => targetOf(target, leadsTo)),
  );
}

export const targetsCall = 'events:ListTargetsByRule';

/**
 * The targets of a rule; none of a rule that is not there. Throws AuditCallError. One page is all: a rule has five targets at most,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export async function listTargets(
  client: EventBridgeClient,
  Rule: string,
  EventBusName = 'default',
): Promise<readonly Target[]> {
  const command = new ListTargetsByRuleCommand({ Rule, EventBusName });
  const listed = await ask(targetsCall, () => orMissing(client.send(command)));
  return listed?.Targets ?? [];
}

function targetOf(target: Target, leadsTo: string): AlertTarget {
  const { Arn, RoleArn, DeadLetterConfig, RetryPolicy } = target;
  return {
    right: Arn === leadsTo && isWhole(target),
    hasRole: RoleArn !== undefined || Arn?.split(':')[2] === 'sqs',
    hasDeadLetterQueue: DeadLetterConfig?.Arn !== undefined,
    retries: RetryPolicy?.MaximumRetryAttempts,
    retrySeconds: RetryPolicy?.MaximumEventAgeInSeconds,
  };
}

/** A target may be given something else than the event: then RootGuard cannot read it. */
export function isWhole({ Input, InputPath, InputTransformer }: Target): boolean {
  return Input === undefined && InputPath === undefined && InputTransformer === undefined;
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
