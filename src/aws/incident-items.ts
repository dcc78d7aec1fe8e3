import { dueAt } from '../core/escalation.ts';
import type { Incident } from '../core/incident.ts';
import { mayHaveLeft } from '../core/left-behind.ts';
import { isShown } from '../core/pen.ts';
import { StoreError } from '../core/ports.ts';
import { type AttributeValue, fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { incidentShape } from './incident-shape.ts';

/** The key of an incident's one item. */
export function incidentKey(id: string): Item {
  return { pk: { S: `${prefix}${id}` }, sk: { S: 'INCIDENT' } };
}

/** The index of incidents that somebody has to look after, not explained or not drawn: sparse, because only their items carry its keys. */
export const openIndex = 'open';

/** The index of incidents for which something comes next, by when. */
export const dueIndex = 'due';

/** The hash key of the index of what comes next. */
export const dueKey: AttributeValue = { S: 'DUE' };

/** The attributes that only some incidents carry, because an index is made of them. */
export const indexed = ['openPk', 'openSk', 'duePk', 'dueSk'] as const;

/** The hash key of the index of open incidents. */
export const openKey: AttributeValue = { S: 'OPEN' };

/** That of explained ones that are not drawn yet, or not everywhere: whoever explained one may have died before its card was. */
export const undrawnKey: AttributeValue = { S: 'UNDRAWN' };

function openGroup(incident: Incident): AttributeValue | undefined {
  if (incident.state !== 'explained') return openKey;
  if (incident.card === undefined) return undefined;
  return isShown(incident) && !mayHaveLeft(incident) ? undefined : undrawnKey;
}

/**
 * Everything in an incident's item but its key. Throws StoreError rather than let an incident be stored that could not
 * be read again.
 */
export function incidentAttributes(incident: Incident): Item {
  const document = toAttribute(incident);
  readDocument(incident.id, document);
  const group = openGroup(incident);
  const open: Item =
    group === undefined
      ? {}
      : { openPk: group, openSk: { S: `${sortableTime(incident.openedAt)}#${incident.id}` } };
  const at = dueAt(incident);
  const due: Item =
    at === undefined ? {} : { duePk: dueKey, dueSk: { S: `${sortableTime(at)}#${incident.id}` } };
  return { document, version: { N: String(incident.version) }, ...open, ...due };
}

/** The incident in an item. Throws StoreError, naming the incident, if this version of RootGuard cannot read it. */
export function readIncident(item: Item): Incident {
  const key = item.pk;
  const id = key !== undefined && 'S' in key ? key.S.slice(prefix.length) : 'without a key';
  return readDocument(id, item.document);
}

const prefix = 'INCIDENT#';

function readDocument(id: string, document: AttributeValue | undefined): Incident {
  const value = documentOf(id, document);
  const flaw = incidentShape(value);
  if (flaw === undefined) return value as Incident;
  throw unreadable(id, `${flaw || 'its document'} is not as expected`);
}

function documentOf(id: string, document: AttributeValue | undefined): unknown {
  try {
    return document === undefined ? undefined : fromAttribute(document);
  } catch (cause) {
    throw unreadable(id, 'it holds a value of an unknown type', cause);
  }
}

function unreadable(id: string, why: string, cause?: unknown): StoreError {
  return new StoreError(
    `Incident ${id} cannot be read by this version of RootGuard: ${why}. Was it stored by another version?`,
    { cause },
  );
}

/** A time (ms since the epoch) as a text that sorts by it. Fifteen digits of milliseconds last for 31,000 years. */
export function sortableTime(at: number): string {
  return String(Math.floor(at)).padStart(15, '0');
}
