import { alertsChannel } from '../../sandbox/seed.ts';
import { cardOf, privatelyTo } from './alerts.ts';
import { type Check, expectThat, until } from './checks.ts';
import type { World } from './world.ts';

/** People type and press; Slack signs what it sends. */
export function conversationChecks(world: World): readonly Check[] {
  const { slack, doorUrl } = world;
  return [
    {
      title: 'a signed `/rootguard status` is answered by way of the HTTP API',
      prove: async () => {
        const answer = await slack.command({ user: 'U0LEE', text: 'status' });
        expectThat(answer.status === 200 && answer.ms < 3_000, 'a 200 within 3 s', answer);
        expectThat(/acme-dev/.test(JSON.stringify(answer.body)), 'the accounts', answer.body);
      },
    },
    {
      title: 'a signed press on Acknowledge changes the card',
      prove: async () => {
        const card = await cardOf(world, 'acme-dev');
        const press = {
          user: 'U0LEE',
          channel: alertsChannel,
          message_ts: card.ts,
          action_id: 'acknowledge',
        };
        const answer = await slack.action(press);
        expectThat(answer.status === 200, 'a 200', answer);
        await until('“Acknowledged by” on the card', () =>
          slack
            .messages(alertsChannel)
            .find(({ ts, blocks }) => ts === card.ts && /Acknowledged by .*Lee/.test(JSON.stringify(blocks))),
        );
      },
    },
    {
      title: 'a press by somebody who may not act changes nothing',
      prove: async () => {
        const card = await cardOf(world, 'acme-prod');
        await slack.action({
          user: 'U0SAM',
          channel: alertsChannel,
          message_ts: card.ts,
          action_id: 'acknowledge',
        });
        await until('a private refusal', () => privatelyTo(world, 'U0SAM') || undefined);
        const same = JSON.stringify((await cardOf(world, 'acme-prod')).blocks);
        expectThat(same === JSON.stringify(card.blocks), 'the card as it was', same);
      },
    },
    {
      title:
        '`/rootguard check` goes through PutEvents, the rule, the queue and the worker to the response_url',
      prove: async () => {
        const answer = await slack.command({ user: 'U0LEE', text: 'check' });
        expectThat(answer.status === 200, 'a 200', answer);
        // The command's own answer names no account; the report does.
        const report = await until(
          'the report',
          () => (/acme-prod/.test(lastTo('U0LEE')) ? lastTo('U0LEE') : undefined),
          45,
        );
        expectThat(/MFA/.test(report), 'a word about MFA', report);
        expectThat(
          slack.calls.some(({ method, ok }) => method === 'response_url' && ok),
          'an accepted response_url',
          slack.calls.slice(-3),
        );
      },
    },
    {
      title: 'a request without a signature is refused, and so is one with a wrong one',
      prove: async () => {
        const now = String(Math.floor(Date.now() / 1_000));
        for (const headers of [{}, signedWrongly(now)]) {
          const { status } = await fetch(doorUrl, {
            method: 'POST',
            headers,
            body: 'command=%2Frootguard&text=status',
          });
          expectThat(status === 401, 'a 401', status);
        }
      },
    },
  ];

  function lastTo(user: string): string {
    return JSON.stringify(slack.ephemeral(user).at(-1) ?? '');
  }
}

function signedWrongly(timestamp: string): Record<string, string> {
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${'0'.repeat(64)}`,
  };
}
