import { envelopeId, parseEnvelope } from '../core/envelope.ts';
import {
  type CardPlace,
  type Incident,
  openIncident,
  withCard,
  withLease,
  withoutLease,
} from '../core/incident.ts';
import {
  type Clock,
  type DropCounter,
  type IncidentStore,
  type Logger,
  type Messenger,
  SlackError,
} from '../core/ports.ts';
import { detect } from './detect.ts';

/** What raising an alert needs. */
export interface RaiseAlertPorts {
  readonly store: IncidentStore & DropCounter;
  readonly messenger: Messenger;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The id of the alerts channel. */
  readonly channel: string;
}

/** What became of an event. `duplicate` means that its card was there already. */
export type Raised = 'posted' | 'recovered' | 'duplicate' | 'ignored' | 'dropped';

/** Another worker is posting this very card; the event must be delivered again later, to see whether it succeeded. */
export class CardInFlightError extends Error {
  override readonly name = 'CardInFlightError';
}

/**
 * Turns one EventBridge envelope into exactly one card, however often and wherever it is called with it.
 *
 *     open (conditional put, lease taken) ── post ── record the card (conditional) ── done
 *          │ exists, with a card  → duplicate: done
 *          │ exists, lease held   → CardInFlightError: the queue delivers it again
 *          │ exists, lease over   → a worker died, or Slack's answer was lost: look in the channel before posting
 *          └ exists, no lease     → Slack refused the card: post it now
 *
 * `fallbackId` names the message in the log when the envelope has no id. Throws StoreError, SlackError or
 * CardInFlightError; then nothing is lost, and the same call may be made again.
 */
export async function raiseAlert(
  ports: RaiseAlertPorts,
  envelope: unknown,
  fallbackId: string,
): Promise<Raised> {
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) return await drop(ports, parsed.reason, envelopeId(envelope) ?? fallbackId);

  const event = parsed.value;
  const findings = detect(event, ports.clock());
  if (findings.length === 0) return 'ignored';

  const { incident, created } = await ports.store.open(openIncident(event, findings, ports.clock()));
  if (created) return await post(ports, incident);
  if (incident.card !== undefined) return 'duplicate';
  return await recover(ports, incident);
}

async function post(ports: RaiseAlertPorts, incident: Incident): Promise<Raised> {
  const card = await ports.messenger.postCard(ports.channel, incident).catch(async (error: unknown) => {
    const outcomeUnknown = !(error instanceof SlackError) || error.outcomeUnknown;
    // If this write fails, too, the lease runs out by itself.
    await ports.store.replace(withoutLease(incident, outcomeUnknown, ports.clock())).catch(() => false);
    throw error;
  });
  await recordCard(ports, incident, card);
  return 'posted';
}

/** The incident is stored, its card is not recorded. */
async function recover(ports: RaiseAlertPorts, incident: Incident): Promise<Raised> {
  if (incident.postingUntil !== undefined && ports.clock() < incident.postingUntil) {
    throw new CardInFlightError(`The card of ${incident.id} is being posted by another worker.`);
  }
  const leased = withLease(incident, ports.clock());
  if (!(await ports.store.replace(leased))) {
    throw new CardInFlightError(`The card of ${incident.id} was taken over by another worker.`);
  }
  if (incident.postingUntil === undefined) return await post(ports, leased);
  const found = await ports.messenger.findCard(ports.channel, leased);
  if (found === undefined) return await post(ports, leased);
  await recordCard(ports, leased, found);
  return 'recovered';
}

/** Somebody may press a button of the card before it is recorded; the record then goes onto their version, and the card is redrawn. */
async function recordCard(ports: RaiseAlertPorts, posted: Incident, card: CardPlace): Promise<void> {
  let current: Incident | undefined = posted;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const next: Incident = withCard(current, card, ports.clock());
    if (await ports.store.replace(next)) {
      if (current.state !== posted.state) await ports.messenger.updateCard(card, next);
      return;
    }
    current = await ports.store.get(posted.id);
    if (current === undefined) throw new Error(`${posted.id} disappeared while its card was posted.`);
    if (current.card !== undefined) return;
  }
  throw new CardInFlightError(`${posted.id} changed ${attempts} times while its card was recorded.`);
}

const attempts = 5;

async function drop(ports: RaiseAlertPorts, reason: string, id: string): Promise<Raised> {
  const drop = { reason, id: id.slice(0, 200), at: ports.clock() };
  ports.logger.warn('event-dropped', drop);
  await ports.store.countDropped(drop);
  return 'dropped';
}
