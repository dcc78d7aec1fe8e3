import { at, type JsonObject, textAt } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import { AwsError, ownKind } from './errors.ts';
import { queuePolicy, redrivePolicy } from './queue-policy.ts';
import { templateResources } from './template.ts';
import type { Operation, World } from './world.ts';

/** The queues of the hub and their dead-letter queues, with the names of template.yaml. */
export const getQueueUrl: Operation = ({ account, input }, world) => {
  const name = textAt(input, 'QueueName') ?? '';
  if (queueIn(account, name, world) === undefined) throw noSuchQueue();
  return { QueueUrl: `http://127.0.0.1/${account.id}/${name}` };
};

export const getQueueAttributes: Operation = ({ account, input }, world) => {
  const url = textAt(input, 'QueueUrl') ?? '';
  const [owner, name = ''] = URL.canParse(url) ? new URL(url).pathname.split('/').slice(1) : [];
  const all = owner === account.id ? queueIn(account, name, world) : undefined;
  if (all === undefined) throw noSuchQueue();
  const asked = at(input, 'AttributeNames');
  const names: readonly unknown[] = Array.isArray(asked) ? asked : [];
  return {
    Attributes: Object.fromEntries(
      Object.entries(all).filter(([attribute]) => names.includes('All') || names.includes(attribute)),
    ),
  };
};

/** The attributes of a queue of the hub, or of the one queue that member.yaml makes. */
function queueIn(account: AccountState, name: string, world: World): Record<string, string> | undefined {
  if (account.id === world.hubAccount) return attributesOf(name, world);
  const { forwardQueue } = account;
  if (name !== 'rootguard-forward-dlq' || forwardQueue === 'missing') return undefined;
  return {
    ...counted(forwardQueue === 'events' ? 2 : 0, 0, 0),
    QueueArn: `arn:aws:sqs:${world.region}:${account.id}:${name}`,
  };
}

/** Of a queue of template.yaml; those that this AWS was not given are empty. The dead letters of a queue are with it here. */
function attributesOf(
  name: string,
  { queues, region, hubAccount, guard }: World,
): Record<string, string> | undefined {
  const made = templateResources('AWS::SQS::Queue').find(({ QueueName }) => QueueName === name);
  if (made === undefined || guard.lostQueue === name) return undefined;
  const where = { region, account: hubAccount };
  const [found, source] = [name, name.replace(/-dlq$/, '')].map((its) =>
    queues().find((queue) => queue.name === its),
  );
  const { waiting = 0, inFlight = 0, delayed = 0 } = found?.depth() ?? {};
  const visible = made.RedrivePolicy === undefined ? (source?.deadLetters.length ?? 0) : waiting;
  return {
    ...counted(visible, inFlight, delayed),
    QueueArn: `arn:aws:sqs:${region}:${hubAccount}:${name}`,
    ...textOf('Policy', queuePolicy(name, guard, where)),
    ...textOf('RedrivePolicy', redrivePolicy(made, guard, where)),
  };
}

/** SQS tells documents as texts, and leaves out what is not set. */
function textOf(attribute: string, document: JsonObject | undefined): Record<string, string> {
  return document === undefined ? {} : { [attribute]: JSON.stringify(document) };
}

/** SQS tells numbers as texts. */
function counted(visible: number, notVisible: number, delayed: number) {
  return {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(notVisible),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}

function noSuchQueue(): AwsError {
  return new AwsError(
    ownKind('com.amazonaws.sqs#QueueDoesNotExist', 400),
    'The specified queue does not exist.',
  );
}
