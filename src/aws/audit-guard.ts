import {
  DescribeEventBusCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
  type Rule,
} from '@aws-sdk/client-eventbridge';
import { paginateListSubscriptionsByTopic, type SNSClient } from '@aws-sdk/client-sns';
import type { Fact } from '../core/fact.ts';
import type { AlarmSubscribers, BusPolicy, HubRule } from '../core/guard-facts.ts';
import { asObject, textAt } from '../core/json.ts';
import { ask, gatherFact } from './audit-fact.ts';
import { orMissing } from './audit-rule.ts';
import { listRules } from './list-rules.ts';
import { asList, type Statement, statementsOf } from './policy-document.ts';

/**
 * Who may put events onto the bus that members forward to; no such bus is a fact, not a failure.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html
 */
export function gatherBusPolicy(
  eventBridge: EventBridgeClient,
  bus: string,
  own: Fact<string | undefined>,
): Promise<Fact<BusPolicy>> {
  const call = 'events:DescribeEventBus';
  return gatherFact(call, async () => {
    const described = await ask(call, () =>
      orMissing(eventBridge.send(new DescribeEventBusCommand({ Name: bus }))),
    );
    const allowing =
      described?.Policy === undefined ? [] : statementsOf(described.Policy).filter(letsAnybodyPut);
    const organizations = allowing.map(organizationsIn);
    return {
      exists: described !== undefined,
      open: organizations.some((ids) => ids.length === 0),
      organizations: [...new Set(organizations.flat())].sort(),
      own,
    };
  });
}

/** Whether a statement is about everybody; one that names accounts opens the bus to no others. */
function letsAnybodyPut({ allows, raw, actions }: Statement): boolean {
  const principals = asList(asObject(raw.Principal)?.AWS ?? raw.Principal);
  const puts = actions.some((action) => ['*', 'events:*', 'events:putevents'].includes(action.toLowerCase()));
  return allows && puts && principals.includes('*');
}

function organizationsIn({ conditions }: Statement): readonly string[] {
  return conditions
    .filter(({ key, operator }) => key === 'aws:principalorgid' && /^string(equals|like)$/.test(operator))
    .flatMap(({ values }) => values)
    .filter((value) => /^o-[a-z0-9]+$/.test(value));
}

/** The hub's rules that must lead into its queue, on the default bus and on the members'. */
export function gatherHubRules(
  eventBridge: EventBridgeClient,
  names: { readonly rule: string; readonly bus: string; readonly queueArn: string },
): Promise<Fact<readonly HubRule[]>> {
  const call = 'events:ListRules';
  return gatherFact(call, async () => {
    const [own, members] = await Promise.all([
      ask(call, () => listRules(eventBridge, 'default', 'rootguard-')),
      ask(call, () => listRules(eventBridge, names.bus, 'rootguard-')),
    ]);
    const listed = [
      ...(own ?? []).filter(
        ({ Name = '' }) =>
          Name === names.rule || Name.startsWith('rootguard-guard-events-') || hubRules.includes(Name),
      ),
      ...(members ?? []).filter(({ Name }) => Name === 'rootguard-member-events'),
    ];
    // The rules that must be there, whatever else is.
    const must = [names.rule, ...hubRules, ...(members === undefined ? [] : ['rootguard-member-events'])];
    const missing = must.filter((name) => !listed.some(({ Name }) => Name === name));
    const found = await Promise.all(listed.map((rule) => describeRule(eventBridge, rule, names.queueArn)));
    return [
      ...found,
      ...missing.map((name): HubRule => ({ name, state: told('missing'), reachesQueue: told(false) })),
    ];
  });
}

/** Beside the alert rule. Of those for others' deeds there are as many as their patterns need, and one at least. */
const hubRules: readonly string[] = ['rootguard-guard-events-1', 'rootguard-drills', 'rootguard-canary'];

async function describeRule(client: EventBridgeClient, rule: Rule, queueArn: string): Promise<HubRule> {
  const { Name = '', EventBusName = 'default', State = '' } = rule;
  const call = 'events:ListTargetsByRule';
  const reachesQueue = await gatherFact(call, async () => {
    const { Targets = [] } = await ask(call, () =>
      client.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName })),
    );
    return Targets.some(({ Arn }) => Arn === queueArn);
  });
  return { name: Name, state: told(State.startsWith('ENABLED') ? 'enabled' : 'disabled'), reachesQueue };
}

function told<T>(value: T): Fact<T> {
  return { known: true, value };
}

/**
 * Who hears of alarms: subscriptions that were confirmed, and those that nobody confirmed yet.
 * https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 */
export async function gatherAlarmSubscribers(
  sns: SNSClient,
  topic: string | undefined,
): Promise<Fact<AlarmSubscribers | undefined>> {
  if (topic === undefined) return told(undefined);
  const call = 'sns:ListSubscriptionsByTopic';
  return gatherFact(call, () =>
    ask(call, async () => {
      const arns: string[] = [];
      for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
        { client: sns },
        { TopicArn: topic },
      ))
        arns.push(...Subscriptions.map((subscription) => textAt(subscription, 'SubscriptionArn') ?? ''));
      // A subscription that is being deleted has another word in the place of its ARN.
      const confirmed = arns.filter((arn) => arn.startsWith('arn:')).length;
      return { confirmed, pending: arns.filter((arn) => arn === 'PendingConfirmation').length };
    }),
  );
}
