import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { ask, errorName } from './audit-fact.ts';

export const attributesCall = 'sqs:GetQueueAttributes';

/** Undefined if there is no such queue. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export async function attributesOf(
  sqs: SQSClient,
  name: string,
  AttributeNames: readonly QueueAttributeName[],
): Promise<Partial<Record<string, string>> | undefined> {
  const found = await ask('sqs:GetQueueUrl', () =>
    sqs.send(new GetQueueUrlCommand({ QueueName: name })).catch((error: unknown) => {
      if (absent.has(errorName(error))) return undefined;
      throw error;
    }),
  );
  if (found === undefined) return undefined;
  const { Attributes = {} } = await ask(attributesCall, () =>
    sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: found.QueueUrl, AttributeNames: [...AttributeNames] }),
    ),
  );
  return Attributes;
}

const absent: ReadonlySet<string> = new Set(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue']);
