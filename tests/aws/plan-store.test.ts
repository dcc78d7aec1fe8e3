import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { sdkDynamoCall } from '../../src/aws/sdk-dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import { planContract } from '../contracts/plans.ts';
import { exampleCredentials, startDynalite } from '../support/dynalite.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const region = 'us-east-1';

planContract('its own transport', async () => {
  const server = await startDynalite(mkdtempSync(join(folder, 'data-')));
  const credentials = () => exampleCredentials;
  const { endpoint, table, close } = server;
  const call = leanDynamoCall({ region, endpoint, credentials, clock: Date.now, timeoutMs: 5_000 });
  return { store: createStore({ call, table, clock: Date.now }), close };
});

planContract('the AWS SDK', async () => {
  const { endpoint, table, close } = await startDynalite(mkdtempSync(join(folder, 'data-')));
  const client = new DynamoDBClient({ endpoint, region, credentials: exampleCredentials });
  const store = createStore({ call: sdkDynamoCall(client), table, clock: Date.now });
  return {
    store,
    async close() {
      client.destroy();
      await close();
    },
  };
});
