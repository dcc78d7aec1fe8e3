import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { at, textAt } from '../core/json.ts';
import { AwsError } from './aws-error.ts';
import { type DynamoCall, type DynamoOperations, storeErrorOf } from './dynamo-call.ts';

/** DynamoDB by the AWS SDK: profiles, single sign-on and every other kind of credentials. Retries are the client's. */
export function sdkDynamoCall(client: DynamoDBClient): DynamoCall {
  const operations = operationsOf(client);
  return async <O extends keyof DynamoOperations>(operation: O, input: DynamoOperations[O]['input']) => {
    try {
      return (await operations[operation](input)) as DynamoOperations[O]['output'];
    } catch (error) {
      throw storeErrorOf(operation, awsErrorOf(operation, error));
    }
  };
}

type Operations = {
  readonly [O in keyof DynamoOperations]: (input: DynamoOperations[O]['input']) => Promise<object>;
};

function operationsOf(client: DynamoDBClient): Operations {
  return {
    GetItem: (input) => client.send(new GetItemCommand(input)),
    PutItem: (input) => client.send(new PutItemCommand(input)),
    UpdateItem: (input) => client.send(new UpdateItemCommand(input)),
    DeleteItem: (input) => client.send(new DeleteItemCommand(input)),
    Query: (input) => client.send(new QueryCommand(input)),
  };
}

/** SDK errors can hold the whole HTTP answer, so of an answer only the code and the status are kept. */
function awsErrorOf(operation: string, error: unknown): AwsError {
  const name = `dynamodb ${operation}`;
  const code = textAt(error, 'name') ?? '';
  const status = statusOf(error);
  if (error instanceof SyntaxError) return new AwsError(name, 'unreadable-answer', status);
  if (status !== undefined) return new AwsError(name, unnamed.has(code) ? `http_${status}` : code, status);
  // No answer: the network, or no credentials. Its own message then tells the most, and quotes nobody.
  return new AwsError(name, networkCode(error) ?? (code || 'connection'), undefined, { cause: error });
}

function statusOf(error: unknown): number | undefined {
  const status = at(error, '$metadata', 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}

/** What the SDK calls an answer without a code of its own. */
const unnamed: ReadonlySet<string> = new Set([
  '',
  'Error',
  'Unknown',
  'UnknownError',
  'DynamoDBServiceException',
]);

/** The SDK names a lost connection TimeoutError as well, so Node's code decides first. */
function networkCode(error: unknown): 'timeout' | 'connection' | undefined {
  const code = textAt(error, 'code');
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return 'connection';
  return textAt(error, 'name') === 'TimeoutError' ? 'timeout' : undefined;
}
