import { type AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { DescribeRuleCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { RegionalRule } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { AuditCallError, ask, errorName, gatherFact } from './audit-fact.ts';
import { orMissing } from './audit-rule.ts';

/** What looking into other Regions needs. */
export interface RegionsInQuestion {
  readonly account: AccountClient;
  /** A client for one Region; whoever opens it closes it. */
  readonly eventBridgeIn: (region: string) => EventBridgeClient;
  readonly ruleName: string;
  /** The Region of the hub, which has its own fact. */
  readonly home: string;
}

/**
 * The alert rule in every other Region that the account has enabled. A disabled Region is not asked: nobody can act there.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
export function gatherRegionalRules(question: RegionsInQuestion): Promise<Fact<readonly RegionalRule[]>> {
  const call = 'account:ListRegions';
  return gatherFact(call, async () => {
    const regions = await ask(call, () => enabledRegions(question.account));
    const others = regions.filter((region) => region !== question.home);
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

async function lookInto(region: string, question: RegionsInQuestion): Promise<RegionalRule> {
  const call = 'events:DescribeRule';
  const client = question.eventBridgeIn(region);
  const state = await gatherFact(call, async () => {
    const command = new DescribeRuleCommand({ Name: question.ruleName });
    const rule = await ask(call, () => orMissing(client.send(command))).catch((error: unknown) => {
      // A session of another Region is no good in one that is not enabled: it may be closing.
      if (error instanceof AuditCallError && notEnabled.has(errorName(error.cause)))
        throw new AuditCallError(call, 'region-disabled', { cause: error });
      throw error;
    });
    if (rule === undefined) return 'missing';
    return rule.State?.startsWith('ENABLED') === true ? 'enabled' : 'disabled';
  });
  client.destroy();
  return { region, state };
}

const notEnabled: ReadonlySet<string> = new Set([
  'InvalidClientTokenId',
  'OptInRequired',
  'UnrecognizedClientException',
]);
