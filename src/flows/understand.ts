import type { CanaryStore } from '../core/canary.ts';
import type { Guard } from '../core/detection.ts';
import { drillIncident, isDrill, parseDrill } from '../core/drill.ts';
import { envelopeId, parseEnvelope } from '../core/envelope.ts';
import { isHeartbeat, parseHeartbeat } from '../core/heartbeat.ts';
import type { Detected } from '../core/joining.ts';
import { alibiOf, isOwnAudit, type RootAuditRole, type RootAuditStore } from '../core/own-audit.ts';
import type { Clock, Delivery, DropCounter, HeartbeatStore, Logger } from '../core/ports.ts';
import type { RootEvent, Unreadable } from '../core/root-event.ts';
import type { DrillStore } from '../core/store-ports.ts';
import { detect } from './detect.ts';
import { hearCanary } from './hear-canary.ts';

/** What understanding a message needs. */
export interface UnderstandPorts {
  readonly store: DropCounter &
    DrillStore &
    CanaryStore &
    Pick<HeartbeatStore, 'saveHeartbeat'> &
    Pick<RootAuditStore, 'rootAudits'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What is RootGuard's own; what the templates call it, if absent. */
  readonly guard?: Guard;
  /** The account that this runs in: drills come from there, and nowhere else. */
  readonly hub?: string | undefined;
  /** The role that audits members with root sessions; undefined if this installation does not. */
  readonly rootAudit?: RootAuditRole | undefined;
}

/** A message from the queue: one EventBridge envelope. */
export interface Incoming {
  readonly body: unknown;
  readonly delivery: Delivery;
}

/**
 * What a message tells: an event with its findings; `ignored`, if it is nobody's business; `dropped`, if it cannot be read: then
 * it is counted and logged. Throws StoreError.
 */
export async function understand(
  ports: UnderstandPorts,
  incoming: Incoming,
): Promise<Detected | 'ignored' | 'dropped'> {
  if (isHeartbeat(incoming.body)) return await understandHeartbeat(ports, incoming);
  if (isDrill(incoming.body)) return await understandDrill(ports, incoming);
  const parsed = parseEnvelope(incoming.body);
  if (!parsed.ok) return await drop(ports, parsed.reason, incoming);
  const findings = detect(parsed.value, ports.clock(), ports.guard);
  // A canary is heard where nothing alerts: it takes the place of no alert, even if root itself sent one.
  if (findings.length === 0) await hearCanary(ports, parsed.value);
  if (findings.length === 0 || (await isOurs(ports, parsed.value))) return 'ignored';
  return { event: parsed.value, findings };
}

/** Whether the guard itself did it, when it looked into an account as root. It leaves a line in the log, and nothing else. */
async function isOurs({ store, logger, rootAudit }: UnderstandPorts, event: RootEvent): Promise<boolean> {
  const alibi = rootAudit === undefined ? undefined : alibiOf(event, rootAudit);
  if (alibi === undefined) return false;
  const { account, from, until } = alibi;
  if (!isOwnAudit(event, await store.rootAudits(account, from, until))) return false;
  logger.info('own-root-audit', { account, name: event.name, id: event.id });
  return true;
}

/** It came the whole way of an alert, but for Slack. */
async function understandHeartbeat(ports: UnderstandPorts, incoming: Incoming) {
  const parsed = parseHeartbeat(incoming.body, ports.hub);
  if (!parsed.ok) return await drop(ports, parsed.reason, incoming);
  await ports.store.saveHeartbeat({ ...parsed.value, at: ports.clock() });
  return 'ignored' as const;
}

/** A drill that no detection speaks of is remembered: its report says so. */
async function understandDrill(ports: UnderstandPorts, incoming: Incoming) {
  const parsed = parseDrill(incoming.body, ports.hub);
  if (!parsed.ok) return await drop(ports, parsed.reason, incoming);
  const { drill, event } = parsed.value;
  const findings = detect(event, ports.clock(), ports.guard);
  if (findings.length > 0) return { event, findings, drill };
  const incident = drillIncident(event.account, drill);
  ports.logger.warn('drill-undetected', { incident, detection: drill.detection });
  await ports.store.noteDrillUndetected(incident, ports.clock());
  return 'ignored';
}

async function drop(ports: UnderstandPorts, reason: Unreadable, { body, delivery }: Incoming) {
  const id = (envelopeId(body) ?? delivery.messageId).slice(0, 200);
  const dropped = { reason, id, at: ports.clock() };
  ports.logger.warn('event-dropped', dropped);
  await ports.store.countDropped(dropped);
  return 'dropped' as const;
}
