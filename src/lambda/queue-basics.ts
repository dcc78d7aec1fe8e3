import type { StoreOptions } from '../aws/alert-store.ts';
import { createNotifier } from '../aws/notifier.ts';
import { createRestMessages } from '../aws/visibility.ts';
import { alertEmail } from '../blocks/alert-email.ts';
import type { Incident } from '../core/incident.ts';
import type { AlertStore, Mailer } from '../core/ports.ts';
import { drawCard } from '../flows/draw-card.ts';
import { jsonCall, queryCall } from './aws-call.ts';
import { basics } from './basics.ts';
import { explain } from './cures.ts';

/**
 * What the doors behind a queue are made of: nobody waits for their answers, so they have time. They alone can tell the
 * topic; the door that everybody can knock at cannot.
 */
export async function queueBasics<S extends AlertStore>(createStore: (options: StoreOptions) => S) {
  const ports = await basics({ slackMs: 10_000, storeMs: 3_000 }, createStore);
  const mailer = mailerOf(ports);
  const drawing = { ...ports, mailer };
  return {
    ...drawing,
    draw: (incident: Incident) => drawCard(drawing, incident, false),
    restMessages: createRestMessages(jsonCall(ports.config, 'sqs', 'AmazonSQS', '1.0')),
  };
}

type MailerPorts = Pick<Awaited<ReturnType<typeof basics<AlertStore>>>, 'config' | 'directory' | 'logger'>;

/** Says in the log why a mail was not taken: whoever asked for it goes on with Slack's refusal, which was first. */
function mailerOf({ config, directory, logger }: MailerPorts): Mailer | undefined {
  const { fallbackTopic, language, region } = config;
  if (fallbackTopic === undefined) return undefined;
  // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
  const notifier = createNotifier({ topic: fallbackTopic, call: queryCall(config, 'sns', '2010-03-31') });
  return {
    async mail(incident, reason) {
      const name = directory.nameOf(incident.account);
      try {
        await notifier.notify(alertEmail(incident, name, reason, language));
      } catch (error) {
        logger.error('mail-failed', { incident: incident.id, ...explain(error, region) });
        throw error;
      }
    },
  };
}
