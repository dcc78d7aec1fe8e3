import { createJsonCall, type JsonCall } from '../../src/aws/json-call.ts';
import { createQueryCall } from '../../src/aws/query-call.ts';
import { signedHeaders } from '../../src/aws/sigv4.ts';
import { asObject, at, type JsonObject, textAt } from '../../src/core/json.ts';
import { until } from './checks.ts';

/** What somebody with administrator's rights does in an account, as with the AWS CLI. */
export interface Operator {
  readonly ssm: JsonCall;
  readonly secretsManager: JsonCall;
  readonly sqs: JsonCall;
  readonly events: JsonCall;
  /** `aws lambda invoke`: what the function answered, errors included. */
  invoke(name: string, payload: unknown): Promise<JsonObject>;
  /** Every line of a function's log, oldest first. */
  lines(name: string): Promise<readonly string[]>;
  /** Waits until a function's log has a line that matches. Rejects after `seconds`. */
  line(name: string, pattern: RegExp, seconds?: number): Promise<string>;
  queueUrl(name: string): Promise<string>;
  /** How many messages wait in a queue. */
  waiting(name: string): Promise<number>;
  /** The body of a message that is taken out of a queue, if there is one. */
  take(queueUrl: string): Promise<string | undefined>;
  /** Makes a queue of this name that hears what a topic tells. Resolves to its URL. */
  subscribeQueue(topicArn: string, name: string): Promise<string>;
  /** The value of a role's tag, if it has it. */
  roleTag(role: string, key: string): Promise<string | undefined>;
  /** Lets a function take messages from its queue, or stops it. */
  setTaking(functionName: string, enabled: boolean): Promise<void>;
}

const region = 'us-east-1';

/** An administrator of an account; MiniStack takes the account's id for root's access key. */
export function operatorOf(account: string, endpoint: string): Operator {
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const settings = { region, endpoint, credentials: () => credentials, clock: Date.now, timeoutMs: 10_000 };
  const call = (service: string, targetPrefix: string, version: '1.0' | '1.1') =>
    createJsonCall({ ...settings, service, targetPrefix, version });
  const sns = createQueryCall({ ...settings, service: 'sns', version: '2010-03-31' });
  const iam = createQueryCall({ ...settings, service: 'iam', version: '2010-05-08' });
  const sqs = call('sqs', 'AmazonSQS', '1.0');
  const logs = call('logs', 'Logs_20140328', '1.1');
  const lines = async (name: string) =>
    linesOf(await logs('FilterLogEvents', { logGroupName: `/aws/lambda/${name}` }));

  const queueUrl = async (name: string) =>
    textAt(await sqs('GetQueueUrl', { QueueName: name }), 'QueueUrl') ?? '';

  return {
    ssm: call('ssm', 'AmazonSSM', '1.1'),
    secretsManager: call('secretsmanager', 'secretsmanager', '1.1'),
    sqs,
    events: call('events', 'AWSEvents', '1.1'),
    lines,
    line: (name, pattern, seconds) =>
      until(
        `a line in the log of ${name} that matches ${pattern}`,
        async () => (await lines(name)).find((line) => pattern.test(line)),
        seconds,
      ),
    queueUrl,
    async waiting(name) {
      const QueueUrl = await queueUrl(name);
      const { Attributes } = await sqs('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
      return Number(at(Attributes, 'ApproximateNumberOfMessages'));
    },
    async take(QueueUrl) {
      const { Messages } = await sqs('ReceiveMessage', { QueueUrl });
      const [message] = Array.isArray(Messages) ? Messages : [];
      if (message === undefined) return undefined;
      await sqs('DeleteMessage', { QueueUrl, ReceiptHandle: textAt(message, 'ReceiptHandle') });
      return textAt(message, 'Body');
    },
    async subscribeQueue(TopicArn, name) {
      const Endpoint = `arn:aws:sqs:${region}:${account}:${name}`;
      const Attributes = { Policy: letsIn(TopicArn, Endpoint) };
      const created = await sqs('CreateQueue', { QueueName: name, Attributes });
      await sns('Subscribe', { TopicArn, Protocol: 'sqs', Endpoint });
      return textAt(created, 'QueueUrl') ?? '';
    },
    async roleTag(RoleName, key) {
      const tags = await iam('ListRoleTags', { RoleName });
      const pairs = [...tags.matchAll(/<Key>([^<]*)<\/Key>\s*<Value>([^<]*)<\/Value>/g)];
      return pairs.find(([, name]) => name === key)?.[2];
    },
    invoke: (name, payload) => lambda('POST', `/2015-03-31/functions/${name}/invocations`, payload),
    async setTaking(functionName, Enabled) {
      const path = '/2015-03-31/event-source-mappings';
      const { EventSourceMappings } = await lambda('GET', `${path}/?FunctionName=${functionName}`);
      const [mapping] = Array.isArray(EventSourceMappings) ? EventSourceMappings : [];
      await lambda('PUT', `${path}/${textAt(mapping, 'UUID')}`, { Enabled });
    },
  };

  async function lambda(method: string, path: string, input?: unknown): Promise<JsonObject> {
    const url = new URL(path, endpoint);
    const body = input === undefined ? '' : JSON.stringify(input);
    const headers = signedHeaders({
      method,
      url,
      headers: { 'content-type': 'application/json' },
      body,
      service: 'lambda',
      region,
      credentials,
      now: Date.now(),
    });
    const answer = await fetch(url, { method, headers, ...(body !== '' && { body }) });
    return asObject(await answer.json()) ?? {};
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
function letsIn(topic: string, queue: string): string {
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queue,
    Condition: { ArnEquals: { 'aws:SourceArn': topic } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function linesOf(answer: JsonObject): readonly string[] {
  const events = at(answer, 'events');
  return (Array.isArray(events) ? events : []).map((event) => textAt(event, 'message') ?? '');
}
