import { acknowledged } from '../../src/core/acts.ts';
import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import { findingEvent, roleCallOn } from '../../src/core/example-guard.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { defaultLadder } from '../../src/core/ladder.ts';
import { changeIncident } from '../../src/flows/change-incident.ts';
import { drawCard } from '../../src/flows/draw-card.ts';
import { CardElsewhereError } from '../../src/flows/raise-alerts.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { envelopeOf } from '../support/sqs.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const cards = () => deployment.slack.messages('C0ALERTS');
const shown = () => JSON.stringify(cards());
const write = (change: JsonObject = {}) => envelopeOf(rootCall('CreateUser', 'iam.amazonaws.com'), change);
const read = (change: JsonObject = {}) =>
  envelopeOf(rootCall('ListUsers', 'iam.amazonaws.com', { readOnly: true }), change);

describe('one event', () => {
  test('is one card, whoever delivers it and how often', async () => {
    const { raise } = alertPath(deployment);
    const envelope = write();
    const outcomes = await Promise.all([
      raise(envelope),
      raise(envelope),
      raise({ ...envelope, id: 'another' }),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'posted')).toHaveLength(1);
    expect(await raise(envelope, true)).toBe('unchanged');
    expect(cards()).toHaveLength(1);
  });

  test('that is delivered again while its card is drawn comes again later: its worker may have died', async () => {
    const { raise } = alertPath(deployment);
    const envelope = write();
    deployment.slack.setFaults([{ method: 'chat.postMessage', status: 200, hangMs: 300, times: 1 }]);
    const first = raise(envelope);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await expect(raise(envelope, true)).rejects.toThrow(CardElsewhereError);
    expect(await first).toBe('posted');
    expect(cards()).toHaveLength(1);
  });

  test('whose worker died after Slack took the card is found again when the pen has run out', async () => {
    const dying = alertPath(deployment);
    const { store } = dying.ports;
    // The process ends: no write gets through any more.
    const dead = { ...store, replace: () => new Promise<never>(() => undefined) };
    const envelope = write();
    void alertPath(deployment, { store: dead }).raise(envelope);
    while (cards().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));

    await expect(dying.raise(envelope, true)).rejects.toThrow(CardElsewhereError);
    deployment.clock.advance(91_000);
    expect(await dying.raise(envelope, true)).toBe('found');
    expect(cards()).toHaveLength(1);
  });
});

describe('a root session', () => {
  test('keeps what root only read on the card that the session has', async () => {
    const { raise } = alertPath(deployment);
    await raise(write());
    await raise(read());
    await raise(read({ eventName: 'ListRoles' }));
    expect(cards()).toHaveLength(1);
    expect(shown()).toContain('2 read-only calls');
  });

  test('counts a read once, however often it is delivered', async () => {
    const { raise } = alertPath(deployment);
    await raise(write());
    const envelope = read();
    await raise(envelope);
    await raise(envelope, true);
    expect(shown()).toContain('1 read-only call');
    expect(shown()).not.toContain('2 read-only');
  });

  test('a read of another session is a card of its own', async () => {
    const { raise } = alertPath(deployment);
    await raise(write());
    const record = rootCall('ListUsers', 'iam.amazonaws.com', { readOnly: true });
    const userIdentity = {
      ...(record.userIdentity as JsonObject),
      accessKeyId: 'ASIAANOTHEREXAMPLE00',
      sessionContext: { attributes: { creationDate: '2026-11-23T09:00:00Z' } },
    };
    await raise(envelopeOf({ ...record, userIdentity }));
    expect(cards()).toHaveLength(2);
  });

  test('of which many reads come at once ends on one card with the right number', async () => {
    const { raise } = alertPath(deployment);
    await raise(write());
    // As many workers as the event source mapping starts at most, each with a batch of its own.
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const batch: string[] = [];
        for (const envelope of Array.from({ length: 6 }, () => read())) batch.push(await raise(envelope));
        return batch;
      }),
    );
    expect(outcomes.flat()).toContain('elsewhere');
    expect(cards()).toHaveLength(1);
    expect(shown()).toContain('30 read-only calls');
  });
});

