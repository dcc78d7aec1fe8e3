import { join } from 'node:path';
import { matchesPattern } from '../sandbox/aws/event-pattern.ts';
import { at, type JsonObject, objectAt, textAt } from '../src/core/json.ts';
import { evaluate, exampleAccount, readTemplate, resourcesOf } from './support/cloudformation.ts';

const root = join(__dirname, '..');
const hub = readTemplate(join(root, 'template.yaml'));
const member = readTemplate(join(root, 'member.yaml'));
/** A member of the hub; the hub's own account deploys the same template into its other Regions. */
const parameters = {
  HubAccountId: exampleAccount,
  OrganizationId: 'o-a1b2c3d4e5',
  'AWS::AccountId': '444455556666',
};
const inTheHub = { ...parameters, 'AWS::AccountId': exampleAccount, 'AWS::Region': 'eu-west-1' };

const check = objectAt(member, 'Resources', 'HubFound');
const properties = evaluate(member, at(check, 'Properties'), parameters) as JsonObject;
const of = objectAt(member, 'Resources', 'HubCheckFunction', 'Properties');
const probe = objectAt(member, 'Resources', 'HubCheckRole', 'Properties');
const reader = objectAt(hub, 'Resources', 'BusReaderRole');

describe('a member asks for its hub while it is deployed', () => {
  test('before it has any rule: each takes its target from the answer', () => {
    const rules = resourcesOf(member, 'AWS::Events::Rule');
    expect(rules.length).toBeGreaterThan(3);
    for (const { properties: rule } of rules) {
      const [target] = rule.Targets as readonly unknown[];
      expect(evaluate(member, at(target, 'Arn'), parameters)).toBe('HubFound.BusArn');
      expect(evaluate(member, at(target, 'Arn'), { ...parameters, HubCheck: 'skip' })).toBe(
        properties.BusArn,
      );
    }
  });

  test('unless it is told not to: then nothing of the check is made', () => {
    expect(at(member, 'Parameters', 'HubCheck', 'Default')).toBe('check');
    const parts = resourcesOf(member).filter(({ id }) => id.startsWith('Hub'));
    expect(parts.map(({ raw }) => raw.Condition)).toEqual(Array(4).fill('ChecksHub'));
    const asked = at(member, 'Conditions', 'ChecksHub');
    expect(evaluate(member, asked)).toBe(true);
    expect(evaluate(member, asked, { HubCheck: 'skip' })).toBe(false);
  });

  test('and holds up no stack that goes, whether it can still answer or not', () => {
    expect(check).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('with time for its patience, for its last calls, and for a second run after a minute', () => {
    const timeout = Number(at(of, 'Timeout'));
    // Three services, two tries each, 8 s a try; then three answers of 5 s with pauses of 1 and 2 s.
    expect(timeout).toBeGreaterThan(Number(properties.PatienceSeconds) + 3 * 2 * 8 + 3 * 5 + 3);
    expect(properties.ServiceTimeout).toBeGreaterThanOrEqual(2 * timeout + 60);
  });

  test('on the Node of all functions, into a log of its own that ends some day', () => {
    expect(of).toMatchObject({
      Runtime: textAt(hub, 'Globals', 'Function', 'Runtime'),
      Handler: 'index.handler',
    });
    expect(evaluate(member, at(of, 'LoggingConfig', 'LogGroup'))).toBe('HubCheckLog');
    const log = objectAt(member, 'Resources', 'HubCheckLog', 'Properties');
    expect(log).toMatchObject({ LogGroupName: `/aws/lambda/${textAt(of, 'FunctionName')}` });
    expect(at(log, 'RetentionInDays')).toBeGreaterThan(0);
  });

  test('in each Region but the first for the role, too, that the first one makes: in the account of the hub by its own stack', () => {
    const made = [member, hub].map((template) => objectAt(template, 'Resources', 'ForwardRole'));
    const [byMember, byHub] = made.map((role) => objectAt(role, 'Properties'));
    expect(at(check, 'Properties', 'ForwardRole')).toEqual({
      'Fn::If': ['IsFirstRegion', { Ref: 'AWS::NoValue' }, textAt(byMember, 'RoleName')],
    });
    expect(made.map((role) => role?.Condition)).toEqual(['IsFirstRegion', undefined]);
    for (const name of ['RoleName', 'Path', 'AssumeRolePolicyDocument'])
      expect(at(byHub, name)).toEqual(at(byMember, name));
    expect(allowed(hub, byHub)).toEqual({ 'events:PutEvents': ['MemberBus.Arn'] });
    expect(allowed(member, byMember)).toEqual({ 'events:PutEvents': [properties.BusArn] });
  });

  test("in the hub's other Regions it makes what forwards, and no role to audit by", () => {
    const made = resourcesOf(member)
      .filter(
        ({ raw }) =>
          raw.Condition === undefined ||
          evaluate(member, at(member, 'Conditions', String(raw.Condition)), inTheHub) === true,
      )
      .map(({ id }) => id);
    expect(made).toEqual(
      expect.arrayContaining(['RootEventsRule', 'HeartbeatRule', 'ForwardDeadLetterQueue', 'HubFound']),
    );
    expect(made.filter((id) => id.endsWith('Role'))).toEqual(['HubCheckRole']);
    const [rule] = resourcesOf(member, 'AWS::Events::Rule');
    const target = evaluate(member, listAt(rule?.properties, 'Targets')[0], {
      ...inTheHub,
      HubCheck: 'skip',
    });
    expect(target).toMatchObject({
      Arn: properties.BusArn,
      RoleArn: `arn:aws:iam::${exampleAccount}:role/rootguard/rootguard-forward`,
    });
  });
});

describe('who may ask, and what', () => {
  test('the function may do what its code does, to one role of the hub and one of its own', () => {
    const { logs, ...others } = allowed(member, probe);
    expect(logs).toEqual(['HubCheckLog.Arn']);
    expect(Object.keys(others).sort()).toEqual(calledBy(textAt(of, 'Code', 'ZipFile') ?? ''));
    expect(others['sts:AssumeRole']).toEqual([properties.BusReaderArn]);
    expect(others['iam:GetRole']).toEqual(
      ['rootguard/rootguard-forward', 'rootguard-forward'].map(
        (role) => `arn:aws:iam::444455556666:role/${role}`,
      ),
    );
  });

  test("in the hub's own account it looks at the bus itself, and at nothing else there", () => {
    const own = evaluate(member, at(check, 'Properties'), inTheHub) as JsonObject;
    expect(own).toMatchObject({ BusArn: properties.BusArn, ForwardRole: 'rootguard-forward' });
    expect(own).not.toHaveProperty('BusReaderArn');
    const { logs: _, 'iam:GetRole': __, ...others } = allowed(member, probe, inTheHub);
    expect(others).toEqual({ 'events:DescribeEventBus': [properties.BusArn] });
  });

  test('the hub lets in the role of a member of its organization, of every Region, and no other', () => {
    expect(properties.BusReaderArn).toBe(arnOf(hub, at(reader, 'Properties'), exampleAccount));
    const [trust] = listAt(reader, 'Properties', 'AssumeRolePolicyDocument', 'Statement');
    expect(trust).toMatchObject({ Effect: 'Allow', Action: 'sts:AssumeRole' });
    expect(evaluate(hub, at(trust, 'Condition'), parameters)).toEqual({
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/rootguard/rootguard-hub-check-*' },
    });
    const lets = (role: string) =>
      matchesPattern(
        { role: [{ wildcard: 'arn:aws:iam::*:role/rootguard/rootguard-hub-check-*' }] },
        { role },
      );
    expect(lets(arnOf(member, probe, '444455556666'))).toBe(true);
    expect(lets('arn:aws:iam::444455556666:role/rootguard-hub-check-us-east-1')).toBe(false);
  });

  test('and lets it look at the one bus, which is all there when the role is', () => {
    expect(allowed(hub, at(reader, 'Properties'))).toEqual({ 'events:DescribeEventBus': ['MemberBus.Arn'] });
    expect(reader).toMatchObject({
      Condition: 'HasOrganization',
      DependsOn: ['MemberBusPolicy', 'MemberEventsRule'],
    });
    const bus = textAt(hub, 'Resources', 'MemberBus', 'Properties', 'Name');
    expect(properties.BusArn).toBe(`arn:aws:events:us-east-1:${exampleAccount}:event-bus/${bus}`);
  });
});

/** What a role's policies allow: the resources of each action; actions on logs in one. */
function allowed(
  template: JsonObject,
  role: unknown,
  where: JsonObject = parameters,
): Readonly<Record<string, unknown>> {
  const statements = listAt(role, 'Policies').flatMap((policy) =>
    listAt(evaluate(template, at(policy, 'PolicyDocument', 'Statement'), where)),
  );
  const entries = statements.flatMap((statement) => {
    const resources = [at(statement, 'Resource')].flat();
    return [at(statement, 'Action')]
      .flat()
      .map((action) => [String(action).replace(/^logs:.*/, 'logs'), resources]);
  });
  return Object.fromEntries(entries);
}

/** The IAM actions of the SDK's commands that a script has, but for the one that it gives as the hub's role. */
function calledBy(script: string): readonly string[] {
  const prefixes: Readonly<Record<string, string>> = { eventbridge: 'events', iam: 'iam', sts: 'sts' };
  return [...script.matchAll(/\{ (.*) \} = require\('@aws-sdk\/client-(\w+)'\)/g)]
    .flatMap(([, names = '', client = '']) =>
      [...names.matchAll(/(\w+)Command\b/g)].map(([, name]) => `${prefixes[client] ?? client}:${name}`),
    )
    .filter((action) => action !== 'events:DescribeEventBus')
    .sort();
}

/** The ARN of a role of the template in an account. */
function arnOf(template: JsonObject, role: unknown, account: string): string {
  const name = evaluate(template, at(role, 'RoleName'), parameters);
  return `arn:aws:iam::${account}:role${textAt(role, 'Path')}${String(name)}`;
}

function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
}
