import { alertsChannel, workspaceSeed } from '../../sandbox/seed.ts';
import { signIn } from './alerts.ts';
import { type Check, expectThat, until } from './checks.ts';
import type { World } from './world.ts';

/** What fails: it comes again, it is reported with what to do, and it is never lost. */
export function failureChecks(world: World): readonly Check[] {
  const { aws, slack, operator, hub } = world;
  const bot = workspaceSeed.bot.userId;
  return [
    {
      title:
        'a channel that the bot is not in is named in the log with its cure, and the card comes once the bot is invited',
      prove: async () => {
        slack.setMember(alertsChannel, bot, false);
        const before = slack.messages(alertsChannel).length;
        try {
          await aws.emit(signIn(hub));
          const line = await operator.line('rootguard-events', /not_in_channel/);
          expectThat(/Invite the bot/.test(line), 'what to do', line);
        } finally {
          slack.setMember(alertsChannel, bot, true);
        }
        await until('the card, at the next delivery', () => slack.messages(alertsChannel)[before], 45);
      },
    },
    {
      title: 'a poison message is tried again, reported each time, and kept in the dead-letter queue',
      prove: async () => {
        const QueueUrl = await operator.queueUrl('rootguard-jobs');
        // Ten tries would take half an hour.
        await operator.sqs('SetQueueAttributes', {
          QueueUrl,
          Attributes: { RedrivePolicy: redriveAfter(2, hub) },
        });
        await operator.sqs('SendMessage', { QueueUrl, MessageBody: '{"source":"poison"}' });
        for (const time of ['1', '2']) {
          const line = await operator.line(
            'rootguard-worker',
            new RegExp(`"receives":"${time}".*not a RootGuard job`),
            45,
          );
          expectThat(/message-failed/.test(line), 'message-failed', line);
        }
        await until(
          'the message in rootguard-jobs-dlq',
          async () => (await operator.waiting('rootguard-jobs-dlq')) === 1 || undefined,
          60,
        );
      },
    },
    {
      title: 'no secret stands in any log',
      prove: async () => {
        const found = world.secrets.filter((secret) => aws.log().includes(secret));
        expectThat(found.length === 0, 'none', found);
      },
    },
  ];
}

function redriveAfter(maxReceiveCount: number, account: string): string {
  const deadLetterTargetArn = `arn:aws:sqs:us-east-1:${account}:rootguard-jobs-dlq`;
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
}
