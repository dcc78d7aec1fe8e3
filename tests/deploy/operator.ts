import { createJsonCall, type JsonCall } from '../../src/aws/json-call.ts';
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
  /** Lets a function take messages from its queue, or stops it. */
  setTaking(functionName: string, enabled: boolean): Promise<void>;
}

const region = 'us-east-1';

/** An administrator of an account; MiniStack takes the account's id for root's access key. */
export function operatorOf(account: string, endpoint: string): Operator {
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const call = (service: string, targetPrefix: string, version: '1.0' | '1.1') =>
    createJsonCall({
      service,
      targetPrefix,
      version,
      region,
      endpoint,
      credentials: () => credentials,
      clock: Date.now,
      timeoutMs: 10_000,
    });
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

function linesOf(answer: JsonObject): readonly string[] {
  const events = at(answer, 'events');
  return (Array.isArray(events) ? events : []).map((event) => textAt(event, 'message') ?? '');
}
