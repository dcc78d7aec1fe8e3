import type { Incident } from '../../src/core/incident.ts';
import type { RaiseAlertPorts } from '../../src/flows/raise-alerts.ts';
import { addTo, campaignOf, type Outcome, play } from './campaign.ts';
import { kinds } from './faults.ts';
import { playSchedule, type Sabotage } from './schedule.ts';

/** As many as there is time for on every run; `npm run test:faults` plays ten thousand. */
const schedules = 200;

test(`after ${schedules} schedules of faults every event is told of exactly once, and nothing is lost or left over`, async () => {
  const { failed, faults, events } = await campaign(schedules);
  expect(failed).toEqual([]);
  expect(events).toBeGreaterThan(schedules);
  // A campaign in which nothing goes wrong proves nothing. Mails and canaries are sent too seldom to count on their faults in so few.
  expect(kinds.filter((kind) => faults[kind] === 0 && !/^(mail|tag)-/.test(kind))).toEqual([]);
});

test('the same seed gives the same schedule, step by step', async () => {
  for (const seed of [5, 6, 7, 8]) {
    const first = await playSchedule(seed, { tracing: true });
    expect(first.trace.length).toBeGreaterThan(0);
    expect((await playSchedule(seed, { tracing: true })).trace).toEqual(first.trace);
  }
  expect((await playSchedule(1, { tracing: true })).trace).not.toEqual(
    (await playSchedule(2, { tracing: true })).trace,
  );
});

/** Faults of RootGuard itself, each of which the campaign must find. */
const sabotages: readonly (readonly [string, RegExp, Sabotage])[] = [
  [
    'never looks for a card that may be there already',
    /has \d cards/,
    (ports) => ({ ...ports, messenger: { ...ports.messenger, findCard: async () => undefined } }),
  ],
  [
    'overwrites what others changed',
    /in its log|without a line|version|cards|does not show|counted/,
    (ports) => ({ ...ports, store: { ...ports.store, replace: blindly(ports) } }),
  ],
  [
    'forgets the ledger',
    /is in \d incidents|counted/,
    (ports) => ({ ...ports, store: { ...ports.store, replaceLedger: async () => true } }),
  ],
  [
    'drops a message when Slack refuses the card',
    /has 0 cards|does not show|not shown/,
    (ports) => ({
      ...ports,
      messenger: {
        ...ports.messenger,
        postCard: (...given) =>
          ports.messenger.postCard(...given).catch(() => ({ channel: 'C0ALERTS', ts: '1.000001' })),
      },
    }),
  ],
  [
    'does not hear its canaries',
    /a canary came and was not heard/,
    (ports) => ({ ...ports, store: { ...ports.store, replaceCanaryLog: async () => true } }),
  ],
  [
    'passes on what an attacker wrote',
    /unescaped in a message/,
    (ports) => ({
      ...ports,
      messenger: { ...ports.messenger, postCard: shouting(ports) },
    }),
  ],
];

test.each(sabotages)('a RootGuard that %s is caught', async (_, expected, sabotage) => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const { failed } = await play(seed, { sabotage });
    if (failed.some(({ wrong }) => wrong.some((what) => expected.test(what)))) return;
  }
  throw new Error('No schedule noticed it.');
});

async function campaign(count: number): Promise<Outcome> {
  const total = campaignOf();
  for (let seed = 1; seed <= count; seed += 1) addTo(total, await play(seed));
  return total;
}

function blindly({ store }: RaiseAlertPorts): RaiseAlertPorts['store']['replace'] {
  return async (next: Incident) => {
    const latest = await store.get(next.id);
    return store.replace({ ...next, version: (latest?.version ?? 0) + 1 });
  };
}

function shouting({ messenger }: RaiseAlertPorts): RaiseAlertPorts['messenger']['postCard'] {
  return (channel, incident, elsewhere) =>
    messenger.postCard(channel, { ...incident, account: '<!channel>' }, elsewhere);
}
