import { inspect } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../src/aws/aws-error.ts';
import { ConditionFailed, type DynamoCall, leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { sdkDynamoCall } from '../../src/aws/sdk-dynamo-call.ts';
import { StoreError } from '../../src/core/ports.ts';
import { exampleCredentials } from '../support/dynalite.ts';
import {
  answer,
  refuse,
  reset,
  type ScriptedServer,
  type Step,
  silence,
  startScriptedServer,
} from '../support/scripted-server.ts';

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

const transports: readonly (readonly [string, (endpoint: string) => DynamoCall])[] = [
  [
    'its own transport',
    (endpoint) =>
      leanDynamoCall({
        region: 'us-east-1',
        endpoint,
        credentials: () => exampleCredentials,
        clock: Date.now,
        timeoutMs: 1_000,
      }),
  ],
  [
    'the AWS SDK',
    (endpoint) =>
      sdkDynamoCall(
        new DynamoDBClient({
          region: 'us-east-1',
          endpoint,
          credentials: exampleCredentials,
          maxAttempts: 1,
          requestHandler: { requestTimeout: 200, throwOnRequestTimeout: true },
        }),
      ),
  ],
];

describe.each(transports)('DynamoDB by %s', (_, callTo) => {
  const failureOf = async (step: Step): Promise<Error> => {
    server = await startScriptedServer([step]);
    const error = await callTo(server.endpoint)('GetItem', {
      TableName: 'rootguard',
      Key: { pk: { S: 'a' } },
    }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof Error) return error;
    throw new Error(`Expected an error, got ${inspect(error)}`);
  };

  test('tells a condition that did not hold from everything else', async () => {
    const error = await failureOf(refuse('ConditionalCheckFailedException'));
    expect(error).toBeInstanceOf(ConditionFailed);
    expect(error).not.toBeInstanceOf(StoreError);
  });

  test.each([
    ['a refusal', refuse('AccessDeniedException'), 'AccessDeniedException', 400],
    ['a missing table', refuse('ResourceNotFoundException'), 'ResourceNotFoundException', 400],
    ['throttling that does not end', refuse('ThrottlingException'), 'ThrottlingException', 400],
    ['an error inside AWS', refuse('InternalServerError', 500), 'InternalServerError', 500],
    ['an answer that is no JSON', answer(200, 'confidential words'), 'unreadable-answer', 200],
    ['a lost connection', reset, 'connection', undefined],
    ['no answer', silence, 'timeout', undefined],
  ] as const)('calls %s a StoreError and says why', async (_what, step, code, status) => {
    const error = await failureOf(step);
    expect(error).toBeInstanceOf(StoreError);
    expect(error.message).toBe(`DynamoDB did not take GetItem: ${code}`);
    expect(error.cause).toBeInstanceOf(AwsError);
    expect(error.cause).toMatchObject({ code, status, operation: 'dynamodb GetItem' });
    expect(inspect(error, { depth: 10 })).not.toMatch(/confidential|AWS4-HMAC|AKIA/);
  });
});
