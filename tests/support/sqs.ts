import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../src/core/json.ts';

/** An SQS event as its event source mapping hands it to a function; a body that is no string is JSON. */
export function sqsEvent(...bodies: readonly unknown[]): { Records: { messageId: string }[] } {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `message-${index + 1}`,
      receiptHandle: 'handle',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 'AIDA',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:111122223333:ingest',
      awsRegion: 'us-east-1',
    })),
  };
}

/** A CloudTrail record in the envelope that EventBridge puts around it, with an event id of its own unless told otherwise. */
export function envelopeOf(record: JsonObject, change: JsonObject = {}): JsonObject {
  const detail = { ...record, eventID: randomUUID(), ...change };
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.iam',
    account: '111122223333',
    time: '2026-11-23T05:02:11Z',
    region: 'us-east-1',
    resources: [],
    detail,
  };
}
