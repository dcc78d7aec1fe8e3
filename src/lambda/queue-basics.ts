import { createNotifier } from '../aws/notifier.ts';
import { createRestMessages } from '../aws/visibility.ts';
import type { Config } from '../config.ts';
import type { Notifier } from '../core/ports.ts';
import { jsonCall, queryCall } from './aws-call.ts';
import { basics } from './basics.ts';

/**
 * What the doors behind a queue are made of: nobody waits for their answers, so they have time. They alone can tell the
 * topic; the door that everybody can knock at cannot.
 */
export async function queueBasics() {
  const ports = await basics({ slackMs: 10_000, storeMs: 3_000 });
  const { config } = ports;
  return {
    ...ports,
    notifier: notifierOf(config),
    restMessages: createRestMessages(jsonCall(config, 'sqs', 'AmazonSQS', '1.0')),
  };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
function notifierOf(config: Config): Notifier | undefined {
  const { fallbackTopic } = config;
  if (fallbackTopic === undefined) return undefined;
  return createNotifier({ topic: fallbackTopic, call: queryCall(config, 'sns', '2010-03-31') });
}