describe('a session of sts:AssumeRoot', () => {
  const assumeRoot = () =>
    envelopeOf(
      roleCallOn('AssumeRoot', 'sts', {
        targetPrincipal: 'arn:aws:iam::444455556666:root',
        taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
      }),
      { responseElements: { credentials: { accessKeyId: 'ASIATASKEXAMPLE00000' } } },
    );
  const inMember = (record: JsonObject): JsonObject => {
    const userIdentity = { type: 'Root', accountId: '444455556666', accessKeyId: 'ASIATASKEXAMPLE00000' };
    const detail = { userIdentity, recipientAccountId: '444455556666' };
    return { ...envelopeOf(record, detail), account: '444455556666' };
  };

  const call = () => inMember(rootCall('DeleteBucketPolicy', 's3.amazonaws.com'));

  test.each([
    ['its calls come after it', () => [assumeRoot(), call()]],
    ['its calls come before it', () => [call(), assumeRoot()]],
  ])('is one card about the member account, when %s', async (_, events) => {
    const { raise } = alertPath(deployment);
    for (const event of events()) await raise(event);
    expect(cards().map(({ text }) => text)).toEqual([
      expect.stringContaining('AssumeRoot task in 4444 5555 6666'),
    ]);
    expect(shown()).toContain('2 writes');
  });

  test('keeps what it only read on the card of the AssumeRoot call', async () => {
    const { raise } = alertPath(deployment);
    await raise(assumeRoot());
    await raise(inMember(rootCall('GetBucketPolicy', 's3.amazonaws.com', { readOnly: true })));
    expect(cards()).toHaveLength(1);
    expect(shown()).toContain('1 read-only call');
  });

  test('is not guessed: a call with another key is root itself', async () => {
    const { raise } = alertPath(deployment);
    await raise(assumeRoot());
    const call = inMember(rootCall('DeleteBucketPolicy', 's3.amazonaws.com'));
    const detail = {
      ...(call.detail as JsonObject),
      userIdentity: { type: 'Root', accountId: '444455556666', accessKeyId: 'ASIAOTHEREXAMPLE0000' },
    };
    await raise({ ...call, detail });
    expect(JSON.stringify(cards()[1])).toContain('has not seen root used');
  });
});

describe("another service's finding", () => {
  const finding = (change: JsonObject = {}) => ({
    ...findingEvent('aws.guardduty', 'GuardDuty Finding', {
      id: 'finding-1',
      type: 'Policy:IAMUser/RootCredentialUsage',
      accountId: '111122223333',
      updatedAt: '2026-11-23T05:30:00Z',
      resource: { accessKeyDetails: { userType: 'Root', accessKeyId: 'ASIAIOSFODNN7EXAMPLE' } },
      ...change,
    }),
  });

  test('is added to the card of the session that it speaks of, also when it names no key', async () => {
    const { raise } = alertPath(deployment);
    await raise(write());
    await raise(finding());
    await raise(finding({ id: 'finding-2', resource: {} }));
    expect(cards()).toHaveLength(1);
    expect(shown()).toContain('Policy:IAMUser/RootCredentialUsage');
  });

  test('is a card of its own when no session is known: CloudTrail may not have reached us', async () => {
    const { raise } = alertPath(deployment);
    await raise(finding());
    expect(cards().map(({ text }) => text)).toEqual([
      expect.stringContaining('GuardDuty saw root being used'),
    ]);
  });

  test('about the state of root is a card of its own, whatever root does meanwhile', async () => {
    const { raise } = alertPath(deployment);
    await raise(write());
    const advisor = { 'check-name': 'MFA on Root Account', status: 'ERROR', uuid: 'check-1' };
    await raise(
      findingEvent('aws.trustedadvisor', 'Trusted Advisor Check Item Refresh Notification', advisor),
    );
    expect(cards()).toHaveLength(2);
  });
});

describe('a card and its incident', () => {
  test('agree when somebody acknowledges while the card is posted', async () => {
    const { ports, raise } = alertPath(deployment);
    deployment.slack.setFaults([{ method: 'chat.postMessage', status: 200, hangMs: 200, times: 1 }]);
    const posting = raise(write());
    let open = await ports.store.listOpen(1);
    while (open.length === 0) open = await ports.store.listOpen(1);
    const id = open[0]?.id ?? '';
    const result = await changeIncident({ ...ports, ladder: defaultLadder }, id, (incident, at) =>
      acknowledged(incident, { by: 'U0KIM', name: 'Kim', at }),
    );
    if (result.outcome !== 'done') throw new Error(result.outcome);
    expect(await drawCard(ports, result.incident, false)).toBe('elsewhere');
    await posting;
    expect(cards()).toHaveLength(1);
    expect(shown()).toContain('Acknowledged by Kim');
  });

  test('say what the past of the account adds', async () => {
    const { raise } = alertPath(deployment);
    await raise(envelopeOf(rootSignIn(), { eventTime: '2025-10-07T12:00:00Z' }));
    await raise(
      envelopeOf(rootSignIn(), { eventTime: '2026-11-23T12:00:00Z', sourceIPAddress: '203.0.113.9' }),
    );
    expect(shown()).toContain('first root use in 412 days · address not seen before for this account');
  });
});
