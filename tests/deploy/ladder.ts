import { alertsChannel } from '../../sandbox/seed.ts';
import { textAt } from '../../src/core/json.ts';
import { signIn } from './alerts.ts';
import { type Check, expectThat, until } from './checks.ts';
import { isDeployed } from './stacks.ts';
import type { World } from './world.ts';

/** What happens without anybody's doing: the road past Slack, and the tick that wakes the duties. */
export function ladderChecks({ aws, slack, operator, hub, redeploy }: World): readonly Check[] {
  return [
    {
      title: 'an alert that Slack takes nowhere is told to the topic, by the role of the function',
      prove: async () => {
        const deployed = await redeploy({ AlertEmail: 'oncall@example.com' });
        isDeployed(deployed);
        const topic = 'outputs' in deployed ? (deployed.outputs.AlertTopicArn ?? '') : '';
        const mailbox = await operator.subscribeQueue(topic, 'mailbox');
        slack.setArchived(alertsChannel, true);
        try {
          await aws.emit(signIn(hub));
          const mail = JSON.parse(await until('an e-mail', () => operator.take(mailbox), 60));
          expectThat(/^[ -~]{1,99}$/.test(textAt(mail, 'Subject') ?? ''), 'a plain subject', mail);
          expectThat(/acme-prod/.test(textAt(mail, 'Message') ?? ''), 'the account', mail);
        } finally {
          slack.setArchived(alertsChannel, false);
        }
      },
    },
    {
      title: 'the schedule puts a tick into the job queue every minute',
      prove: async () => {
        await operator.setTaking('rootguard-worker', false);
        try {
          const jobs = await operator.queueUrl('rootguard-jobs');
          await until(
            'a tick',
            async () => /"kind": ?"tick"/.test((await operator.take(jobs)) ?? '') || undefined,
            75,
          );
        } finally {
          await operator.setTaking('rootguard-worker', true);
        }
      },
    },
  ];
}
