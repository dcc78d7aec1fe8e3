import type { Guard } from '../../src/core/detection.ts';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootIdentity, userCall } from '../../src/core/example-event.ts';
import { roleCall, roleCallOn } from '../../src/core/example-guard.ts';
import { guardNamed, ownNames } from '../../src/core/guard.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { detect } from '../../src/flows/detect.ts';

const rule = 'rootguard-root-events';
const queueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/rootguard-ingest';
const reads = [{ readWriteType: 'ReadOnly', includeManagementEvents: true }];
const everything = [{ readWriteType: 'All', includeManagementEvents: true }];

/** The rows of the catalogue about blinding the guard: the record, and who must speak. */
const rows: readonly (readonly [string, JsonObject, string])[] = [
  ['F1 a trail is stopped', trail('StopLogging'), 'critical trail-stopped'],
  ['F1 a trail is deleted', trail('DeleteTrail'), 'critical trail-stopped'],
  ['F2 a trail gets another log group', trail('UpdateTrail'), 'medium trail-changed'],
  ['F2 one Region only', trail('UpdateTrail', { isMultiRegionTrail: false }), 'high trail-changed'],
  [
    'F2 without IAM and STS',
    trail('UpdateTrail', { includeGlobalServiceEvents: false }),
    'high trail-changed',
  ],
  ['F2 one account only', trail('UpdateTrail', { isOrganizationTrail: false }), 'high trail-changed'],
  ['F2 another bucket', trail('UpdateTrail', { s3BucketName: 'elsewhere' }), 'high trail-changed'],
  ['F2 another key', trail('UpdateTrail', { kmsKeyId: 'alias/elsewhere' }), 'high trail-changed'],
  ['F3 reads only', selectors({ eventSelectors: reads }), 'high event-selectors-weakened'],
  [
    'F3 no management events',
    selectors({ eventSelectors: [{ includeManagementEvents: false }] }),
    'high event-selectors-weakened',
  ],
  [
    'F3 data events only',
    selectors({ advancedEventSelectors: advanced({ field: 'eventCategory', equals: ['Data'] }) }),
    'high event-selectors-weakened',
  ],
  [
    'F3 management reads only',
    selectors({
      advancedEventSelectors: advanced(
        { field: 'eventCategory', equals: ['Management'] },
        { field: 'readOnly', equals: ['true'] },
      ),
    }),
    'high event-selectors-weakened',
  ],
  [
    'F3 selectors too large to be recorded',
    roleCallOn('PutEventSelectors', 'cloudtrail', {
      reason: 'requestParameters too large',
      omitted: true,
    }),
    'high event-selectors-weakened',
  ],
  ['F4 the rule is disabled', events('DisableRule', { name: rule }), 'critical guard-rule-disabled'],
  ['F4 the rule is deleted', events('DeleteRule', { name: rule }), 'critical guard-rule-disabled'],
  ['F5 its targets are removed', events('RemoveTargets', { rule }), 'critical guard-rule-disabled'],
  ['F5 its targets are replaced', events('PutTargets', { rule }), 'high guard-rule-changed'],
  [
    'F5 it is put again, switched off',
    events('PutRule', { name: rule, state: 'DISABLED' }),
    'critical guard-rule-changed',
  ],
  [
    'F5 it is put again, deaf to reads',
    events('PutRule', { name: rule, state: 'ENABLED' }),
    'high guard-rule-changed',
  ],
  [
    'F6 the bus may be used by others',
    events('PutPermission', { eventBusName: 'rootguard' }),
    'high guard-bus-changed',
  ],
  [
    'F6 members may not use the bus',
    events('RemovePermission', { eventBusName: 'rootguard' }),
    'high guard-bus-changed',
  ],
  ['F6 the bus is deleted', events('DeleteEventBus', { name: 'rootguard' }), 'high guard-bus-changed'],
  ['F6 the bus is changed', events('UpdateEventBus', { name: 'rootguard' }), 'high guard-bus-changed'],
  ['F7 a function is deleted', own('DeleteFunction20150331'), 'high guard-function-changed'],
  ['F7 its code is replaced', own('UpdateFunctionCode20150331v2'), 'high guard-function-changed'],
  ['F7 its settings', own('UpdateFunctionConfiguration20150331v2'), 'high guard-function-changed'],
  ['F7 nobody may call it', own('RemovePermission20150331v2'), 'high guard-function-changed'],
  ['F7 it may not run', own('PutFunctionConcurrency20171031'), 'high guard-function-changed'],
  ['F7 its queue is cut off', mapping('DeleteEventSourceMapping20150331'), 'high guard-function-changed'],
  ['F7 its queue is paused', mapping('UpdateEventSourceMapping20150331'), 'high guard-function-changed'],
  [
    'F8 a parameter is overwritten',
    roleCallOn('PutParameter', 'ssm', { name: '/rootguard/slack/bot-token' }),
    'high guard-secret-changed',
  ],
  [
    'F8 parameters are deleted',
    roleCallOn('DeleteParameters', 'ssm', { names: ['/rootguard/slack/bot-token'] }),
    'high guard-secret-changed',
  ],
  [
    'F8 a secret is deleted, named by its ARN',
    roleCallOn('DeleteSecret', 'secretsmanager', {
      secretId: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:rootguard/slack-AbCdEf',
    }),
    'high guard-secret-changed',
  ],
  [
    'F8 the table is deleted',
    roleCallOn('DeleteTable', 'dynamodb', { tableName: 'rootguard-Table-1A2B' }),
    'high guard-store-changed',
  ],
  ['F8 the queue is purged', roleCallOn('PurgeQueue', 'sqs', { queueUrl }), 'high guard-store-changed'],
  [
    'F8 the log is deleted',
    roleCallOn('DeleteLogGroup', 'logs', { logGroupName: '/aws/lambda/rootguard-events' }),
    'high guard-store-changed',
  ],
  [
    'F8 the stack is deleted',
    roleCallOn('DeleteStack', 'cloudformation', { stackName: 'rootguard' }),
    'high guard-stack-changed',
  ],
  ...[
    'PutRolePolicy',
    'DeleteRolePolicy',
    'AttachRolePolicy',
    'DetachRolePolicy',
    'UpdateAssumeRolePolicy',
    'PutRolePermissionsBoundary',
    'DeleteRole',
  ].map(
    (name) =>
      [
        `F8 ${name}`,
        roleCallOn(name, 'iam', { roleName: 'rootguard-EventsRole-1A' }),
        'high guard-role-changed',
      ] as const,
  ),
  [
    'F8 the alias of the key is taken away',
    roleCallOn('DeleteAlias', 'kms', { aliasName: 'alias/rootguard' }),
    'high guard-key-changed',
  ],
  ...[
    ['guardduty', 'DeleteDetector'],
    ['guardduty', 'StopMonitoringMembers'],
    ['guardduty', 'DisassociateFromAdministratorAccount'],
    ['config', 'StopConfigurationRecorder'],
    ['config', 'DeleteDeliveryChannel'],
    ['securityhub', 'DisableSecurityHub'],
    ['securityhub', 'DisableSecurityHubV2'],
  ].map(
    ([service = '', name = '']) =>
      [`F9 ${service} ${name}`, roleCallOn(name, service, {}), 'medium finding-service-weakened'] as const,
  ),
];

