import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/**
 * Makes RootGuard's table unless it is there already, and waits until it can be used: the data folder outlives the
 * sandbox. Throws what the SDK throws when the endpoint does not answer or refuses the credentials.
 */
export async function ensureTable(
  endpoint: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  tableName: string,
  region = 'us-east-1',
): Promise<void> {
  const client = new DynamoDBClient({ endpoint, credentials, region });
  try {
    await client.send(new CreateTableCommand(tableSchema(tableName))).catch((error: unknown) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
    await waitUntilTableExists(
      { client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
      { TableName: tableName },
    );
  } finally {
    client.destroy();
  }
}

/** The schema, as template.yaml declares it: one table, and sparse indexes over the incidents that are open, and due. */
export function tableSchema(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'openPk', 'openSk', 'duePk', 'dueSk'].map((name) => ({
      AttributeName: name,
      AttributeType: 'S' as const,
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: ['open', 'due'].map((name) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: `${name}Pk`, KeyType: 'HASH' as const },
        { AttributeName: `${name}Sk`, KeyType: 'RANGE' as const },
      ],
      Projection: { ProjectionType: 'ALL' as const },
    })),
  };
}
