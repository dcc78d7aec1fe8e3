import { alertsChannel } from '../../sandbox/seed.ts';
import type { SlackMessage } from '../../sandbox/slack/local-slack.ts';
import { happeningNow } from '../../src/core/example-envelope.ts';
import { rootSignIn, userCall } from '../../src/core/example-event.ts';
import { at, type JsonObject, textAt } from '../../src/core/json.ts';
import { type Check, expectThat, until } from './checks.ts';
import type { World } from './world.ts';

/** A root sign-in without MFA, now. */
export function signIn(account: string): JsonObject {
  return happeningNow({ record: rootSignIn({ mfa: 'No' }) }, account, Date.now());
}

/** From AWS's event to the card in Slack. */
export function alertChecks(world: World): readonly Check[] {
  const { aws, slack, operator, memberOperator, hub, member } = world;
  return [
    {
      title:
        'what a member could not forward, because its hub came later, is kept there and can be sent again',
      prove: async () => {
        expectThat(world.keptByMember === 1, 'the sign-in', `${world.keptByMember} messages`);
        const QueueUrl = await memberOperator.queueUrl('rootguard-forward-dlq');
        const MessageBody = await memberOperator.take(QueueUrl);
        await operator.sqs('SendMessage', {
          QueueUrl: await operator.queueUrl('rootguard-ingest'),
          MessageBody,
        });
        await cardOf(world, 'acme-dev');
      },
    },
    {
      title:
        'a root sign-in in a member account becomes a card: its rule, the hub’s bus, the queue, the bundle, Slack',
      prove: async () => {
        await aws.emit(signIn(member));
        const card = await cardOf(world, 'acme-dev');
        expectThat(/MFA/.test(card.text), 'words about MFA', card.text);
      },
    },
    {
      title: 'a root sign-in in the hub’s own account becomes a card',
      prove: async () => {
        await aws.emit(signIn(hub));
        await cardOf(world, 'acme-prod');
      },
    },
    {
      title: 'an event that is not root’s never reaches the queue, nor one that somebody forged',
      prove: async () => {
        // Nobody takes anything out meanwhile, so that it can be counted.
        await operator.setTaking('rootguard-events', false);
        const others = userCall('CreateUser', 'iam.amazonaws.com');
        try {
          await aws.emit(happeningNow({ record: others }, hub, Date.now()));
          await aws.emit(happeningNow({ record: others }, member, Date.now()));
          await forge(world, 'com.example.app');
          await aws.emit(signIn(hub));
          await aws.emit(signIn(member));
          const waiting = await operator.waiting('rootguard-ingest');
          expectThat(waiting === 2, 'the two sign-ins alone', `${waiting} messages`);
        } finally {
          await operator.setTaking('rootguard-events', true);
        }
      },
    },
    {
      title: 'nobody can put an event of AWS’s own onto the bus',
      prove: async () => {
        const answer = await forge(world, 'aws.signin');
        expectThat(at(answer, 'FailedEntryCount') === 1, 'a refusal', answer);
      },
    },
    {
      title: 'what is no event at all is counted and dropped, and /rootguard status says so',
      prove: async () => {
        const QueueUrl = await operator.queueUrl('rootguard-ingest');
        await operator.sqs('SendMessage', { QueueUrl, MessageBody: 'no event' });
        await operator.line('rootguard-events', /event-dropped/);
        const { body } = await slack.command({ user: 'U0LEE', text: 'status' });
        expectThat(/drop|could not be read|unreadable/i.test(JSON.stringify(body)), 'a word about it', body);
      },
    },
  ];

  function forge({ operator: { events } }: World, source: string): Promise<JsonObject> {
    const detail = signIn(hub).detail;
    return events('PutEvents', {
      Entries: [
        { Source: source, DetailType: 'AWS Console Sign In via CloudTrail', Detail: JSON.stringify(detail) },
      ],
    });
  }
}

/** The last card in the channel whose text says `words`; waits for it. */
export function cardOf({ slack }: World, words: string, seconds?: number): Promise<SlackMessage> {
  return until(
    `a card that says ${words}`,
    () => slack.messages(alertsChannel).findLast(({ text }) => text.includes(words)),
    seconds,
  );
}

/** The words of what only this person sees, all of it. */
export function privatelyTo({ slack }: World, user: string): string {
  return slack
    .ephemeral(user)
    .map((message) => `${textAt(message, 'text')} ${JSON.stringify(message.blocks ?? [])}`)
    .join('\n');
}
