import type { EventBridgeClient, Rule, Target } from '@aws-sdk/client-eventbridge';
import type { Fact } from '../core/fact.ts';
import type { HubPattern, HubRule, HubTarget } from '../core/guard-facts.ts';
import { inParallel } from '../core/in-parallel.ts';
import { asObject } from '../core/json.ts';
import { gatherFact } from './audit-fact.ts';
import { isWhole, listTargets, targetsCall } from './audit-rule.ts';
import { type Place, queueArn } from './hub-names.ts';
import { type HubRuleTemplate, hubRuleTemplates } from './hub-template.generated.ts';
import { patternCall, tryPattern } from './judge-pattern.ts';
import { type ListedRule, rulesCall } from './list-rules.ts';
import { patternSamples } from './pattern-samples.ts';

/**
 * Every rule that template.yaml makes, as it is now: whether it is there and on, feeds its queue, and lets through what it must.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html
 */
export function gatherHubRules(
  client: EventBridgeClient,
  hub: Place,
  list: () => Promise<readonly ListedRule[]>,
): Promise<Fact<readonly HubRule[]>> {
  return gatherFact(rulesCall, async () => {
    const listed = await list();
    return Promise.all(
      hubRuleTemplates.map((template) => {
        const found = listed.find(({ bus, rule }) => bus === template.bus && rule.Name === template.name);
        return lookAt(client, hub, template, found?.rule);
      }),
    );
  });
}

async function lookAt(
  client: EventBridgeClient,
  hub: Place,
  template: HubRuleTemplate,
  rule: Rule | undefined,
): Promise<HubRule> {
  const { name } = template;
  if (rule === undefined) return { name, state: 'missing' };
  const [target, pattern] = await Promise.all([
    gatherTarget(client, hub, template),
    gatherPattern(client, hub, template, rule.EventPattern),
  ]);
  return { name, state: stateOf(rule, template), target, pattern };
}

/** `ENABLED` leaves out what is only read. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html */
function stateOf({ State }: Rule, template: HubRuleTemplate): HubRule['state'] {
  if (State?.startsWith('ENABLED') !== true) return 'disabled';
  return template.state !== 'ENABLED' && State === 'ENABLED' ? 'without-reads' : 'enabled';
}

function gatherTarget(
  client: EventBridgeClient,
  hub: Place,
  template: HubRuleTemplate,
): Promise<Fact<HubTarget>> {
  return gatherFact(targetsCall, async () => {
    const right = (await listTargets(client, template.name, template.bus)).filter(
      (target) => target.Arn === queueArn(hub, template.queue) && isWhole(target),
    );
    return {
      right: right.length > 0,
      keepsFailures: right.some(
        ({ DeadLetterConfig }) => DeadLetterConfig?.Arn === queueArn(hub, template.deadLetterQueue),
      ),
      patient: right.some((target) => isPatient(target, template)),
    };
  });
}

/** EventBridge's own defaults are the most it can be: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
function isPatient({ RetryPolicy }: Target, { retries, retrySeconds }: HubRuleTemplate): boolean {
  const { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = 86_400 } = RetryPolicy ?? {};
  return MaximumRetryAttempts >= retries && MaximumEventAgeInSeconds >= retrySeconds;
}

/** Only a pattern that is not the template's is tried out: EventBridge itself says what it leaves out. */
function gatherPattern(
  client: EventBridgeClient,
  hub: Place,
  { bus, pattern: ours }: HubRuleTemplate,
  EventPattern: string | undefined,
): Promise<Fact<HubPattern>> {
  return gatherFact(patternCall, async () => {
    if (EventPattern !== undefined && canonical(EventPattern) === canonical(ours))
      return { changed: false, misses: [] };
    const misses = new Set<string>();
    // What comes from elsewhere must get through in the members' bus, whatever its account and Region.
    const { account, region } = bus === 'default' ? hub : elsewhere;
    await inParallel(patternSamples(JSON.parse(ours), account, region), 5, async ({ name, event }) => {
      const heard = EventPattern !== undefined && (await tryPattern(client, EventPattern, event));
      if (!heard) misses.add(name);
    });
    return { changed: true, misses: [...misses].sort() };
  });
}

const elsewhere: Place = { account: '999999999999', region: 'ap-northeast-2' };

/** Two patterns are the same whatever the order of their keys and of what a list may be. A text that is no JSON is itself. */
function canonical(pattern: string): string {
  try {
    return ordered(JSON.parse(pattern));
  } catch {
    return pattern;
  }
}

function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).sort().join()}]`;
  const entries = Object.entries(asObject(value) ?? {}).map(
    ([key, member]) => `${JSON.stringify(key)}:${ordered(member)}`,
  );
  return asObject(value) === undefined ? JSON.stringify(value) : `{${entries.sort().join()}}`;
}