describe.each(rows)('%s', (_, record, expected) => {
  test.each([
    ['a role', record.userIdentity],
    ['an IAM user', userCall('StopLogging', 'cloudtrail.amazonaws.com').userIdentity],
    ['root, told more precisely than as any root call', rootIdentity],
  ])('by %s', (_caller, userIdentity) => {
    expect(verdicts({ ...record, userIdentity })).toEqual([expected]);
  });

  test('a service of another name with such a call is left alone', () => {
    expect(verdicts({ ...record, eventSource: 'example.amazonaws.com' })).toEqual([]);
  });
});

/** AWS refused: there are no parameters, and what it was about stands in the message alone. */
const attempts: readonly (readonly [string, JsonObject, string, string])[] = [
  ['F1', denied('StopLogging', 'cloudtrail'), 'medium trail-stopped', 'high trail-stopped'],
  ['F2', denied('UpdateTrail', 'cloudtrail'), 'medium trail-changed', 'high trail-changed'],
  [
    'F3',
    denied('PutEventSelectors', 'cloudtrail'),
    'medium event-selectors-weakened',
    'high event-selectors-weakened',
  ],
  [
    'F4',
    denied('DisableRule', 'events', `rule/${rule}`),
    'high guard-rule-disabled',
    'high guard-rule-disabled',
  ],
  ['F5', denied('PutRule', 'events', `rule/${rule}`), 'high guard-rule-changed', 'high guard-rule-changed'],
  [
    'F6',
    denied('DeleteEventBus', 'events', 'event-bus/rootguard'),
    'high guard-bus-changed',
    'high guard-bus-changed',
  ],
  [
    'F7',
    denied('DeleteFunction20150331', 'lambda', 'function:rootguard-events'),
    'high guard-function-changed',
    'high guard-function-changed',
  ],
  [
    'F8',
    denied('DeleteTable', 'dynamodb', 'table/rootguard-Table-1A2B'),
    'high guard-store-changed',
    'high guard-store-changed',
  ],
];

describe.each(attempts)('%s an attempt that AWS denied', (_, record, byRole, byRoot) => {
  test('by a role', () => {
    expect(verdicts(record)).toEqual([byRole]);
  });

  test('by root, whom only a policy stopped', () => {
    expect(verdicts({ ...record, userIdentity: rootIdentity })).toEqual([byRoot]);
  });
});

test.each(['.', ',', '"', "'", ')', ' with an explicit deny.', '.\nMore.'])(
  'a refusal that goes on with %j behind the ARN',
  (end) => {
    const errorMessage = `not authorized to perform: events:DeleteEventBus on resource: arn:aws:events:us-east-1:111122223333:event-bus/rootguard${end}`;
    const record = roleCall('DeleteEventBus', 'events', { errorCode: 'AccessDenied', errorMessage });
    expect(verdicts(record)).toEqual(['high guard-bus-changed']);
  },
);

