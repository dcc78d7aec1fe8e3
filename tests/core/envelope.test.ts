import { envelopeId, parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import { findingEvent, roleCall } from '../../src/core/example-guard.ts';
import type { JsonObject } from '../../src/core/json.ts';

const signIn = exampleEnvelope({ record: rootSignIn() });
const usage = { id: 'f', type: 'Policy:IAMUser/RootCredentialUsage', updatedAt: '2026-11-23T05:02:11Z' };

test('an event that CloudTrail completes later, under another id, is the event that it was', () => {
  const detail = {
    ...rootSignIn(),
    eventID: 'event-2',
    addendum: { reason: 'UPDATED_DATA', updatedFields: 'responseElements', originalEventID: 'event-1' },
  };
  const parsed = parseEnvelope(exampleEnvelope({ record: detail }));
  expect(parsed).toMatchObject({ ok: true, value: { id: 'event-1', addendum: 'UPDATED_DATA' } });
});

describe('a CloudTrail record in its envelope', () => {
  test('is read as such', () => {
    expect(parseEnvelope(signIn)).toMatchObject({
      ok: true,
      value: { kind: 'cloudtrail', name: 'ConsoleLogin', account: '111122223333', outcome: 'success' },
    });
  });

  test('is read whatever its detail-type says: the record decides', () => {
    for (const spelling of ['AWS Console Signin via CloudTrail', 'something new', undefined]) {
      expect(parseEnvelope({ ...signIn, 'detail-type': spelling })).toMatchObject({
        ok: true,
        value: { kind: 'cloudtrail', name: 'ConsoleLogin' },
      });
    }
  });

  test('is refused when it claims to be of another account', () => {
    expect(parseEnvelope({ ...signIn, account: '444455556666' })).toEqual({
      ok: false,
      reason: 'account-mismatch',
    });
  });
});

describe('a finding in its envelope', () => {
  test('may come from the account that collects findings, and is about another', () => {
    const envelope = findingEvent('aws.guardduty', 'GuardDuty Finding', {
      ...usage,
      accountId: '444455556666',
    });
    expect(envelope.account).toBe('111122223333');
    expect(parseEnvelope(envelope)).toMatchObject({
      ok: true,
      value: { kind: 'finding', account: '444455556666', name: usage.type, source: 'aws.guardduty' },
    });
  });

  test('is refused when somebody else than AWS sends it', () => {
    for (const source of ['com.example.app', 'aws', 'rootguard.job', '', undefined]) {
      const envelope = { ...findingEvent('', 'GuardDuty Finding', usage), source };
      expect(parseEnvelope(envelope)).toEqual({ ok: false, reason: 'foreign-source' });
    }
  });
});

describe('what cannot be read is named and never thrown', () => {
  const unreadable: readonly (readonly [string, unknown, string])[] = [
    ['nothing', undefined, 'not-an-object'],
    ['a list', [signIn], 'not-an-object'],
    ['a text', 'Root', 'not-an-object'],
    ['an envelope without content', { source: 'aws.signin' }, 'no-detail'],
    [
      'a finding without content',
      { source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding' },
      'no-detail',
    ],
    ['content that is a text', { ...signIn, detail: 'ConsoleLogin' }, 'no-detail'],
    ['a detail-type that is a trap', { ...trap('__proto__'), detail: {} }, 'no-user-identity'],
    ['another trap', { ...trap('constructor'), detail: {} }, 'no-user-identity'],
    ['a record without a caller', changed({ userIdentity: undefined }), 'no-user-identity'],
    ['a record without a name', changed({ eventName: undefined }), 'no-event-name'],
    ['a record whose name is a number', changed({ eventName: 7 }), 'wrong-type'],
    ['a record without a time', changed({ eventTime: 'yesterday' }), 'no-event-time'],
  ];

  test.each(unreadable)('%s', (_, envelope, reason) => {
    expect(parseEnvelope(envelope)).toEqual({ ok: false, reason });
  });
});

test('a call by a role is read, too: whether it matters is for the detections to say', () => {
  expect(parseEnvelope(exampleEnvelope({ record: roleCall('StopLogging', 'cloudtrail') }))).toMatchObject({
    ok: true,
    value: { kind: 'cloudtrail', actor: { type: 'AssumedRole', issuer: 'Role' } },
  });
});

test('an envelope is called by its record’s id, else by its own', () => {
  const record = rootCall('CreateUser', 'iam.amazonaws.com');
  expect(envelopeId(exampleEnvelope({ record }))).toBe(record.eventID);
  expect(envelopeId(findingEvent('aws.config', 'Config Rules Compliance Change', {}))).toMatch(/^20000000-/);
  expect(envelopeId(undefined)).toBeUndefined();
});

function changed(change: JsonObject): JsonObject {
  return { ...signIn, detail: { ...rootSignIn(), ...change } };
}

function trap(detailType: string): JsonObject {
  return { ...signIn, 'detail-type': detailType };
}
