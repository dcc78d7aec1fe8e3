import { type AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { RegionalRule } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { ask, gatherFact } from './audit-fact.ts';
import { faultOf, gatherRule, type SeenRule } from './audit-rule.ts';
import { guardRuleNames, guardRulesOf, type RulesInQuestion } from './audit-rules.ts';
import { letsThrough, patternCall } from './judge-pattern.ts';
import { regionalSample } from './root-samples.ts';

/** What looking into other Regions needs; `region` is that of the hub, which has its own facts. */
export interface RegionsInQuestion extends RulesInQuestion {
  readonly accountClient: AccountClient;
  /** A client for one Region; whoever opens it closes it. */
  readonly eventBridgeIn: (region: string) => EventBridgeClient;
}

/**
 * The rules in every other Region that the account has enabled. A disabled Region is not asked: nobody can act there.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
export function gatherRegionalRules(question: RegionsInQuestion): Promise<Fact<readonly RegionalRule[]>> {
  const call = 'account:ListRegions';
  return gatherFact(call, async () => {
    const regions = await ask(call, () => enabledRegions(question.accountClient));
    const others = regions.filter((region) => region !== question.region);
    return Promise.all(others.map((region) => lookInto(region, question)));
  });
}

/** In the order of their names; pages may be empty and still have a next one. */
async function enabledRegions(client: AccountClient): Promise<readonly string[]> {
  const names: string[] = [];
  const pages = paginateListRegions(
    { client },
    { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] },
  );
  for await (const { Regions = [] } of pages)
    names.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
  return names.sort();
}

/** One rule after the other: each call at once would be a connection of its own, times the Regions, times the accounts. */
async function lookInto(region: string, question: RegionsInQuestion): Promise<RegionalRule> {
  const client = question.eventBridgeIn(region);
  try {
    const look = (name: string) => gatherRule(client, { name, leadsTo: question.leadsTo, elsewhere: true });
    const alert = await look(question.name);
    if (!alert.known) return { region, state: alert };
    const { state, exists } = alert.value;
    // Where the alert rule is missing, member.yaml is: nothing else need be asked.
    if (!exists) return { region, state: { known: true, value: 'missing' } };
    const guards: Fact<SeenRule>[] = [];
    for (const name of guardRuleNames) guards.push(await look(name));
    const seen = guardRulesOf(guards);
    return {
      region,
      state: { known: true, value: state?.startsWith('ENABLED') === true ? 'enabled' : 'disabled' },
      fault: await faultIn(region, client, question, alert.value),
      guards: seen.known ? { known: true, value: seen.value.filter(({ fault }) => fault !== 'none') } : seen,
    };
  } finally {
    client.destroy();
  }
}

function faultIn(
  region: string,
  client: EventBridgeClient,
  { judged, account }: RegionsInQuestion,
  rule: SeenRule,
): Promise<NonNullable<RegionalRule['fault']>> {
  const fault = faultOf(rule);
  if (!fault.known || fault.value !== 'none') return Promise.resolve(fault);
  return gatherFact(patternCall, async () => {
    return (await letsThrough(client, judged, rule.pattern, regionalSample(account, region)))
      ? 'none'
      : 'narrow';
  });
}
