import type { Attestation } from '../core/attestation.ts';
import { type Custodians, noCustodians } from '../core/custodian.ts';
import type { CustodianStore } from '../core/custodian-ports.ts';
import { type Clock, StoreError } from '../core/ports.ts';
import type { Item } from './attribute-value.ts';
import { attestationShape, custodiansShape } from './custodian-shape.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { openIndex } from './incident-items.ts';
import { queryAll } from './query-all.ts';
import { queryLimited } from './query-limited.ts';
import { readDocument } from './read-document.ts';
import { putNextVersion } from './versioned-item.ts';

/**
 * Custodians, one item an account, all under one key so that one query reads them; and the questions to them, one item an
 * incident, changed by one conditional write.
 */
export function createCustodianStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
  readonly retentionDays: number;
  readonly clock: Clock;
}): CustodianStore {
  const { call, table: TableName, retentionDays, clock } = options;

  const get = async (key: Item) =>
    (await call('GetItem', { TableName, Key: key, ConsistentRead: true })).Item;

  const attributesOf = (attestation: Attestation): Item => ({
    ttl: { N: String(Math.floor(clock() / 1000) + retentionDays * 86_400) },
    ...(attestation.told !== true && {
      openPk: openAttestations,
      openSk: { S: `${String(attestation.deadline).padStart(15, '0')}#${attestation.incident}` },
    }),
  });

  const attestation = async (incident: string) => {
    if (incident.length > 100) return undefined;
    const item = await get(attestationKey(incident));
    return item === undefined ? undefined : readAttestation(item);
  };

  return {
    async custodians(account) {
      const item = await get(custodiansKey(account));
      return item === undefined ? noCustodians(account) : readCustodians(item);
    },

    async allCustodians() {
      const items = await queryAll({ call, table: TableName, pk: 'CUSTODIANS' });
      return items.map(readCustodians);
    },

    replaceCustodians: (next) => putNextVersion(options, custodiansKey(next.account), next),

    attestation,

    async addAttestation(next) {
      if (await putNextVersion(options, attestationKey(next.incident), next, attributesOf(next))) return next;
      const stored = await attestation(next.incident);
      if (stored !== undefined) return stored;
      throw new StoreError(`The question about ${next.incident} was there and then was not.`);
    },

    replaceAttestation: (next) =>
      putNextVersion(options, attestationKey(next.incident), next, attributesOf(next)),

    async openAttestations(limit) {
      const query = {
        TableName,
        IndexName: openIndex,
        KeyConditionExpression: 'openPk = :open',
        ExpressionAttributeValues: { ':open': openAttestations },
      };
      return (await queryLimited(call, query, limit)).map(readAttestation);
    },
  };
}

const openAttestations = { S: 'ATTESTATIONS' };

function custodiansKey(account: string): Item {
  return { pk: { S: 'CUSTODIANS' }, sk: { S: account } };
}

function attestationKey(incident: string): Item {
  return { pk: { S: `INCIDENT#${incident}` }, sk: { S: 'CUSTODIANS' } };
}

function readCustodians(item: Item): Custodians {
  return readDocument(item, custodiansShape, 'A list of custodians');
}

function readAttestation(item: Item): Attestation {
  return readDocument(item, attestationShape, 'A question to custodians');
}
