import type { Incident } from '../core/incident.ts';
import type { JsonObject } from '../core/json.ts';
import { StoreError } from '../core/ports.ts';
import { type AttributeValue, fromAttribute, type Item, sizeOf, toAttribute } from './attribute-value.ts';
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
  const document = fittingDocument(incident);
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

/**
 * DynamoDB refuses items of more than 400 KB, and whoever holds root chooses what CloudTrail records: an alert must not
 * be lost because its record is large. So the large parts of the record make way.
 */
function fittingDocument(incident: Incident): AttributeValue {
  const document = toAttribute(incident);
  if (sizeOf(document) <= largestDocument) return document;
  const event = { ...incident.event, raw: withoutLargeParts(incident.event.raw) };
  return toAttribute({ ...incident, event });
}

function withoutLargeParts(raw: JsonObject): JsonObject {
  const kept = Object.entries(raw).map(([key, value]) =>
    sizeOf(toAttribute({ [key]: value })) <= largestPart
      ? ([key, value] as const)
      : ([key.slice(0, 100).toWellFormed(), '… (left out: the record is too large to keep)'] as const),
  );
  return Object.fromEntries(kept);
}

/** In bytes. Leaves room for what people add to the incident's log. */
const largestDocument = 256_000;

/** In bytes. A record has at most 51 parts once it is shortened, so they fit together. */
const largestPart = 4_000;
