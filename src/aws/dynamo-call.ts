import { type Clock, StoreError } from '../core/ports.ts';
import type { Item } from './attribute-value.ts';
import { AwsError } from './aws-error.ts';
import { createJsonCall } from './json-call.ts';
import type { Credentials } from './sigv4.ts';

/**
 * The five operations of DynamoDB that the store uses, as DynamoDB names them. Throws ConditionFailed when a condition
 * did not hold and StoreError, with an AwsError as its cause, for everything else.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export type DynamoCall = <O extends keyof DynamoOperations>(
  operation: O,
  input: DynamoOperations[O]['input'],
) => Promise<DynamoOperations[O]['output']>;

/** What each operation takes and gives, as far as the store needs it. */
export interface DynamoOperations {
  readonly GetItem: {
    readonly input: Keyed & { readonly ConsistentRead?: boolean };
    readonly output: { readonly Item?: Item };
  };
  readonly PutItem: {
    readonly input: Target & Condition & { readonly Item: Item };
    readonly output: object;
  };
  readonly UpdateItem: {
    readonly input: Keyed &
      Condition & { readonly UpdateExpression: string; readonly ReturnValues?: 'UPDATED_NEW' | 'ALL_NEW' };
    readonly output: { readonly Attributes?: Item };
  };
  readonly DeleteItem: {
    readonly input: Keyed & Condition;
    readonly output: object;
  };
  readonly Query: {
    readonly input: Target &
      Expressions & {
        readonly KeyConditionExpression: string;
        readonly IndexName?: string;
        readonly ScanIndexForward?: boolean;
        readonly ConsistentRead?: boolean;
        readonly Limit?: number;
        readonly ExclusiveStartKey?: Item;
      };
    readonly output: { readonly Items?: readonly Item[]; readonly LastEvaluatedKey?: Item };
  };
}

interface Target {
  readonly TableName: string;
}

interface Keyed extends Target {
  readonly Key: Item;
}

interface Expressions {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
}

interface Condition extends Expressions {
  readonly ConditionExpression?: string;
}

/** A conditional write found the item other than it had to be, and changed nothing. */
export class ConditionFailed extends Error {
  override readonly name = 'ConditionFailed';
}

/** DynamoDB without the AWS SDK, for the alert path. `timeoutMs` is for each of at most three attempts. */
export function leanDynamoCall(options: {
  readonly region: string;
  /** AWS's own endpoint of the Region if absent; see `endpointFor`. */
  readonly endpoint?: string | undefined;
  readonly credentials: () => Credentials | Promise<Credentials>;
  readonly clock: Clock;
  readonly timeoutMs: number;
}): DynamoCall {
  const call = createJsonCall({
    ...options,
    service: 'dynamodb',
    targetPrefix: 'DynamoDB_20120810',
    version: '1.0',
  });
  return async (operation, input) => {
    try {
      return await call(operation, input);
    } catch (error) {
      throw storeErrorOf(operation, error);
    }
  };
}

/** The error that a DynamoCall throws for what a transport threw. What is not AWS's doing is passed on as it is. */
export function storeErrorOf(operation: string, error: unknown): unknown {
  if (!(error instanceof AwsError)) return error;
  if (error.code === 'ConditionalCheckFailedException') {
    return new ConditionFailed(`The condition of ${operation} did not hold`, { cause: error });
  }
  return new StoreError(`DynamoDB did not take ${operation}: ${error.code}`, { cause: error });
}
