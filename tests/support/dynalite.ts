import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { tableSchema } from '../../sandbox/aws/table.ts';

/** A DynamoDB with RootGuard's table. */
export interface Dynalite {
  readonly endpoint: string;
  readonly table: string;
  readonly close: () => Promise<void>;
}

/** Keys that dynalite takes; it checks the form of signatures, not their truth. */
export const exampleCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

/** Starts dynalite in this process, with its data in `folder`, and makes the table unless it is there already. */
export async function startDynalite(folder: string, makeTable = true): Promise<Dynalite> {
  const server = dynalite({ path: folder, createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (makeTable) await createTable(endpoint);
  return {
    endpoint,
    table,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

const table = 'rootguard-test';

async function createTable(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: exampleCredentials });
  await client.send(new CreateTableCommand(tableSchema(table)));
  // The SDK's own waiter sleeps for whole seconds; this takes a few milliseconds.
  while (!(await isActive(client))) await setTimeout(2);
  client.destroy();
}

async function isActive(client: DynamoDBClient): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  return Table?.TableStatus === 'ACTIVE';
}
