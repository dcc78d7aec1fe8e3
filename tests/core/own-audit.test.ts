import fc from 'fast-check';
import { asObject, type JsonObject } from '../../src/core/json.ts';
import { alibiOf, auditCalls, isOwnAudit, type RootAudit } from '../../src/core/own-audit.ts';
import { parseRootEvent, type RootEvent } from '../../src/core/root-event.ts';

const hub = '111122223333';
const member = '444455556666';
const role = { arn: `arn:aws:iam::${hub}:role/rootguard/RootGuardAudit`, account: hub };
const key = 'ASIAIOSFODNN7EXAMPLE';
const began = Date.parse('2026-11-23T05:00:00Z');
const audit: RootAudit = { id: 'a', account: member, at: began, key };

const opening: JsonObject = {
  eventID: '1',
  eventTime: '2026-11-23T05:00:01Z',
  eventType: 'AwsApiCall',
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRoot',
  awsRegion: 'us-east-1',
  recipientAccountId: hub,
  userIdentity: {
    type: 'AssumedRole',
    accountId: hub,
    arn: `arn:aws:sts::${hub}:assumed-role/RootGuardAudit/rootguard-audit`,
    accessKeyId: 'ASIAROLEEXAMPLE00000',
    sessionContext: { sessionIssuer: { type: 'Role', arn: role.arn, accountId: hub }, assumedRoot: 'true' },
  },
  requestParameters: {
    targetPrincipal: member,
    taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
    durationSeconds: 120,
  },
  responseElements: { credentials: { accessKeyId: key } },
};

const reading = (eventName: string): JsonObject => ({
  eventID: `2-${eventName}`,
  eventTime: '2026-11-23T05:00:02Z',
  eventType: 'AwsApiCall',
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  recipientAccountId: member,
  readOnly: true,
  userIdentity: { type: 'Root', accountId: member, arn: `arn:aws:iam::${member}:root`, accessKeyId: key },
  requestParameters: null,
  responseElements: null,
});

const parsed = (record: JsonObject): RootEvent => {
  const read = parseRootEvent(record);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
};

/** What the alert path asks: the audits of the account and the time that the event speaks of, out of all that there were. */
function isQuiet(record: JsonObject, audits: readonly RootAudit[] = [audit]): boolean {
  const event = parsed(record);
  const alibi = alibiOf(event, role);
  if (alibi === undefined) return false;
  const { account, from, until } = alibi;
  return isOwnAudit(
    event,
    audits.filter((each) => each.account === account && each.at >= from && each.at <= until),
  );
}

const changed = (record: JsonObject, path: readonly string[], value: unknown): JsonObject => {
  const [first = '', ...rest] = path;
  return {
    ...record,
    [first]: rest.length === 0 ? value : changed(asObject(record[first]) ?? {}, rest, value),
  };
};

test('the opening and the four reads of an audit are quiet', () => {
  expect(isQuiet(opening)).toBe(true);
  for (const name of auditCalls) expect(isQuiet(reading(name))).toBe(true);
});

test('that there is no password, and that AWS throttled, are answers that an audit gets', () => {
  const none = { ...reading('GetLoginProfile'), errorCode: 'NoSuchEntityException' };
  expect(isQuiet(none)).toBe(true);
  expect(isQuiet({ ...reading('ListMFADevices'), errorCode: 'ThrottlingException' })).toBe(true);
  const throttled = { ...opening, errorCode: 'ThrottlingException', responseElements: null };
  expect(isQuiet(throttled)).toBe(true);
  expect(isQuiet(throttled, [])).toBe(false);
});

test('the opening may come before STS’s answer, and reads come only after their key', () => {
  const { key: _key, ...announced } = audit;
  expect(isQuiet(opening, [announced])).toBe(true);
  expect(isQuiet(reading('ListMFADevices'), [announced])).toBe(false);
  // An hour later an audit that never got a key speaks for nothing.
  expect(isQuiet(opening, [{ ...announced, at: began - 3_600_000 }])).toBe(false);
});

