import { asObject, at, type JsonObject, textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import { getQueueAttributes, getQueueUrl } from './queue-attributes.ts';
import type { Call, Operation, Service, SimulatedQueue, World } from './world.ts';

/**
 * ChangeMessageVisibilityBatch with SQS's limits: 1 to 10 entries with ids of their own, each judged for itself.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html
 */
const changeMessageVisibilityBatch: Operation = (call, world) => {
  const queue = queueOf(call, world);
  const results = readEntries(call.input).map((entry) => ({
    Id: textAt(entry, 'Id'),
    refusal: change(queue, entry),
  }));
  return {
    Successful: results.flatMap(({ Id, refusal }) => (refusal === undefined ? [{ Id }] : [])),
    Failed: results.flatMap(({ Id, refusal }) =>
      refusal === undefined ? [] : [{ Id, SenderFault: true, ...refusal }],
    ),
  };
};

/** SQS. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html */
export const sqs: Service = {
  dialect: { protocol: 'json-1.0', version: 'AmazonSQS' },
  operations: {
    ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
    GetQueueUrl: getQueueUrl,
    GetQueueAttributes: getQueueAttributes,
  },
};

const mostEntries = 10;
const longestVisibility = 43_200;

interface Refusal {
  readonly Code: string;
  readonly Message: string;
}

/** By the account and the name at the end of the URL; its host is not looked at, as little as SQS does. */
function queueOf({ input, account }: Call, { queues, hubAccount }: World): SimulatedQueue {
  const url = textAt(input, 'QueueUrl');
  if (url === undefined) throw missing('QueueUrl');
  const [owner, name] = URL.canParse(url) ? new URL(url).pathname.split('/').slice(1) : [];
  const own = owner === account.id && owner === hubAccount ? queues() : [];
  const found = own.find((queue) => queue.name === name);
  if (found === undefined) {
    throw new AwsError(
      ownKind('com.amazonaws.sqs#QueueDoesNotExist', 400),
      'The specified queue does not exist.',
    );
  }
  return found;
}

function readEntries(input: JsonObject): readonly JsonObject[] {
  const entries = at(input, 'Entries');
  if (!Array.isArray(entries) || entries.length === 0) {
    throw batchError(
      'EmptyBatchRequest',
      'There should be at least one ChangeMessageVisibilityBatchRequestEntry in the request.',
    );
  }
  if (entries.length > mostEntries) {
    throw batchError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${mostEntries}. You have sent ${entries.length}.`,
    );
  }
  const objects = entries.map((entry) => asObject(entry) ?? {});
  const ids = objects.map((entry) => textAt(entry, 'Id') ?? '');
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id))) {
    throw batchError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw batchError('BatchEntryIdsNotDistinct', `Id ${twice} repeated.`);
  return objects;
}

function change(queue: SimulatedQueue, entry: JsonObject): Refusal | undefined {
  const handle = textAt(entry, 'ReceiptHandle');
  if (handle === undefined)
    return { Code: 'ReceiptHandleIsInvalid', Message: 'The input receipt handle is invalid.' };
  const seconds = at(entry, 'VisibilityTimeout');
  const isValid = Number.isInteger(seconds) && Number(seconds) >= 0 && Number(seconds) <= longestVisibility;
  if (!isValid) return invalid('VisibilityTimeout', seconds, `Must be between 0 and ${longestVisibility}.`);
  if (queue.changeVisibility(handle, Number(seconds))) return undefined;
  return invalid(
    'ReceiptHandle',
    handle,
    'Message does not exist or is not available for visibility timeout change.',
  );
}

function invalid(name: string, value: unknown, reason: string): Refusal {
  return {
    Code: 'InvalidParameterValue',
    Message: `Value ${value} for parameter ${name} is invalid. Reason: ${reason}`,
  };
}

function missing(name: string): AwsError {
  return batchError('MissingRequiredParameterException', `The request must contain the parameter ${name}.`);
}

/** Its JSON protocol still names the shape with its namespace, as the SDKs expect. */
function batchError(code: string, message: string): AwsError {
  return new AwsError(ownKind(`com.amazonaws.sqs#${code}`, 400), message);
}
