import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoCall, leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { incidentKey } from '../../src/aws/incident-items.ts';
import { sdkDynamoCall } from '../../src/aws/sdk-dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import { type StoreUnderTest, storeContract } from '../contracts/store.ts';
import { exampleCredentials, startDynalite } from '../support/dynalite.ts';
import { incidentOf, openingTime } from '../support/incidents.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const region = 'us-east-1';

storeContract('its own transport', () =>
  makeStore((endpoint) => ({
    call: leanDynamoCall({
      region,
      endpoint,
      credentials: () => exampleCredentials,
      clock: Date.now,
      timeoutMs: 5_000,
    }),
    end: () => {},
  })),
);

storeContract('the AWS SDK', () =>
  makeStore((endpoint) => {
    const client = new DynamoDBClient({ endpoint, region, credentials: exampleCredentials });
    return { call: sdkDynamoCall(client), end: () => client.destroy() };
  }),
);

test('an incident expires 400 days, or as many as were asked for, after its last change', async () => {
  const server = await startDynalite(mkdtempSync(join(folder, 'data-')));
  const options = {
    region,
    endpoint: server.endpoint,
    credentials: () => exampleCredentials,
    timeoutMs: 5_000,
  };
  const call = leanDynamoCall({ ...options, clock: Date.now });
  let now = openingTime;
  const storeOf = (days: object) => createStore({ call, table: server.table, clock: () => now, ...days });
  const incident = incidentOf();
  const expiry = async () => {
    const { Item } = await call('GetItem', { TableName: server.table, Key: incidentKey(incident.id) });
    return Item?.ttl;
  };
  const inDays = (days: number) => ({ N: String(Math.floor(now / 1_000) + days * 24 * 60 * 60) });

  await storeOf({}).open(incident);
  expect(await expiry()).toEqual(inDays(400));
  now += 3 * 24 * 60 * 60 * 1_000;
  await storeOf({ retentionDays: 30 }).replace({ ...incident, version: 2 });
  expect(await expiry()).toEqual(inDays(30));
  await server.close();
});

async function makeStore(
  transport: (endpoint: string) => { readonly call: DynamoCall; readonly end: () => void },
): Promise<StoreUnderTest> {
  const data = mkdtempSync(join(folder, 'data-'));
  let server = await startDynalite(data);
  let open = transport(server.endpoint);
  const store = () => createStore({ call: open.call, table: server.table, clock: Date.now });
  const close = async () => {
    open.end();
    await server.close();
  };
  return {
    store: store(),
    close,
    async reopen() {
      await close();
      server = await startDynalite(data, false);
      open = transport(server.endpoint);
      return store();
    },
  };
}
