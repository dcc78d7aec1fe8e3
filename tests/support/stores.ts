import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { sdkDynamoCall } from '../../src/aws/sdk-dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import type { Store } from '../../src/core/ports.ts';
import { type Dynalite, exampleCredentials, startDynalite } from './dynalite.ts';

const region = 'us-east-1';

/** An empty store for one test, and the way to end it. */
export interface EmptyStore {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/** The real store by its own transport, on a dynalite of its own. */
export async function leanStore(): Promise<EmptyStore> {
  const { endpoint, table, close } = await startInFolder();
  const credentials = () => exampleCredentials;
  const call = leanDynamoCall({ region, endpoint, credentials, clock: Date.now, timeoutMs: 5_000 });
  return { store: createStore({ call, table, clock: Date.now }), close };
}

/** The same by the AWS SDK. */
export async function sdkStore(): Promise<EmptyStore> {
  const { endpoint, table, close } = await startInFolder();
  const client = new DynamoDBClient({ endpoint, region, credentials: exampleCredentials });
  return {
    store: createStore({ call: sdkDynamoCall(client), table, clock: Date.now }),
    async close() {
      client.destroy();
      await close();
    },
  };
}

async function startInFolder(): Promise<Dynalite> {
  const folder = mkdtempSync(join(tmpdir(), 'rootguard-store-'));
  const server = await startDynalite(folder);
  return {
    ...server,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
