import { textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import type { Call, Operation, Service, World } from './world.ts';

/** What DynamoDB tells of a table beside its data, which dynalite has no backups of, and never lets expire. */
const describeContinuousBackups: Operation = (call, world) => {
  mustExist(call, world, 'TableNotFoundException');
  const on = world.guard.table !== 'no-backups';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: on ? 'ENABLED' : 'DISABLED',
        ...(on && {
          EarliestRestorableDateTime: Math.floor(world.now() / 1_000) - 86_400,
          LatestRestorableDateTime: Math.floor(world.now() / 1_000) - 300,
          RecoveryPeriodInDays: 35,
        }),
      },
    },
  };
};

const describeTimeToLive: Operation = (call, world) => {
  mustExist(call, world, 'ResourceNotFoundException');
  return {
    TimeToLiveDescription:
      world.guard.table === 'no-expiry'
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' },
  };
};

/**
 * The operations of DynamoDB that are not passed on.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
 */
export const tableSettings: Service = {
  dialect: { protocol: 'json-1.0', version: 'DynamoDB_20120810' },
  operations: {
    DescribeContinuousBackups: describeContinuousBackups,
    DescribeTimeToLive: describeTimeToLive,
  },
};

/** A table may be named by its ARN as well. */
function mustExist({ input }: Call, { names }: World, code: string): void {
  const asked = (textAt(input, 'TableName') ?? '').split('/').at(-1) ?? '';
  if (asked !== '' && asked === (names.table ?? asked)) return;
  throw new AwsError(ownKind(code, 400), `Table not found: ${asked}`);
}
