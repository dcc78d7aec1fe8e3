import { createNotifier } from '../aws/notifier.ts';
import { createRestMessages } from '../aws/visibility.ts';
import { alertEmail } from '../blocks/alert-email.ts';
import type { Config } from '../config.ts';
import type { Incident } from '../core/incident.ts';
import type { Mailer } from '../core/ports.ts';
import { drawCard } from '../flows/draw-card.ts';
import { jsonCall, queryCall } from './aws-call.ts';
import { basics } from './basics.ts';

/**
 * What the doors behind a queue are made of: nobody waits for their answers, so they have time. They alone can tell the
 * topic; the door that everybody can knock at cannot.
 */
export async function queueBasics() {
  const ports = await basics({ slackMs: 10_000, storeMs: 3_000 });
  const { config, directory } = ports;
  const mailer = mailerOf(config, (account) => directory.nameOf(account));
  const drawing = { ...ports, mailer };
  return {
    ...drawing,
    draw: (incident: Incident) => drawCard(drawing, incident, false),
    restMessages: createRestMessages(jsonCall(config, 'sqs', 'AmazonSQS', '1.0')),
  };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
function mailerOf(config: Config, nameOf: (account: string) => string | undefined): Mailer | undefined {
  const { fallbackTopic } = config;
  if (fallbackTopic === undefined) return undefined;
  const notifier = createNotifier({ topic: fallbackTopic, call: queryCall(config, 'sns', '2010-03-31') });
  return {
    mail: (incident, reason) =>
      notifier.notify(alertEmail(incident, nameOf(incident.account), reason, config.language)),
  };
}
