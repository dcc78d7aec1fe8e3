import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { ensureTable } from './table.ts';

/** RootGuard's table on this machine, without the rest of the local AWS; its data is kept in a folder. */
export async function startTableServer(options: {
  readonly table: string;
  readonly folder: string;
}): Promise<{ readonly client: DynamoDBClient; close(): Promise<void> }> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, path: options.folder });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // dynalite takes any key; real credentials have no business here.
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  await ensureTable(endpoint, credentials, options.table);
  const client = new DynamoDBClient({ endpoint, credentials, region: 'us-east-1' });
  return {
    client,
    async close() {
      client.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
