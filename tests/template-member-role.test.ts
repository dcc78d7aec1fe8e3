import { join } from 'node:path';
import { at, type JsonObject } from '../src/core/json.ts';
import { actionsAsRoot, actionsReachableFrom } from './support/aws-actions.ts';
import { evaluate, exampleAccount, readTemplate, resourcesOf } from './support/cloudformation.ts';

const root = join(__dirname, '..');
const template = readTemplate(join(root, 'member.yaml'));
const [role] = resourcesOf(template, 'AWS::IAM::Role').filter(({ id }) => id === 'AuditRole');
const statementsWith = (parameters: JsonObject) =>
  asList(evaluate(template, role?.properties.Policies, parameters)).flatMap((policy) =>
    asList(at(policy, 'PolicyDocument', 'Statement')),
  );
const statements = statementsWith({});

/** What the worker does in the hub alone. */
const inTheHub: Readonly<Record<string, string>> = {
  'events:DescribeEventBus': "the members' bus",
  'events:ListRules': "the hub's rules",
  'sqs:ChangeMessageVisibility': 'what the worker works off',
  'iam:TagRole': 'the canary',
  'organizations:DescribeOrganization': 'every account may ask it; the hub does',
};
const servicesOfTheHub = ['cloudwatch', 'dynamodb', 'lambda', 'secretsmanager', 'sns', 'ssm', 'sts'];

test('the audit role allows exactly what the worker asks in other accounts', () => {
  const allowed = statements.flatMap((statement) => asList(at(statement, 'Action')).map(String));
  const asRoot = actionsAsRoot(root);
  const called = actionsReachableFrom(root, join('src', 'lambda', 'worker.ts')).filter(
    (action) =>
      !(action in inTheHub) &&
      !asRoot.includes(action) &&
      action !== 'events:PutEvents' &&
      !servicesOfTheHub.includes(action.split(':')[0] ?? ''),
  );
  expect([...allowed].sort()).toEqual([...called].sort());
});

test('the audit role opens root sessions in the one account that is named for it, and for the audit task alone', () => {
  const opening = (RootAuditAccount: string) =>
    statementsWith({ RootAuditAccount }).filter((statement) => at(statement, 'Action') === 'sts:AssumeRoot');
  expect(opening('')).toEqual([]);
  expect(opening('444455556666')).toEqual([]);
  expect(opening(exampleAccount)).toEqual([
    {
      Sid: 'RootSessions',
      Effect: 'Allow',
      Action: 'sts:AssumeRoot',
      Resource: 'arn:aws:iam::*:root',
      Condition: {
        StringEquals: {
          'sts:TaskPolicyArn': 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
        },
      },
    },
  ]);
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
