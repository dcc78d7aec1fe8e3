import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tableSchema } from '../sandbox/aws/table.ts';
import canary from '../src/chores/canary.ts';
import heartbeat from '../src/chores/heartbeat.ts';
import { at, objectAt, textAt } from '../src/core/json.ts';
import { evaluate, exampleAccount, readTemplate, resourcesOf } from './support/cloudformation.ts';
import { variablesReadByConfig } from './support/config-variables.ts';

const root = join(__dirname, '..');
const template = readTemplate(join(root, 'template.yaml'));
const operations = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');

const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

describe('whoever deploys the stack', () => {
  test('fills in a channel, and nothing else', () => {
    const required = Object.entries(objectAt(template, 'Parameters') ?? {})
      .filter(([, parameter]) => at(parameter, 'Default') === undefined)
      .map(([name]) => name);
    expect(required).toEqual(['AlertChannel']);
  });

  test('is told in a sentence when the Region is another one', () => {
    const [assertion] = listAt(template, 'Rules', 'Region', 'Assertions');
    expect(at(assertion, 'Assert')).toEqual({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] });
    expect(textAt(assertion, 'AssertDescription')).toContain('us-east-1');
  });

  test('is told in a sentence when the second channel is the first', () => {
    const rule = objectAt(template, 'Rules', 'Fallback');
    const applies = (FallbackChannel: string) =>
      evaluate(template, at(rule, 'RuleCondition'), { AlertChannel: 'C0123456789', FallbackChannel });
    expect([applies('C0123456789'), applies('C0FALLBACK'), applies('')]).toEqual([true, false, false]);
    const [assertion] = listAt(rule, 'Assertions');
    expect(evaluate(template, at(assertion, 'Assert'), { FallbackChannel: 'C0123456789' })).toBe(false);
  });

  test('finds every setting and every alarm explained in docs/operations.md', () => {
    const alarmNames = alarms.map(({ properties }) => textAt(properties, 'AlarmName') ?? '');
    const names = [
      ...variablesReadByConfig(),
      ...Object.keys(objectAt(template, 'Parameters') ?? {}),
      ...alarmNames,
    ];
    expect(names.filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
  });
});

test("the members' template fits into a call; the hub's is uploaded by sam deploy, as far as 1 MB", () => {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  expect(statSync(join(root, 'member.yaml')).size).toBeLessThan(51_200);
  expect(statSync(join(root, 'template.yaml')).size).toBeLessThan(1_000_000);
});

test('the alarm of silence hears of heartbeats that stop while canaries still come, and is quiet while both do', () => {
  const silence = alarms.find(({ properties }) => properties.AlarmName === 'rootguard-silent')?.properties;
  expect(silence).toMatchObject({ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' });
  const perPeriod = ({ every }: { readonly every: number }) => Number(silence?.Period) / 60 / every;
  expect(silence?.Threshold).toBeGreaterThan(perPeriod(canary));
  expect(silence?.Threshold).toBeLessThan(perPeriod(heartbeat));
});

describe('the topic for alerts', () => {
  test('is given to the functions with an address only: nobody else would hear', () => {
    const variable = at(
      template,
      'Globals',
      'Function',
      'Environment',
      'Variables',
      'ROOTGUARD_FALLBACK_TOPIC',
    );
    expect(evaluate(template, variable)).toBeUndefined();
    expect(evaluate(template, variable, { AlertEmail: 'oncall@example.com' })).toBe('AlertTopic');
    const subscription = resourcesOf(template, 'AWS::SNS::Subscription').find(
      ({ id }) => id === 'AlertEmailSubscription',
    );
    expect(subscription?.raw.Condition).toBe('HasAlertEmail');
  });

  test('is encrypted, and refuses what is not sent so', () => {
    const [topic] = resourcesOf(template, 'AWS::SNS::Topic');
    expect(topic).toMatchObject({ id: 'AlertTopic', properties: { KmsMasterKeyId: 'alias/aws/sns' } });
    const [policy] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
    expect(listAt(policy?.properties, 'PolicyDocument', 'Statement')).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ]);
  });
});

describe('the store', () => {
  const [table] = resourcesOf(template, 'AWS::DynamoDB::Table');

  test('has the very keys and index that the code and the sandbox use', () => {
    const { TableName: _, ...schema } = tableSchema('any');
    expect(table?.properties).toMatchObject(schema);
  });

  test('outlives the stack and mistakes', () => {
    expect(table?.raw).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(table?.properties).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });
});

describe('the trail', () => {
  const resources = ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::CloudTrail::Trail'].flatMap((type) =>
    resourcesOf(template, type),
  );

  test('is made only for those who ask for it: a second one costs money', () => {
    expect(resources.map(({ raw }) => raw.Condition)).toEqual(Array(3).fill('CreatesTrail'));
    const asked = at(template, 'Conditions', 'CreatesTrail');
    expect(evaluate(template, asked)).toBe(false);
    expect(evaluate(template, asked, { CreateTrail: 'yes' })).toBe(true);
  });

  test('records what EventBridge is to tell: management events of all Regions, reads and writes', () => {
    const [trail] = resourcesOf(template, 'AWS::CloudTrail::Trail');
    expect(trail?.properties).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    });
    expect(trail?.raw.DependsOn).toBe('TrailBucketPolicy');
  });

  test('is the only one that may write into its bucket, which outlives the stack', () => {
    const [bucket] = resourcesOf(template, 'AWS::S3::Bucket');
    expect(bucket?.raw).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    const [policy] = resourcesOf(template, 'AWS::S3::BucketPolicy');
    const allowed = listAt(policy?.properties, 'PolicyDocument', 'Statement').filter(
      (statement) => at(statement, 'Effect') === 'Allow',
    );
    expect(allowed.map((statement) => at(statement, 'Action')).sort()).toEqual([
      's3:GetBucketAcl',
      's3:PutObject',
    ]);
    for (const statement of allowed) {
      expect(at(statement, 'Principal')).toEqual({ Service: 'cloudtrail.amazonaws.com' });
      expect(evaluate(template, at(statement, 'Condition', 'StringEquals', 'aws:SourceArn'))).toBe(
        `arn:aws:cloudtrail:us-east-1:${exampleAccount}:trail/rootguard`,
      );
    }
  });
});

function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
}
