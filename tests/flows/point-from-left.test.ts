import { acknowledged } from '../../src/core/acts.ts';
import { rootCall } from '../../src/core/example-event.ts';
import { explainedAs } from '../../src/core/explaining.ts';
import type { Incident } from '../../src/core/incident.ts';
import { drawCard } from '../../src/flows/draw-card.ts';
import { pointFromLeft } from '../../src/flows/point-from-left.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { wholeLadder } from '../support/lives.ts';
import { envelopeOf } from '../support/sqs.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const shown = (channel: string) => JSON.stringify(deployment.slack.messages(channel));
const kim = () => ({ by: 'U0KIM', name: 'Kim', at: deployment.clock.now() });

/** An incident whose card was in the alerts channel until that took no more edits; it goes on in the second one. */
async function movedCard() {
  const { ports, raise } = alertPath(deployment, { secondChannel: 'C0FALLBACK' });
  await raise(envelopeOf(rootCall('CreateUser', 'iam.amazonaws.com')));
  archive(true);
  const second = envelopeOf(rootCall('DeleteUser', 'iam.amazonaws.com'));
  await raise(second).catch(() => undefined);
  await raise(second, true);
  return { ...ports, draw: (incident: Incident) => drawCard(ports, incident, false) };
}

type Ports = Awaited<ReturnType<typeof movedCard>>;

const archive = (is: boolean) => deployment.slack.setArchived('C0ALERTS', is);

async function change({ store }: Ports, how: (incident: Incident) => Incident | string) {
  const [open] = await store.listOpen(1);
  const next = open === undefined ? 'none' : how(open);
  if (typeof next === 'string' || !(await store.replace(next))) throw new Error(`Not changed: ${next}`);
}

test('a card that was left behind points to the one that goes on, once its channel is back, once', async () => {
  const ports = await movedCard();
  expect(shown('C0FALLBACK')).toContain('2 writes');
  await pointFromLeft(ports);
  archive(false);
  expect(shown('C0ALERTS')).toContain('nobody is on it yet');
  await pointFromLeft(ports);
  expect(shown('C0ALERTS')).toContain('This alert goes on in <#C0FALLBACK>');
  expect(shown('C0ALERTS')).not.toContain('nobody is on it yet');
  expect(shown('C0FALLBACK')).toContain('nobody is on it yet');
  const [incident] = await ports.store.listOpen(1);
  expect(incident).toMatchObject({ card: { channel: 'C0FALLBACK' }, state: 'open' });
  expect(incident?.pen).toBeUndefined();
  const calls = deployment.slack.calls.length;
  await pointFromLeft(ports);
  expect(deployment.slack.calls).toHaveLength(calls);
});

test('also of an alert that was closed meanwhile', async () => {
  const ports = await movedCard();
  await change(ports, (open) => acknowledged(open, kim()));
  await change(ports, (open) => explainedAs(open, kim(), { verdict: 'unplanned', text: 'Tax' }, wholeLadder));
  archive(false);
  await pointFromLeft(ports);
  expect(shown('C0ALERTS')).toContain('This alert goes on in');
  // What came while nobody else could draw is drawn by whoever held the pen.
  expect(shown('C0FALLBACK')).toContain('Explained by Kim');
  expect(await ports.store.listUndrawn(10)).toEqual([]);
});

test('a card that somebody draws is left to them', async () => {
  const ports = await movedCard();
  archive(false);
  const pen = { until: deployment.clock.now() + 90_000, suspect: false, hand: 'another' };
  await change(ports, (open) => ({ ...open, pen, version: open.version + 1 }));
  await pointFromLeft(ports);
  expect(shown('C0ALERTS')).toContain('nobody is on it yet');
});
