import type { Incident } from '../core/incident.ts';
import { StoreError } from '../core/ports.ts';
import { type AttributeValue, fromAttribute, type Item, toAttribute } from './attribute-value.ts';
import { incidentShape } from './incident-shape.ts';

/** The key of an incident's one item. */
export function incidentKey(id: string): Item {
  return { pk: { S: `${prefix}${id}` }, sk: { S: 'INCIDENT' } };
}

/** The index of open incidents: sparse, because only the items of open ones carry its keys. */
export const openIndex = 'open';

/** The hash key of the index of open incidents. */
export const openKey: AttributeValue = { S: 'OPEN' };

/**
 * Everything in an incident's item but its key. Throws StoreError rather than let an incident be stored that could not
 * be read again.
 */
export function incidentAttributes(incident: Incident): Item {
  const document = toAttribute(incident);
  readDocument(incident.id, document);
  const open: Item =
    incident.state === 'open' ? { openPk: openKey, openSk: { S: openSortKey(incident) } } : {};
  return { document, version: { N: String(incident.version) }, ...open };
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

/** Sorts by the time of opening, then by id. Fifteen digits of milliseconds last for 31,000 years. */
function openSortKey({ openedAt, id }: Incident): string {
  return `${String(Math.floor(openedAt)).padStart(15, '0')}#${id}`;
}
