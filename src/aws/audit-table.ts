import {
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Fact } from '../core/fact.ts';
import type { TableSafety } from '../core/guard-facts.ts';
import { ask, gatherFact } from './audit-fact.ts';

/**
 * Whether RootGuard's table can be brought back as it was at any second, and whether it forgets what is old.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
 */
export async function gatherTableSafety(
  client: DynamoDBClient,
  TableName: string,
): Promise<Fact<TableSafety>> {
  const backups = 'dynamodb:DescribeContinuousBackups';
  const expiry = 'dynamodb:DescribeTimeToLive';
  const [recoverable, forgets] = await Promise.all([
    gatherFact(backups, async () => {
      const { ContinuousBackupsDescription: described } = await ask(backups, () =>
        client.send(new DescribeContinuousBackupsCommand({ TableName })),
      );
      return described?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED';
    }),
    gatherFact(expiry, async () => {
      const { TimeToLiveDescription: described } = await ask(expiry, () =>
        client.send(new DescribeTimeToLiveCommand({ TableName })),
      );
      const on = described?.TimeToLiveStatus === 'ENABLED' || described?.TimeToLiveStatus === 'ENABLING';
      return on && described?.AttributeName === 'ttl';
    }),
  ]);
  return { known: true, value: { recoverable, forgets } };
}
