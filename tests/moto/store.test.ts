import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableSchema } from '../../sandbox/aws/table.ts';
import { leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import { storeContract } from '../contracts/store.ts';
import { describeWithMoto, motoCredentials, useMoto } from './moto-server.ts';

/** The store on a DynamoDB that others wrote, and that is not the one of the other tests. */
describeWithMoto('moto', () => {
  const moto = useMoto();
  let tables = 0;

  storeContract('moto', async () => {
    tables += 1;
    const table = `rootguard-${tables}`;
    await new DynamoDBClient({}).send(new CreateTableCommand(tableSchema(table)));
    const open = () => {
      const call = leanDynamoCall({
        region: 'us-east-1',
        endpoint: moto.endpoint,
        credentials: motoCredentials,
        clock: Date.now,
        timeoutMs: 5_000,
      });
      return createStore({ call, table, clock: Date.now });
    };
    return { store: open(), reopen: async () => open(), close: async () => undefined };
  });
});
