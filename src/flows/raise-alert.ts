import { envelopeId, parseEnvelope } from '../core/envelope.ts';
import type { Delivery, Directory, DropCounter, IncidentStore, LedgerStore, Logger } from '../core/ports.ts';
import { type Drawn, type DrawPorts, drawCard } from './draw-card.ts';
import { placeEvent } from './place-event.ts';

/** What raising an alert needs. */
export interface RaiseAlertPorts extends DrawPorts {
  readonly store: IncidentStore & LedgerStore & DropCounter;
  readonly logger: Logger;
  readonly directory: Pick<Directory, 'prepare'>;
}

/** What became of an event. */
export type Raised = Drawn | 'ignored' | 'dropped';

/** Another worker holds the pen, or died with it; the message must be delivered again, to see that its card is there. */
export class CardElsewhereError extends Error {
  override readonly name = 'CardElsewhereError';
}

/**
 * Turns one EventBridge envelope into exactly one card, or into a part of one, however often and wherever it is called
 * with it. Throws StoreError, SlackError or CardElsewhereError; then nothing is lost, and the message must come again.
 */
export async function raiseAlert(
  ports: RaiseAlertPorts,
  envelope: unknown,
  delivery: Delivery,
): Promise<Raised> {
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) return await drop(ports, parsed.reason, envelopeId(envelope) ?? delivery.messageId);
  // Beside the store's own reads; the messenger waits for what is left of it.
  void ports.directory.prepare([parsed.value.account]);
  const placed = await placeEvent(ports, parsed.value);
  if (placed === undefined) return 'ignored';

  const drawn = await drawCard(ports, placed.incident, placed.fresh);
  // Whoever holds the pen sees this event before they lay it down, and their own message stands for it. But a message
  // that came out before may be the very one of a worker that died with the pen.
  if (drawn === 'elsewhere' && delivery.redelivered) {
    throw new CardElsewhereError(
      `The card of ${placed.incident.id} is being drawn by another worker, or one that died.`,
    );
  }
  return drawn;
}

async function drop(ports: RaiseAlertPorts, reason: string, id: string): Promise<Raised> {
  const drop = { reason, id: id.slice(0, 200), at: ports.clock() };
  ports.logger.warn('event-dropped', drop);
  await ports.store.countDropped(drop);
  return 'dropped';
}
