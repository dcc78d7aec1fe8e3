import { acknowledged } from '../../src/core/acts.ts';
import { rootCall } from '../../src/core/example-event.ts';
import { explainedAs } from '../../src/core/explaining.ts';
import { drawCard } from '../../src/flows/draw-card.ts';
import { redrawStale } from '../../src/flows/redraw-stale.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';
import { wholeLadder } from '../support/lives.ts';
import { envelopeOf } from '../support/sqs.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const shown = () => JSON.stringify(deployment.slack.messages('C0ALERTS'));

/** An incident that was acknowledged by a door that died before it could draw the card. */
async function staleCard() {
  const { ports, raise } = alertPath(deployment);
  await raise(envelopeOf(rootCall('CreateUser', 'iam.amazonaws.com')));
  const [open] = await ports.store.listOpen(1);
  if (open === undefined) throw new Error('There is no incident.');
  const next = acknowledged(open, { by: 'U0KIM', name: 'Kim', at: deployment.clock.now() });
  if (typeof next === 'string' || !(await ports.store.replace(next))) throw new Error('Not acknowledged.');
  return { ...ports, draw: (incident: typeof open) => drawCard(ports, incident, false) };
}

test('a card whose door died before it drew it is drawn by the next round', async () => {
  const ports = await staleCard();
  expect(shown()).not.toContain('Acknowledged by Kim');
  await redrawStale(ports);
  expect(shown()).toContain('Acknowledged by Kim');
  const calls = deployment.slack.calls.length;
  await redrawStale(ports);
  expect(deployment.slack.calls).toHaveLength(calls);
});

/** The same, explained by a second door that died as well. */
async function staleClosedCard() {
  const ports = await staleCard();
  const [open] = await ports.store.listOpen(1);
  if (open === undefined) throw new Error('There is no incident.');
  const lee = { by: 'U0LEE', name: 'Lee', at: deployment.clock.now() };
  const closed = explainedAs(open, lee, { verdict: 'unplanned', text: 'Tax' }, wholeLadder);
  if (typeof closed === 'string' || !(await ports.store.replace(closed))) throw new Error('Not explained.');
  return ports;
}

test('a closed one, too, until it is drawn', async () => {
  const ports = await staleClosedCard();
  expect(shown()).not.toContain('Explained by Lee');
  await redrawStale(ports);
  expect(shown()).toContain('Explained by Lee');
  expect(await ports.store.listUndrawn(10)).toEqual([]);
});

test('nobody waits for one that was closed a day ago', async () => {
  const ports = await staleClosedCard();
  deployment.clock.advance(25 * 60 * 60_000);
  await redrawStale(ports);
  expect(shown()).not.toContain('Explained by Lee');
});

test('one that Slack refuses is left for the next round', async () => {
  const ports = await staleCard();
  deployment.slack.setFaults([{ method: 'chat.update', status: 503, times: 1 }]);
  await redrawStale(ports);
  expect(shown()).not.toContain('Acknowledged by Kim');
  deployment.clock.advance(91_000);
  await redrawStale(ports);
  expect(shown()).toContain('Acknowledged by Kim');
});