const silent: readonly (readonly [string, JsonObject])[] = [
  ['a trail is started', trail('StartLogging')],
  ['a trail is created', trail('CreateTrail')],
  ['coverage is restored', selectors({ eventSelectors: everything })],
  [
    'coverage is restored by advanced selectors',
    selectors({ advancedEventSelectors: advanced({ field: 'eventCategory', equals: ['Management'] }) }),
  ],
  [
    'one selector of reads stands beside one of everything',
    selectors({ eventSelectors: [...reads, ...everything] }),
  ],
  ['the rule is enabled', events('EnableRule', { name: rule })],
  ["somebody else's rule is deleted", events('DeleteRule', { name: 'nightly-report' })],
  ['a rule is named almost like ours', events('DeleteRule', { name: 'rootguardian' })],
  ['a rule of the web application firewall', roleCallOn('DeleteRule', 'waf', { ruleId: rule })],
  ['the newer web application firewall', roleCallOn('DeleteRuleGroup', 'wafv2', { name: rule })],
  ["somebody else's queue is cut off", mapping('DeleteEventSourceMapping20150331', 'orders')],
  ["somebody else's secret", roleCallOn('DeleteSecret', 'secretsmanager', { secretId: 'orders' })],
  ['a role of ours was refused at a rule of others', denied('DisableRule', 'events', 'rule/nightly-report')],
  ["somebody else's role", roleCallOn('DeleteRole', 'iam', { roleName: 'orders' })],
  ["somebody else's key", roleCallOn('DisableKey', 'kms', { keyId: 'alias/orders' })],
  ['GuardDuty sends its findings less often', roleCallOn('UpdateDetector', 'guardduty', { enable: true })],
  [
    'a refusal that does not say at what',
    roleCall('DeleteEventBus', 'events', { errorCode: 'AccessDenied' }),
  ],
];

test.each(silent)('%s in silence', (_, record) => {
  expect(verdicts(record)).toEqual([]);
});

describe('an installation that calls its own otherwise', () => {
  const key = '0f3a1c5e-0000-4000-8000-00000000000c';
  const installed = guardNamed(...ownNames, 'sentinel', '/acme/slack', key);

  test.each([
    [
      'its stack',
      roleCallOn('DeleteStack', 'cloudformation', { stackName: 'sentinel' }),
      'guard-stack-changed',
    ],
    [
      'its secret',
      roleCallOn('DeleteParameter', 'ssm', { name: '/acme/slack/bot-token' }),
      'guard-secret-changed',
    ],
    [
      'its role',
      roleCallOn('DeleteRole', 'iam', { roleName: 'sentinel-WorkerRole-1' }),
      'guard-role-changed',
    ],
    ['its key', roleCallOn('ScheduleKeyDeletion', 'kms', { keyId: key }), 'guard-key-changed'],
  ])('is told of %s', (_, record, detection) => {
    expect(verdicts(record, installed)).toEqual([`high ${detection}`]);
    expect(verdicts(record)).toEqual([]);
  });
});

function trail(name: string, change: JsonObject = {}): JsonObject {
  return roleCallOn(name, 'cloudtrail', { name: 'organization', ...change });
}

function selectors(change: JsonObject): JsonObject {
  return roleCallOn('PutEventSelectors', 'cloudtrail', { trailName: 'organization', ...change });
}

function advanced(...fieldSelectors: readonly JsonObject[]): readonly JsonObject[] {
  return [{ fieldSelectors }];
}

function events(name: string, parameters: JsonObject): JsonObject {
  return roleCallOn(name, 'events', parameters);
}

function own(name: string): JsonObject {
  return roleCallOn(name, 'lambda', { functionName: 'rootguard-events' });
}

/** Lambda's calls on a mapping name it by an id; the function stands in the answer. */
function mapping(name: string, functionName = 'rootguard-events'): JsonObject {
  const functionArn = `arn:aws:lambda:us-east-1:111122223333:function:${functionName}`;
  return roleCallOn(name, 'lambda', { uUID: 'a1b2c3' }, { responseElements: { functionArn } });
}

/** The caller's own name begins as the guard's does: it must never count as what the call was about. */
function denied(name: string, service: string, resource = 'trail/organization'): JsonObject {
  const arn = `arn:aws:${service}:us-east-1:111122223333:${resource}`;
  const caller = 'arn:aws:sts::111122223333:assumed-role/rootguard-worker/session';
  const errorMessage = `User: ${caller} is not authorized to perform: ${service}:${name} on resource: ${arn} with an explicit deny in a service control policy`;
  return roleCall(name, service, { errorCode: 'AccessDenied', errorMessage });
}

function verdicts(record: JsonObject, guard?: Guard): readonly string[] {
  const parsed = parseEnvelope(exampleEnvelope({ record }));
  if (!parsed.ok) throw new Error(parsed.reason);
  return detect(parsed.value, parsed.value.time, guard).map(
    ({ severity, detection }) => `${severity} ${detection}`,
  );
}
