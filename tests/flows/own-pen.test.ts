import { rootCall, rootSignIn } from '../../src/core/example-event.ts';
import type { Incident } from '../../src/core/incident.ts';
import type { IncidentStore } from '../../src/core/ports.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { envelopeOf } from '../support/sqs.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const cards = () => deployment.slack.messages('C0ALERTS').map(({ text }) => text);

/** Somebody else changes the incident before the write, whose answer was lost, is repeated: it is refused then. */
async function changedByOthers(store: IncidentStore, { id }: Incident): Promise<Incident> {
  const seen = await store.get(id);
  if (seen === undefined) throw new Error(`${id} is not there.`);
  const next = { ...seen, version: seen.version + 1 };
  await store.replace(next);
  return next;
}

test('whoever opened an incident draws its card, also when its write is told to have come too late', async () => {
  const { ports } = alertPath(deployment);
  const store = {
    ...ports.store,
    open: async (incident: Incident) => {
      await ports.store.open(incident);
      return { incident: await changedByOthers(ports.store, incident), created: false };
    },
  };
  const { raise } = alertPath(deployment, { store });
  expect(await raise(envelopeOf(rootSignIn()))).toBe('posted');
  expect(cards()).toHaveLength(1);
});

test('whoever took the pen draws, also when its write is told to have come too late', async () => {
  const { ports, raise } = alertPath(deployment);
  await raise(envelopeOf(rootCall('CreateUser', 'iam.amazonaws.com')));
  let taken = 0;
  const store = {
    ...ports.store,
    replace: async (next: Incident) => {
      const replaced = await ports.store.replace(next);
      if (next.pen === undefined || taken > 0) return replaced;
      taken += 1;
      await changedByOthers(ports.store, next);
      return false;
    },
  };
  const second = alertPath(deployment, { store });
  expect(await second.raise(envelopeOf(rootCall('DeleteUser', 'iam.amazonaws.com')))).toBe('updated');
  expect(taken).toBe(1);
});
