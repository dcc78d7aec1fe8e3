import { type EventBridgeClient, ListRulesCommand, type Rule } from '@aws-sdk/client-eventbridge';
import { orMissing } from './audit-rule.ts';

/**
 * The rules of a bus whose names begin with a prefix; undefined if there is no such bus. Throws what AWS answered.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html
 */
export async function listRules(
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
