import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootIdentity, userCall } from '../../src/core/example-event.ts';
import { findingEvent, roleCall, roleCallOn } from '../../src/core/example-guard.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { detect } from '../../src/flows/detect.ts';

const refused = { errorCode: 'AccessDenied', requestParameters: null };
const member = { accountId: '444455556666' };

/** The rows of the catalogue about central root access, the account and the organization: by a role, a user, and root. */
const rows: readonly (readonly [string, JsonObject, string])[] = [
  ['D1 a root password is allowed again', task('IAMCreateRootUserPassword'), 'critical assume-root'],
  ['D1 root credentials are deleted', task('IAMDeleteRootUserCredentials'), 'high assume-root'],
  ['D1 a bucket is unlocked', task('S3UnlockBucketPolicy'), 'high assume-root'],
  ['D1 a queue is unlocked', task('SQSUnlockQueuePolicy'), 'high assume-root'],
  ['D1 credentials are looked at', task('IAMAuditRootUserCredentials'), 'medium assume-root'],
  [
    'D1 a session is refused',
    { ...task('IAMCreateRootUserPassword'), errorCode: 'AccessDenied' },
    'critical assume-root',
  ],
  [
    'D1 a refusal that does not say for which task',
    roleCall('AssumeRoot', 'sts', refused),
    'high assume-root',
  ],
  [
    'D1 a call that says it only reads',
    { ...task('S3UnlockBucketPolicy'), readOnly: true },
    'high assume-root',
  ],
  [
    'D3 passwords are managed centrally',
    roleCall('EnableOrganizationsRootCredentialsManagement', 'iam'),
    'medium central-root-access-changed',
  ],
  [
    'D3 they no longer are',
    roleCall('DisableOrganizationsRootCredentialsManagement', 'iam'),
    'high central-root-access-changed',
  ],
  [
    'D3 root sessions are allowed',
    roleCall('EnableOrganizationsRootSessions', 'iam'),
    'medium central-root-access-changed',
  ],
  [
    'D3 they no longer are',
    roleCall('DisableOrganizationsRootSessions', 'iam'),
    'high central-root-access-changed',
  ],
  ...[
    'EnableAWSServiceAccess',
    'DisableAWSServiceAccess',
    'RegisterDelegatedAdministrator',
    'DeregisterDelegatedAdministrator',
  ].map(
    (name) =>
      [
        `D4 ${name} for IAM`,
        roleCallOn(name, 'organizations', { servicePrincipal: 'iam.amazonaws.com', ...member }),
        'high root-delegated-administrator',
      ] as const,
  ),
  [
    'E1 a new e-mail address is asked for',
    roleCallOn('StartPrimaryEmailUpdate', 'account', member),
    'critical primary-email-changed',
  ],
  [
    'E1 it is confirmed',
    roleCallOn('AcceptPrimaryEmailUpdate', 'account', member),
    'critical primary-email-changed',
  ],
  ['E1 it is refused', roleCall('StartPrimaryEmailUpdate', 'account', refused), 'high primary-email-changed'],
  [
    'E2 the security contact is changed',
    contact('PutAlternateContact', 'SECURITY'),
    'high alternate-contact-changed',
  ],
  [
    'E2 the security contact is deleted',
    contact('DeleteAlternateContact', 'SECURITY'),
    'high alternate-contact-changed',
  ],
  [
    'E2 the billing contact is changed',
    contact('PutAlternateContact', 'BILLING'),
    'medium alternate-contact-changed',
  ],
  [
    'E2 a refused change',
    roleCall('PutAlternateContact', 'account', refused),
    'medium alternate-contact-changed',
  ],
  [
    'E3 the phone number is changed',
    roleCall('PutContactInformation', 'account'),
    'high contact-information-changed',
  ],
  ['E4 the account is renamed', roleCall('PutAccountName', 'account'), 'medium account-name-changed'],
  ['E5 a Region is switched on', roleCall('EnableRegion', 'account'), 'medium region-changed'],
  ['E5 a Region is switched off', roleCall('DisableRegion', 'account'), 'medium region-changed'],
  ['E6 the account closes itself', roleCall('CloseAccount', 'account'), 'critical account-closed'],
  [
    'E6 the management account closes a member',
    roleCallOn('CloseAccount', 'organizations', member),
    'critical account-closed',
  ],
  [
    'E6 it is closed in the billing console',
    roleCall('CloseAccount', 'billingconsole'),
    'critical account-closed',
  ],
  ['E6 closing is refused', roleCall('CloseAccount', 'organizations', refused), 'high account-closed'],
  ['E7 the account leaves', roleCall('LeaveOrganization', 'organizations'), 'critical organization-left'],
  [
    'E7 leaving is refused',
    roleCall('LeaveOrganization', 'organizations', refused),
    'high organization-left',
  ],
  [
    'E7 a member is removed',
    roleCallOn('RemoveAccountFromOrganization', 'organizations', member),
    'critical organization-left',
  ],
  [
    'E7 the organization is deleted',
    roleCall('DeleteOrganization', 'organizations'),
    'critical organization-left',
  ],
  [
    'E8 service control policies are switched off',
    roleCallOn('DisablePolicyType', 'organizations', { policyType: 'SERVICE_CONTROL_POLICY' }),
    'high organization-policy-weakened',
  ],
  [
    'E8 a policy is detached',
    roleCallOn('DetachPolicy', 'organizations', { policyId: 'p-1a2b3c4d', targetId: 'ou-ab12-1a2b3c4d' }),
    'medium organization-policy-weakened',
  ],
  [
    "E8 the guard's policy is renamed",
    roleCallOn('UpdatePolicy', 'organizations', { policyId: 'p-1a2b3c4d', name: 'rootguard-protect' }),
    'high organization-policy-weakened',
  ],
];