test.each<[string, JsonObject]>([
  [
    'another role',
    changed(opening, ['userIdentity', 'sessionContext', 'sessionIssuer', 'arn'], `${role.arn}2`),
  ],
  [
    'a role of that name with another path',
    changed(
      opening,
      ['userIdentity', 'sessionContext', 'sessionIssuer', 'arn'],
      `arn:aws:iam::${hub}:role/RootGuardAudit`,
    ),
  ],
  [
    'a role of that name in another account',
    { ...changed(opening, ['userIdentity', 'accountId'], member), recipientAccountId: member },
  ],
  ['an IAM user', changed(opening, ['userIdentity', 'type'], 'IAMUser')],
  [
    'another task',
    changed(
      opening,
      ['requestParameters', 'taskPolicyArn', 'arn'],
      'arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials',
    ),
  ],
  [
    'a policy of somebody’s own with that name',
    changed(
      opening,
      ['requestParameters', 'taskPolicyArn', 'arn'],
      `arn:aws:iam::${hub}:policy/root-task/IAMAuditRootUserCredentials`,
    ),
  ],
  ['no task', changed(opening, ['requestParameters', 'taskPolicyArn'], undefined)],
  ['another member', changed(opening, ['requestParameters', 'targetPrincipal'], '999900001111')],
  ['no parameters at all', { ...opening, requestParameters: null }],
  [
    'a key that is not ours',
    changed(opening, ['responseElements', 'credentials', 'accessKeyId'], 'ASIAOTHER'),
  ],
  ['no key', { ...opening, responseElements: null }],
  ['a refusal', { ...opening, errorCode: 'AccessDenied', responseElements: null }],
  ['another service with such a call', { ...opening, eventSource: 'sts.example.com' }],
  ['an opening of the next day', { ...opening, eventTime: '2026-11-24T05:00:01Z' }],
])('an opening by %s alerts', (_name, record) => {
  expect(isQuiet(record)).toBe(false);
});

test.each<[string, JsonObject]>([
  ['with another key', changed(reading('ListMFADevices'), ['userIdentity', 'accessKeyId'], 'ASIAOTHER')],
  ['without a key', changed(reading('ListMFADevices'), ['userIdentity', 'accessKeyId'], undefined)],
  [
    'in another account',
    { ...changed(reading('ListMFADevices'), ['userIdentity', 'accountId'], hub), recipientAccountId: hub },
  ],
  [
    'whose caller is of another account',
    changed(reading('ListMFADevices'), ['userIdentity', 'accountId'], hub),
  ],
  ['by an IAM user', changed(reading('ListMFADevices'), ['userIdentity', 'type'], 'IAMUser')],
  ['about an IAM user', { ...reading('ListAccessKeys'), requestParameters: { userName: 'kim' } }],
  ['of something else', reading('GetAccountAuthorizationDetails')],
  ['that is a write', { ...reading('ListMFADevices'), readOnly: false }],
  ['that does not say that it is a read', changed(reading('ListMFADevices'), ['readOnly'], undefined)],
  ['that is a write by name', { ...reading('CreateLoginProfile'), readOnly: true }],
  ['that AWS denied', { ...reading('ListMFADevices'), errorCode: 'AccessDenied' }],
  [
    'that found nothing where there is always something',
    { ...reading('ListAccessKeys'), errorCode: 'NoSuchEntityException' },
  ],
  ['of another service', { ...reading('ListMFADevices'), eventSource: 'sso.amazonaws.com' }],
  ['of an hour later', { ...reading('ListMFADevices'), eventTime: '2026-11-23T06:00:02Z' }],
  ['an hour before', { ...reading('ListMFADevices'), eventTime: '2026-11-23T04:00:02Z' }],
])('a read %s alerts', (_name, record) => {
  expect(isQuiet(record)).toBe(false);
});

test('whatever is taken away from such an event, or put in its place, it is not quiet by that', () => {
  const decides = [
    ...['eventType', 'eventSource', 'eventName', 'recipientAccountId', 'requestParameters'].map((name) => [
      name,
    ]),
    ['userIdentity', 'type'],
    ['userIdentity', 'accountId'],
    ['userIdentity', 'sessionContext', 'sessionIssuer', 'arn'],
    ['requestParameters', 'targetPrincipal'],
    ['requestParameters', 'taskPolicyArn', 'arn'],
    ['responseElements', 'credentials', 'accessKeyId'],
  ];
  const anything = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.constant(undefined),
    fc.object(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...decides), anything, (path, value) => {
      const record = changed(opening, path, value);
      const read = parseRootEvent(record);
      // The account may stand in another place, and that place says the same.
      if (read.ok && path[0] === 'recipientAccountId' && read.value.account === hub) return;
      expect(read.ok && isQuiet(record)).toBe(false);
    }),
  );
});

test('no event is quiet where nothing was audited', () => {
  for (const record of [opening, ...auditCalls.map(reading)]) expect(isQuiet(record, [])).toBe(false);
});
