import { createRestMessages } from '../aws/visibility.ts';
import { jsonCall } from './aws-call.ts';
import { basics } from './basics.ts';

/** What the doors behind a queue are made of: nobody waits for their answers, so they have time. */
export async function queueBasics() {
  const ports = await basics({ slackMs: 10_000, storeMs: 3_000 });
  return { ...ports, restMessages: createRestMessages(jsonCall(ports.config, 'sqs', 'AmazonSQS', '1.0')) };
}
