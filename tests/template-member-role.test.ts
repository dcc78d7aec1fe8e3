import { join } from 'node:path';
import { at } from '../src/core/json.ts';
import { actionsReachableFrom } from './support/aws-actions.ts';
import { evaluate, readTemplate, resourcesOf } from './support/cloudformation.ts';

const root = join(__dirname, '..');
const template = readTemplate(join(root, 'member.yaml'));
const [role] = resourcesOf(template, 'AWS::IAM::Role').filter(({ id }) => id === 'AuditRole');
const statements = asList(evaluate(template, role?.properties.Policies)).flatMap((policy) =>
  asList(at(policy, 'PolicyDocument', 'Statement')),
);

/** What the worker does in the hub alone. */
const inTheHub: Readonly<Record<string, string>> = {
  'events:DescribeEventBus': "the members' bus",
  'events:ListRules': "the hub's rules",
  'organizations:DescribeOrganization': 'every account may ask it; the hub does',
};
const servicesOfTheHub = ['dynamodb', 'secretsmanager', 'sns', 'sqs', 'ssm', 'sts'];

test('the audit role allows exactly what the worker asks in other accounts', () => {
  const allowed = statements.flatMap((statement) => asList(at(statement, 'Action')).map(String));
  const called = actionsReachableFrom(root, join('src', 'lambda', 'worker.ts')).filter(
    (action) =>
      !(action in inTheHub) &&
      action !== 'events:PutEvents' &&
      !servicesOfTheHub.includes(action.split(':')[0] ?? ''),
  );
  expect([...allowed].sort()).toEqual([...called].sort());
});

test('the audit role changes nothing: each action reads', () => {
  const allowed = statements.flatMap((statement) => asList(at(statement, 'Action')).map(String));
  // A credential report is made by asking for it; a pattern is only tried out.
  const reads = /:(Get|List|Describe|Lookup|Test|GenerateCredentialReport)/;
  expect(allowed.filter((action) => !reads.test(action))).toEqual([]);
});

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
