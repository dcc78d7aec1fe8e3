import { asObject, type JsonObject, objectAt } from '../../src/core/json.ts';
import type { GuardState } from './guard-state.ts';
import { type Deployed, deployed, templateResources } from './template.ts';

/** The policy of the bus that members forward to, as template.yaml or somebody else made it; none where there are no members. */
export function memberBusPolicy({ busPolicy }: GuardState, where: Deployed): string | undefined {
  const [made] = templateResources('AWS::Events::EventBusPolicy');
  const statement = asObject(deployed(made?.Statement, where)) ?? {};
  const Statement = statementsAfter(busPolicy, { Sid: 'Organization', ...statement });
  return Statement.length === 0 ? undefined : JSON.stringify({ Version: '2012-10-17', Statement });
}

function statementsAfter(state: GuardState['busPolicy'], own: JsonObject): readonly JsonObject[] {
  const { Condition: _, ...open } = own;
  const condition = objectAt(own, 'Condition') ?? {};
  const changed = (change: JsonObject): JsonObject => ({ ...own, Condition: { ...condition, ...change } });
  const organization = (id: string) => changed({ StringEquals: { 'aws:PrincipalOrgID': id } });
  switch (state) {
    case 'no-members':
      return [];
    case 'anybody':
      return [open];
    case 'other-organization':
      return [organization('o-anotherorgid')];
    case 'two-organizations':
      return [own, { ...organization('o-anotherorgid'), Sid: 'Another' }];
    case 'another-account':
      return [own, { ...open, Sid: 'Account', Principal: { AWS: 'arn:aws:iam::999900001111:root' } }];
    case 'another-role':
      return [changed({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/somebody-elses' } })];
    case 'denied':
      return [own, { ...open, Sid: 'Nobody', Effect: 'Deny' }];
    case 'another-condition':
      return [changed({ StringEquals: { 'aws:PrincipalTag/team': 'security' } })];
    case 'large':
      // Close to the 10 KB that AWS takes.
      return Array.from({ length: Math.floor(9_900 / (JSON.stringify(own).length + 3)) }, (_, index) => ({
        ...own,
        Sid: `Organization${index}`,
      }));
    default:
      return [own];
  }
}
