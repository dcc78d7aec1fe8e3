import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootIdentity, rootSignIn, userCall } from '../../src/core/example-event.ts';
import { healthyAccount } from '../../src/core/example-facts.ts';
import { eventMark, incidentId } from '../../src/core/incident-id.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { remembering } from '../../src/core/ledger.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const minute = 60_000;
const day = 86_400_000;

/** An account that RootGuard has watched for a week. */
async function watchedAccount(since = 7 * day): Promise<string> {
  const account = fixture.freshAccount();
  await fixture.store.saveCheck({ account, at: fixture.clock.now() - since, facts: healthyAccount() });
  return account;
}

/** Root does something so many ms ago, and CloudTrail writes it down. */
function happened(account: string, record: JsonObject, ago: number, id: string): JsonObject {
  const eventTime = `${new Date(fixture.clock.now() - ago).toISOString().slice(0, 19)}Z`;
  const identity = { ...(record.userIdentity as JsonObject), accountId: account };
  const envelope = exampleEnvelope({
    record: { ...record, eventID: id, eventTime, recipientAccountId: account, userIdentity: identity },
  });
  fixture.aws.record(envelope);
  return envelope;
}

/** RootGuard is told. */
async function told(envelope: JsonObject): Promise<void> {
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) throw new Error(parsed.reason);
  const ledger = await fixture.store.ledger(parsed.value.account);
  const event = parsed.value;
  const incident = ledger.sessions.at(-1)?.incident ?? incidentId(event);
  const next = remembering(ledger, event, incident);
  await fixture.store.keepEvent(incident, { mark: eventMark(event), at: event.time, raw: event.raw });
  await fixture.store.replaceLedger({ ...next, version: ledger.version + 1 });
}

const historyOf = async (account: string) => (await fixture.auditor().gather(account)).rootHistory;
const signIn = rootSignIn({ mfa: 'Yes' }) as JsonObject;
const change = rootCall('CreateUser', 'iam.amazonaws.com') as JsonObject;

test('what RootGuard was told of is not missed', async () => {
  const account = await watchedAccount();
  await told(happened(account, signIn, 60 * minute, 'a'));
  await told(happened(account, change, 50 * minute, 'b'));
  expect(await historyOf(account)).toMatchObject({ known: true, value: { events: 2, missed: [] } });
});

test('what it was not told of is named, the oldest first', async () => {
  const account = await watchedAccount();
  const seen = happened(account, signIn, 60 * minute, 'a');
  await told(seen);
  happened(account, change, 40 * minute, 'c');
  happened(account, signIn, 50 * minute, 'b');
  expect(await historyOf(account)).toMatchObject({
    known: true,
    value: {
      events: 3,
      missed: [
        { id: 'b', name: 'ConsoleLogin' },
        { id: 'c', name: 'CreateUser' },
      ],
    },
  });
});

test.each<[string, JsonObject, number]>([
  ['what is minutes old, and may be on its way', signIn, 5 * minute],
  ['what is older than a day', signIn, 25 * 60 * minute],
  [
    'what root only reads',
    rootCall('ListUsers', 'iam.amazonaws.com', { readOnly: true }) as JsonObject,
    60 * minute,
  ],
  [
    'what an IAM user does that is called root',
    userCall('CreateUser', 'iam.amazonaws.com', {
      userIdentity: { type: 'IAMUser', userName: 'root' },
    }) as JsonObject,
    60 * minute,
  ],
  [
    'what AWS does in the name of root',
    rootCall('CreateTags', 'ec2.amazonaws.com', {
      sourceIPAddress: 'autoscaling.amazonaws.com',
      userIdentity: { ...rootIdentity, invokedBy: 'autoscaling.amazonaws.com' },
    }) as JsonObject,
    60 * minute,
  ],
])('%s is not asked for', async (_name, record, ago) => {
  const account = await watchedAccount();
  happened(account, record, ago, 'a');
  expect(await historyOf(account)).toMatchObject({ known: true, value: { events: 0, missed: [] } });
});

test('what happened before RootGuard watched is not held against it', async () => {
  const account = await watchedAccount(2 * 60 * minute);
  happened(account, signIn, 3 * 60 * minute, 'before');
  happened(account, signIn, 60 * minute, 'after');
  expect(await historyOf(account)).toMatchObject({ value: { events: 1, missed: [{ id: 'after' }] } });
});

test('at the first check there is nothing to compare', async () => {
  const account = fixture.freshAccount();
  happened(account, signIn, 60 * minute, 'a');
  expect(await historyOf(account)).toEqual({
    known: true,
    value: { from: undefined, events: 0, missed: [] },
  });
});

test('a flood of incidents hides nothing: what the ledger has forgotten is unknown', async () => {
  const account = await watchedAccount();
  const at = fixture.clock.now() - 10 * minute;
  const sessions = Array.from({ length: 40 }, (_, index) => ({
    incident: `RG-FLOOD${index}`,
    keys: [],
    firstAt: at,
    lastAt: at,
  }));
  await fixture.store.replaceLedger({ account, uses: [], sessions, version: 1 });
  expect(await historyOf(account)).toEqual({
    known: false,
    cause: 'not-ready',
    call: 'cloudtrail:LookupEvents',
  });
});

test("the report's last use is held against what RootGuard was told", async () => {
  const account = await watchedAccount();
  const at = fixture.clock.now() - 3 * 60 * minute;
  fixture.aws.setAccount(account, { rootLastUse: `${new Date(at).toISOString().slice(0, 19)}+00:00` });
  const before = await fixture.auditor().gather(account);
  expect(before.rootLastUse).toMatchObject({
    value: { by: 'password', alerted: { known: true, value: false } },
  });
  await told(happened(account, signIn, 3 * 60 * minute, 'a'));
  const after = await fixture.auditor().gather(account);
  expect(after.rootLastUse).toMatchObject({ value: { alerted: { known: true, value: true } } });
});

test('an account that cannot be entered is still known by its heartbeat', async () => {
  const account = fixture.freshAccount();
  await fixture.store.saveHeartbeat({ account, region: 'us-east-1', at: 1_000 });
  fixture.aws.setAccount(account, { deny: ['sts:AssumeRole'] });
  const facts = await fixture.auditor().gather(account);
  expect(facts.heartbeats).toEqual({ known: true, value: [{ region: 'us-east-1', at: 1_000 }] });
  expect(facts.rootCredentials).toMatchObject({ known: false, cause: 'assume-role-failed' });
});
