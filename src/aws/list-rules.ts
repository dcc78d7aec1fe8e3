import { type EventBridgeClient, ListRulesCommand, type Rule } from '@aws-sdk/client-eventbridge';
import { ask } from './audit-fact.ts';
import { orMissing } from './audit-rule.ts';
import { memberBus } from './hub-names.ts';

/**
 * The rules of a bus whose names begin with a prefix; undefined if there is no such bus. Throws what AWS answered.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html
 */
async function listRules(
  client: EventBridgeClient,
  bus: string,
  prefix: string,
): Promise<readonly Rule[] | undefined> {
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await orMissing(
      client.send(
        new ListRulesCommand({
          EventBusName: bus,
          NamePrefix: prefix,
          ...(NextToken !== undefined && { NextToken }),
        }),
      ),
    );
    if (page === undefined) return undefined;
    rules.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rules;
}

/** A rule that the hub has, and its bus. */
export interface ListedRule {
  readonly bus: string;
  readonly rule: Rule;
}

export const rulesCall = 'events:ListRules';

/** RootGuard's rules in the hub, on both of its buses. Throws AuditCallError. */
export async function listHubRules(client: EventBridgeClient): Promise<readonly ListedRule[]> {
  const listed = await Promise.all(
    ['default', memberBus].map(async (bus) => {
      const rules = await ask(rulesCall, () => listRules(client, bus, 'rootguard-'));
      return (rules ?? []).map((rule) => ({ bus, rule }));
    }),
  );
  return listed.flat();
}
