import { createDirectory } from '../../src/core/directory.ts';
import { rootCall } from '../../src/core/example-event.ts';
import type { AccountStore, Logger } from '../../src/core/ports.ts';
import { alertPath, storeOf } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { envelopeOf } from '../support/sqs.ts';

/** An account's name on an alert: shown where it is known, and never waited for. */
let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment();
});
afterAll(() => deployment.close());

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
let events = 0;
/** Each in an account of its own, so that none joins the incident of another. */
const accountOf = (number: number) => String(444_455_556_000 + number);
const envelope = () => {
  events += 1;
  const account = accountOf(events);
  const detail = {
    ...rootCall('CreateUser', 'iam.amazonaws.com'),
    eventID: `named-${events}`,
    recipientAccountId: account,
  };
  return { ...envelopeOf(detail), account };
};

function pathWith(change: Partial<AccountStore>) {
  const store = { ...storeOf(deployment), ...change };
  const directory = createDirectory({
    configured: new Map(),
    organization: { store, clock: deployment.clock.now, logger: silent },
  });
  return alertPath(deployment, { directory });
}

const lastCard = () => JSON.stringify(deployment.slack.messages('C0ALERTS').at(-1));

test('a name that the organization gave is on the card', async () => {
  await storeOf(deployment).saveAccount({ id: accountOf(events + 1), name: 'acme-dev', state: 'active' });
  expect(await pathWith({}).raise(envelope())).toBe('posted');
  expect(lastCard()).toContain('acme-dev');
});

test('a store that never tells the name delays the card by 300 ms at most; it bears the bare id', async () => {
  const plain = pathWith({ account: async () => undefined });
  const silentStore = pathWith({ account: () => new Promise(() => undefined) });
  await plain.raise(envelope());
  const time = async (raise: () => Promise<unknown>) => {
    const began = performance.now();
    await raise();
    return performance.now() - began;
  };
  // The best of some: this machine may be busy with other things.
  const best = async (path: typeof plain) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      // Slack takes about a message a second in a channel.
      deployment.clock.advance(2_000);
      times.push(await time(() => path.raise(envelope())));
    }
    return Math.min(...times);
  };
  const [usual, late] = [await best(plain), await best(silentStore)];
  expect(lastCard()).not.toContain('acme-dev');
  expect(lastCard()).toContain('4444 5555 60');
  // The name was asked for beside the other reads, so most of the wait is over when the card is written.
  expect(late).toBeLessThan(usual + 300 + 150);
});

test('a store that refuses to tell the name costs nothing', async () => {
  const broken = pathWith({ account: () => Promise.reject(new Error('no')) });
  deployment.clock.advance(2_000);
  expect(await broken.raise(envelope())).toBe('posted');
  expect(lastCard()).toContain('4444 5555 60');
});
