import { at, textAt } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import { AwsError, ownKind } from './errors.ts';
import type { Operation, SimulatedQueue, World } from './world.ts';

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

/** The queues that template.yaml makes; those that this AWS was not given are empty. */
const ownQueues = ['rootguard-ingest', 'rootguard-jobs', 'rootguard-sweep'];

/** The dead letters of a queue are with it here; of EventBridge's own there are never any. */
function attributesOf(
  name: string,
  { queues, region, hubAccount }: World,
): Record<string, string> | undefined {
  const arn = (queue: string) => `arn:aws:sqs:${region}:${hubAccount}:${queue}`;
  const found = queues().find((queue) => queue.name === name);
  if (found !== undefined || ownQueues.includes(name)) {
    const { waiting = 0, inFlight = 0, delayed = 0 } = found?.depth() ?? {};
    return {
      ...counted(waiting, inFlight, delayed),
      QueueArn: arn(name),
      Policy: policyOf(arn(name)),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn(`${name}-dlq`), maxReceiveCount: 250 }),
    };
  }
  if (name === 'rootguard-rules-dlq') return { ...counted(0, 0, 0), QueueArn: arn(name) };
  if (!ownQueues.some((queue) => `${queue}-dlq` === name)) return undefined;
  const source: SimulatedQueue | undefined = queues().find((queue) => `${queue.name}-dlq` === name);
  return { ...counted(source?.deadLetters.length ?? 0, 0, 0), QueueArn: arn(name) };
}

/** SQS tells numbers as texts. */
function counted(visible: number, notVisible: number, delayed: number) {
  return {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(notVisible),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}

function policyOf(arn: string): string {
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn,
    },
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function noSuchQueue(): AwsError {
  return new AwsError(
    ownKind('com.amazonaws.sqs#QueueDoesNotExist', 400),
    'The specified queue does not exist.',
  );
}