describe('whoever changes who may be root, or the account itself, is told on', () => {
  test.each(rows)('%s by a role', (_, record, expected) => {
    expect(verdicts({ record })).toEqual([expected]);
  });

  test.each(rows)('%s by an IAM user', (_, record, expected) => {
    const { userIdentity } = userCall('AssumeRoot', 'sts.amazonaws.com');
    expect(verdicts({ record: { ...record, userIdentity } })).toEqual([expected]);
  });
});

/** AWS lets nobody open a root session as root. */
const byRoot = rows.filter(([name, { errorCode }]) => !name.startsWith('D1') && errorCode === undefined);

test.each(byRoot)('%s by root, which is told more precisely than as any root call', (_, record, expected) => {
  expect(verdicts({ record: { ...record, userIdentity: rootIdentity } })).toEqual([expected]);
});

test.each(rows)('%s: a service of another name with such a call is left alone', (_, record) => {
  expect(verdicts({ record: { ...record, eventSource: 'example.amazonaws.com' } })).toEqual([]);
});

test('a Region that reports its own change is told on, and why depends on the direction', () => {
  expect(reasonsOf(region('ENABLED'))).toEqual(['region-unseen']);
  expect(reasonsOf(region('DISABLED'))).toEqual(['region-off']);
});

test('a refused delegate is told of where the record does not say for which service', () => {
  for (const requestParameters of [null, {}]) {
    const record = { ...delegate(''), ...refused, requestParameters };
    expect(verdicts({ record })).toEqual(['medium root-delegated-administrator']);
  }
});

const silent: readonly (readonly [string, JsonObject])[] = [
  ['an ordinary role is assumed', roleCall('AssumeRole', 'sts')],
  ['features are listed', roleCall('ListOrganizationsFeatures', 'iam', { readOnly: true })],
  ['a delegate for another service', delegate('guardduty.amazonaws.com')],
  [
    'a refused delegate for another service',
    { ...delegate('guardduty.amazonaws.com'), errorCode: 'AccessDenied' },
  ],
  ['contacts are looked at', contact('GetAlternateContact', 'SECURITY')],
  ['AWS reports that an account was closed', roleCall('CloseAccountResult', 'organizations', serviceEvent())],
  ['an account joins', roleCall('AcceptHandshake', 'organizations')],
  ['FullAWSAccess is detached', roleCallOn('DetachPolicy', 'organizations', { policyId: 'p-FullAWSAccess' })],
  ['an IAM policy is detached', roleCall('DetachRolePolicy', 'iam')],
  [
    'tag policies are switched off',
    roleCallOn('DisablePolicyType', 'organizations', { policyType: 'TAG_POLICY' }),
  ],
];

test.each(silent)('%s in silence', (_, record) => {
  expect(verdicts({ record })).toEqual([]);
});

function task(name: string): JsonObject {
  const taskPolicyArn = { arn: `arn:aws:iam::aws:policy/root-task/${name}` };
  return roleCallOn('AssumeRoot', 'sts', { targetPrincipal: '444455556666', taskPolicyArn });
}

function contact(name: string, alternateContactType: string): JsonObject {
  return roleCallOn(name, 'account', { alternateContactType });
}

function delegate(servicePrincipal: string): JsonObject {
  return roleCallOn('RegisterDelegatedAdministrator', 'organizations', { servicePrincipal, ...member });
}

function region(status: string): JsonObject {
  return findingEvent('aws.account', 'Region Opt-In Status Change', { accountId: '111122223333', status });
}

function serviceEvent(): JsonObject {
  const userIdentity = { accountId: '111122223333', invokedBy: 'organizations.amazonaws.com' };
  return { eventType: 'AwsServiceEvent', userIdentity };
}

function findings(example: { readonly record?: JsonObject; readonly envelope?: JsonObject }) {
  const parsed = parseEnvelope(exampleEnvelope(example));
  if (!parsed.ok) throw new Error(parsed.reason);
  return detect(parsed.value, parsed.value.time);
}

function verdicts(example: { readonly record: JsonObject }): readonly string[] {
  return findings(example).map(({ severity, detection }) => `${severity} ${detection}`);
}

function reasonsOf(envelope: JsonObject): readonly string[] {
  return findings({ envelope }).flatMap(({ because }) => because.map(({ code }) => code));
}
