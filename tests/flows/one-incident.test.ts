import fc from 'fast-check';
import { rootCall, rootIdentity, rootSignIn } from '../../src/core/example-event.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { envelopeOf } from '../support/sqs.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const cards = () =>
  deployment.slack
    .messages('C0ALERTS')
    .filter(({ thread_ts, ts }) => thread_ts === undefined || thread_ts === ts);
const thread = () => JSON.stringify(deployment.slack.messages('C0ALERTS', cards()[0]?.ts));

/** A root session from its failed attempts on, at 05:00. */
const signInAt = '2026-11-23T05:00:00Z';
const inSession = (name: string, eventTime: string, change: JsonObject = {}) =>
  envelopeOf(rootCall(name, 'iam.amazonaws.com'), {
    eventTime,
    userIdentity: {
      ...rootIdentity,
      accessKeyId: `ASIA${name.toUpperCase().padEnd(16, 'X').slice(0, 16)}`,
      sessionContext: { attributes: { creationDate: '2026-11-23T05:00:03Z', mfaAuthenticated: 'true' } },
    },
    ...change,
  });
const session = (): readonly JsonObject[] => [
  envelopeOf(rootSignIn({ result: 'Failure' }), {
    eventTime: '2026-11-23T04:10:00Z',
    sourceIPAddress: '203.0.113.9',
  }),
  envelopeOf(rootSignIn({ result: 'Failure' }), {
    eventTime: '2026-11-23T04:58:00Z',
    sourceIPAddress: '192.0.2.44',
  }),
  envelopeOf(rootSignIn({ mfa: 'Yes' }), { eventTime: signInAt }),
  inSession('CreateUser', '2026-11-23T05:04:00Z'),
  inSession('CreateAccessKey', '2026-11-23T05:06:00Z'),
  inSession('ListUsers', '2026-11-23T05:07:00Z', { readOnly: true }),
  inSession('DeactivateMFADevice', '2026-11-23T05:14:00Z'),
];

test('a session, the sign-in that opened it and the failures before it are one card with a running total', async () => {
  const { raise } = alertPath(deployment);
  for (const envelope of session()) await raise(envelope);
  expect(cards().map(({ text }) => text)).toEqual([
    expect.stringContaining(
      'Critical: Root session in acme-prod: 1 h, 3 writes, 1 key created, MFA deactivated',
    ),
  ]);
  expect(JSON.stringify(cards()[0]?.blocks)).toContain(
    '1 h · 3 writes · 1 key created · MFA deactivated · 1 sign-in · 2 failed sign-ins · 1 read-only call',
  );
});

test('the order in which its events come changes nothing but when a rise was said', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }), async (order) => {
      const fresh = await startDeployment();
      try {
        const { raise, ports } = alertPath(fresh);
        const events = session();
        for (const index of order) await raise(events[index] ?? {});
        const open = await ports.store.listOpen(10);
        expect(open).toHaveLength(1);
        const [incident] = open;
        expect(incident?.tally).toMatchObject({ signIns: 1, failedSignIns: 2, writes: 3, reads: 1 });
        expect(incident?.timeline.map(({ name }) => name)).toEqual([
          'ConsoleLogin',
          'ConsoleLogin',
          'ConsoleLogin',
          'CreateUser',
          'CreateAccessKey',
          'ListUsers',
          'DeactivateMFADevice',
        ]);
      } finally {
        await fresh.close();
      }
    }),
    { numRuns: 12 },
  );
});

test('the thread is the timeline in event time, each line with the way to its record', async () => {
  const { raise } = alertPath(deployment);
  const events = session();
  for (const index of [3, 6, 0, 2]) await raise(events[index] ?? {});
  const shown = thread();
  const places = ['04:10:00', '05:00:00', '05:04:00', '05:14:00'].map((time) => shown.indexOf(time));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(shown).toContain('console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/');
});

test('a rise to critical is said in the channel, once, and the card says what made it so', async () => {
  const { raise } = alertPath(deployment);
  const events = session();
  await raise(events[3] ?? {});
  expect(thread()).not.toContain('Now critical');
  await raise(events[4] ?? {});
  await raise(events[6] ?? {});
  const loud = deployment.slack
    .messages('C0ALERTS', cards()[0]?.ts)
    .filter(({ text }) => text?.includes('Now critical'));
  expect(loud).toHaveLength(1);
  expect(loud[0]?.subtype).toBe('thread_broadcast');
  expect(JSON.stringify(cards())).toContain('because of this: A root access key was created');
});

test('sign-ins an hour apart are two incidents, and so is a later failure', async () => {
  const { raise } = alertPath(deployment);
  await raise(envelopeOf(rootSignIn({ mfa: 'Yes' }), { eventTime: '2026-11-23T05:00:00Z' }));
  await raise(envelopeOf(rootSignIn({ mfa: 'Yes' }), { eventTime: '2026-11-23T06:01:00Z' }));
  await raise(envelopeOf(rootSignIn({ result: 'Failure' }), { eventTime: '2026-11-23T08:00:00Z' }));
  expect(cards()).toHaveLength(3);
});
